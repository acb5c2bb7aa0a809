"""What is installed: a wheel holds rules, models and types, and finds them; so does the editable install."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

import guardrail
from guardrail.resources import shipped

ROOT = Path(__file__).parent.parent
TELL = """
import json, guardrail
from guardrail.resources import shipped
from guardrail.rulebook import Rulebook
folders = [str(shipped(name)) for name in ("rules", "models")]
print(json.dumps([guardrail.__file__, *folders, Rulebook.read().fingerprint]))
"""
DATA = [
    path.relative_to(ROOT)
    for name in ("rules", "models", "prices")
    for path in (ROOT / name).rglob("*")
    if path.is_file() and "__pycache__" not in path.parts
]


def run(*arguments, folder, **environment):
    command = [sys.executable, *map(str, arguments)]
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, cwd=folder, env={**os.environ, **environment}, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    for tool in ("build", "hatchling"):
        if find_spec(tool) is None:
            pytest.skip(f"needs {tool} to build a wheel without a network; install guardrail[dev]")
    folder = tmp_path_factory.mktemp("wheel")
    run("-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, folder=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """A folder with what pip would put into site-packages."""
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def test_a_wheel_is_called_by_its_version_and_runs_on_every_machine(wheel):
    assert wheel.name == f"guardrail-{guardrail.__version__}-py3-none-any.whl"


def test_a_wheel_holds_the_package_with_its_types(installed):
    names = {path.relative_to(installed) for path in installed.rglob("*")}
    modules = {path.relative_to(ROOT) for path in (ROOT / "guardrail").rglob("*.py")}
    assert modules <= names
    assert Path("guardrail/py.typed") in names


@pytest.mark.parametrize("path", DATA, ids=str)
def test_a_wheel_holds_every_rule_file_and_model_as_it_is(path, installed):
    assert (installed / "guardrail" / "_data" / path).read_bytes() == (ROOT / path).read_bytes()


def test_a_wheel_puts_nothing_but_the_package_on_the_path(installed):
    assert {path.name for path in installed.iterdir()} == {"guardrail", f"guardrail-{guardrail.__version__}.dist-info"}
    assert not [path for path in installed.rglob("*") if path.suffix == ".pyc" or path.name == "tests"]


def test_a_wheel_finds_its_own_rules_and_models(installed, tmp_path):
    told = json.loads(run("-c", TELL, folder=tmp_path, PYTHONPATH=str(installed)))
    data = installed / "guardrail" / "_data"
    assert told[:3] == [str(installed / "guardrail" / "__init__.py"), str(data / "rules"), str(data / "models")]


def test_the_editable_install_finds_the_folders_of_the_repository(tmp_path):
    told = json.loads(run("-c", TELL, folder=tmp_path, PYTHONPATH=""))
    assert told[:3] == [str(ROOT / "guardrail" / "__init__.py"), str(ROOT / "rules"), str(ROOT / "models")]


def test_the_fingerprint_is_the_same_from_a_wheel_and_from_the_repository(installed, tmp_path):
    fingerprints = {json.loads(run("-c", TELL, folder=tmp_path, PYTHONPATH=p))[3] for p in (str(installed), "")}
    assert len(fingerprints) == 1


def test_a_folder_that_is_missing_is_said():
    with pytest.raises(guardrail.GuardrailError, match=r"the folder 'recipes' is missing .* install guardrail again"):
        shipped("recipes")


def test_a_damaged_installation_does_not_take_the_folder_of_another_package(installed, tmp_path):
    shutil.copytree(installed / "guardrail", tmp_path / "guardrail", ignore=shutil.ignore_patterns("_data"))
    (tmp_path / "models").mkdir()
    tell = "from guardrail.resources import shipped\ntry: shipped('models')\nexcept Exception as e: print(e)"
    told = run("-c", tell, folder=tmp_path, PYTHONPATH=str(tmp_path))
    assert told.strip() == f"the folder 'models' is missing from {tmp_path / 'guardrail'}; install guardrail again"
