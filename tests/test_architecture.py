"""What holds the house up: what an import costs, what is public, who imports whom, how long a file may be."""

import ast
import importlib
import inspect
import json
import os
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

import guardrail

PACKAGE = Path(guardrail.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))
HEAVY = ["pydantic", "yaml", "numpy", "pandas", "polars", "pyarrow", "rich", "click", "torch", "onnxruntime"]
HEAVY += ["opentelemetry", "spacy", "sqlite3", "hypothesis", "regex", "asyncio"]

PUBLIC_MODULES = [
    ".".join(path.parent.relative_to(PACKAGE.parent).parts)
    for path in FILES
    if path.name == "__init__.py" and "__all__" in path.read_text()
]


def name_of(path):
    return path.relative_to(PACKAGE.parent).as_posix()


def python(code, **more):
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"} | more
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return json.loads(done.stdout)


# What an import costs


def test_importing_the_library_loads_nothing_heavy():
    loaded = python("import guardrail, json, sys; print(json.dumps(sorted(sys.modules)))")
    assert "guardrail.guard" in loaded
    assert [name for name in HEAVY if name in loaded] == []


def test_importing_the_library_takes_under_a_fifth_of_a_second(tmp_path):
    """With its bytecode made by the first run, as in any installation; the interpreter's own start is not counted."""
    timed = "import time, json; t = time.perf_counter(); import guardrail; print(json.dumps(time.perf_counter() - t))"
    assert min(python(timed, PYTHONPYCACHEPREFIX=str(tmp_path)) for _ in range(5)) < 0.2


def test_hypothesis_is_needed_by_the_strategies_only():
    loaded = python("import guardrail.testing, json, sys; print(json.dumps(sorted(sys.modules)))")
    assert "hypothesis" not in loaded


# What is public


@pytest.mark.parametrize("name", PUBLIC_MODULES)
def test_the_public_names_are_complete_sorted_and_there(name):
    module = importlib.import_module(name)
    imported = {
        alias.asname or alias.name
        for node in ast.parse(Path(module.__file__).read_text()).body
        if isinstance(node, ast.ImportFrom) and node.level
        for alias in node.names
    }
    own = {key for key, value in vars(module).items() if inspect.isroutine(value) or inspect.isclass(value)}
    own = {key for key in own if vars(module)[key].__module__ == name}
    assert set(module.__all__) == imported | own
    assert module.__all__ == sorted(module.__all__, key=constants_then_classes)


def constants_then_classes(name):
    return not name.isupper(), not name[0].isupper(), name


def test_every_error_can_be_caught_from_the_root():
    errors = [value for value in vars(guardrail.errors).values() if inspect.isclass(value)]
    assert all(issubclass(error, guardrail.GuardrailError) for error in errors)
    assert {error.__name__ for error in errors} <= set(guardrail.__all__)
    assert all(error.__name__ in guardrail.errors.__doc__ for error in errors)


def public_things():
    for module in PUBLIC_MODULES:
        for key in importlib.import_module(module).__all__:
            value = getattr(importlib.import_module(module), key)
            if inspect.isclass(value) or inspect.isroutine(value):
                yield f"{module}.{key}", value
            if inspect.isclass(value):
                yield from methods_of(f"{module}.{key}", value)


def methods_of(name, kind):
    for key, value in vars(kind).items():
        plain = value.__func__ if isinstance(value, classmethod | staticmethod) else value
        if not key.startswith("_") and (inspect.isfunction(plain) or isinstance(plain, property)):
            yield f"{name}.{key}", plain


@pytest.mark.parametrize(("name", "thing"), [pytest.param(*pair, id=pair[0]) for pair in public_things()])
def test_everything_public_says_what_it_is_for(name, thing):
    doc = inspect.getdoc(thing)
    assert doc, f"{name} has no docstring"
    assert not doc.startswith(f"{name.rsplit('.', 1)[-1]}("), f"{name} has a generated docstring"
    assert doc.splitlines()[0].rstrip()[-1] in ".:;", f"{name}: its first line is no sentence"


# Who imports whom


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_module_imports_from_the_package_root(path):
    depth = len(path.relative_to(PACKAGE).parts)
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            assert node.level or (node.module or "").split(".")[0] != "guardrail", f"line {node.lineno}"
            if node.level == depth and node.module is None and path != PACKAGE / "__init__.py":
                names = {alias.name for alias in node.names}
                assert names <= {module.name for module in pkgutil.iter_modules([str(PACKAGE)])}, f"line {node.lineno}"
        if isinstance(node, ast.Import):
            assert all(alias.name.split(".")[0] != "guardrail" for alias in node.names), f"line {node.lineno}"


@pytest.mark.parametrize(
    ("library", "homes"),
    [
        ("sqlite3", {"guardrail/review/queue.py"}),
        (
            "hypothesis",
            {f"guardrail/testing/strategies/{name}.py" for name in ("rules", "sources", "texts", "values")}
            | {"guardrail/testing/properties.py"},
        ),
        ("opentelemetry", {"guardrail/telemetry.py"}),
    ],
)
def test_a_heavy_library_is_imported_in_its_one_place_only(library, homes):
    assert {name_of(path) for path in FILES if library in imported_by(path)} == homes


def imported_by(path):
    nodes = list(ast.walk(ast.parse(path.read_text())))
    plain = {alias.name.split(".")[0] for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {n.module.split(".")[0] for n in nodes if isinstance(n, ast.ImportFrom) and n.module and not n.level}


# How the files are


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_file_is_longer_than_five_hundred_lines(path):
    assert len(path.read_text().splitlines()) <= 500


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_group_is_repeated_possessively(path):
    """Python before 3.11.5 matches too little of one; `(?>(?:...){0,8})` is read alike by all. `regex` does it right."""
    text = path.read_text()
    assert "\nimport re\n" not in text or not re.search(r"\)(\{[0-9,]*\}|[*+?])\+", text)


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_every_module_says_what_it_is_for(path):
    assert ast.get_docstring(ast.parse(path.read_text()))


@pytest.mark.parametrize("path", [path for path in FILES if path.name != "__init__.py"], ids=name_of)
def test_no_module_only_forwards(path):
    body = ast.parse(path.read_text()).body[1:]
    forwards = (ast.Import, ast.ImportFrom)
    named = [node for node in body if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"]
    assert [node for node in body if not isinstance(node, forwards) and node not in named]


def test_nothing_is_a_global_that_functions_write_to():
    writers = [
        f"{name_of(path)}:{node.lineno}"
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Global)
    ]
    assert writers == []
