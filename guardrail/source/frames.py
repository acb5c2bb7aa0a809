"""Data frames become rows, through whichever of the usual exports they have; no frame library is needed."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from ..errors import MissingExtra, SourceError

Rows = list[dict[str, Any]]


def frame_rows(frame: object) -> Rows:
    """The rows of a pandas, polars or Arrow frame, missing cells as None.

    Tried in this order: Arrow's `to_pylist` (tables, record batches), polars' `to_dicts`, pandas'
    `to_dict("records")`; then `__arrow_c_stream__` and `__dataframe__`, for which pyarrow must be installed.

    Raises:
        SourceError: if it is none of these.
        MissingExtra: if only pyarrow could read it and it is not installed.
    """
    rows = _exported(frame)
    if not all(isinstance(row, Mapping) for row in rows):
        raise SourceError(f"{type(frame).__name__} is not a data frame: its rows have no columns")
    return [{str(key): _present(cell) for key, cell in row.items()} for row in rows]


def _exported(frame: Any) -> Iterable[Any]:
    if isinstance(frame, type):
        raise SourceError(f"expected a data frame, not the class {frame.__name__}")
    if hasattr(frame, "collect") and hasattr(frame, "collect_schema"):
        frame = frame.collect()
    for name, export in _EXPORTS.items():
        if hasattr(frame, name):
            return _run(export, frame)
    raise SourceError(f"expected a data frame (pandas, polars, Arrow), not {type(frame).__name__}")


def _run(export: Callable[[Any], Iterable[Any]], frame: object) -> Iterable[Any]:
    try:
        return export(frame)
    except (MissingExtra, SourceError):
        raise
    except Exception as error:
        raise SourceError(f"this {type(frame).__name__} cannot be read as rows: {error}") from error


def _pandas(frame: Any) -> Iterable[Any]:
    if not frame.columns.is_unique:
        raise SourceError("two columns of the data frame have the same name; rename one")
    rows: Iterable[Any] = frame.to_dict("records")
    return rows


def _streamed(frame: Any) -> Iterable[Any]:
    rows: Iterable[Any] = _arrow().table(frame).to_pylist()
    return rows


def _interchanged(frame: Any) -> Iterable[Any]:
    rows: Iterable[Any] = _interchange().from_dataframe(frame).to_pylist()
    return rows


_EXPORTS: Mapping[str, Callable[[Any], Iterable[Any]]] = MappingProxyType(
    {
        "to_pylist": operator.methodcaller("to_pylist"),
        "to_dicts": operator.methodcaller("to_dicts"),
        "iterrows": _pandas,
        "__arrow_c_stream__": _streamed,
        "__dataframe__": _interchanged,
    }
)


def _present(cell: Any) -> Any:
    """None for NaN, NaT and NA, which differ from themselves or refuse to compare."""
    try:
        return cell if bool(cell == cell) else None  # noqa: PLR0124
    except (TypeError, ValueError):
        return None if type(cell).__name__ == "NAType" else cell


def _arrow() -> Any:
    try:
        import pyarrow as pa
    except ImportError as error:
        raise _missing("this data frame") from error
    return pa


def _interchange() -> Any:
    try:
        from pyarrow import interchange
    except ImportError as error:
        raise _missing("this data frame") from error
    return interchange


def read_parquet(content: bytes, path: str) -> Any:
    """The Arrow table in a parquet file called `path`.

    Raises `MissingExtra` without pyarrow, `SourceError` for a file that is damaged or none.
    """
    try:
        from pyarrow import BufferReader, parquet
    except ImportError as error:
        raise _missing("a parquet file") from error
    try:
        return parquet.read_table(BufferReader(content))
    except Exception as error:
        raise SourceError(f"{path}: not a parquet file that can be read: {error}") from error


def _missing(what: str) -> MissingExtra:
    return MissingExtra(f"reading {what} needs pyarrow: pip install 'guardrail[parquet]'")
