import pytest
from click.testing import CliRunner
from written_texts import BOOKS, ROLES

from guardrail.cli import main


@pytest.fixture
def books(tmp_path):
    path = tmp_path / "books.csv"
    path.write_text(BOOKS, encoding="utf-8")
    return path


@pytest.fixture
def call(monkeypatch):
    """Runs the command line in this process."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("FORCE_COLOR", raising=False)

    def run(*arguments, stdin=None, code=None):
        done = CliRunner().invoke(main, [str(a) for a in arguments], prog_name="guardrail", input=stdin)
        assert "Traceback" not in done.output
        if code is not None:
            assert done.exit_code == code, done.output
        return done

    return run


@pytest.fixture
def check(call, books):
    """Checks texts against the books as a client note."""

    def run(*arguments, **how):
        return call("check", "--source", books, "--roles", ROLES, "--use", "client-note", *arguments, **how)

    return run
