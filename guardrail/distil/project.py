"""The folder that a student of one's own is made in: what it is made from, and what each step has left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import yaml

from ..errors import GuardrailError
from ..local.records import Item, read_record
from ..source.files import read_file
from .examples import Example, read_examples

SETTINGS = "distil.yaml"
_MOST_RECORDS = 50_000


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What `guardrail distil init` was told. Paths are as they were given; `roles` as in `read_record`."""

    records: str
    texts: str
    roles: Mapping[str, str] = field(default_factory=dict)
    kind: str | None = None
    seed: int = 1


@dataclass(frozen=True)
class Project:
    """A folder and its files; each is made by one step and read by the next."""

    folder: Path

    @property
    def examples(self) -> Path:
        """The user's own texts with slots, from `init`."""
        return self.folder / "examples.jsonl"

    @property
    def taught(self) -> Path:
        """The teacher's texts with slots, from `teach`."""
        return self.folder / "taught.jsonl"

    def training(self, architecture: str) -> Path:
        """Where the training of an architecture is kept, from `train`."""
        return self.folder / f"{architecture}.pt"

    def write(self, settings: Settings) -> None:
        """Make the folder, and write down what it is for; raises `GuardrailError` if it is another project's."""
        file = self.folder / SETTINGS
        text = yaml.safe_dump(asdict(settings) | {"roles": dict(settings.roles)}, sort_keys=False, allow_unicode=True)
        if file.exists() and file.read_text(encoding="utf-8") != text:
            raise GuardrailError(
                f"{self.folder}: this folder was made for other records, texts or roles; name a new one"
            )
        if self.folder.exists() and not self.folder.is_dir():
            raise GuardrailError(f"{self.folder}: this is a file; name a folder")
        self.folder.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def settings(self) -> Settings:
        """What was written down; raises `GuardrailError` if there is nothing, or it was changed to something else."""
        file = self.folder / SETTINGS
        if not file.is_file():
            raise GuardrailError(f"{self.folder}: there is no {SETTINGS}; start with 'guardrail distil init'")
        try:
            return Settings(**yaml.safe_load(file.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError, yaml.YAMLError, TypeError) as error:
            raise GuardrailError(f"{file}: this cannot be read: {' '.join(str(error).split())[:200]}") from error

    def lessons(self) -> list[Example]:
        """All examples there are: the user's own and the teacher's; raises `GuardrailError` if there are none."""
        if not self.examples.exists():
            raise GuardrailError(f"{self.folder}: there are no examples; start with 'guardrail distil init'")
        found = read_examples(self.examples)
        return found + (read_examples(self.taught) if self.taught.exists() else [])


def read_items(path: str, roles: Mapping[str, str]) -> list[Item]:
    """The records of a CSV, JSON, JSON lines or parquet file, the first fifty thousand of them.

    Raises `GuardrailError` if it cannot be read or has none, and with the row's number if a role names no column.
    """
    rows = read_file(path)
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise GuardrailError(f"{path}: it must be a list of records, each with its cells by column")
    if not rows:
        raise GuardrailError(f"{path}: there is no record in it")
    return [_item(path, number, row, roles) for number, row in enumerate(rows[:_MOST_RECORDS], 1)]


def _item(path: str, number: int, row: Mapping[str, Any], roles: Mapping[str, str]) -> Item:
    try:
        return read_record(row, roles)
    except GuardrailError as error:
        raise GuardrailError(f"{path}: record {number}: {error}") from error
