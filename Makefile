# make demo   see it work           make check  style, types, layers, schema
# make test   run the tests         make bench  how fast it is
# make fuzz   feed the readers bytes nobody thought of
# They need git, make and Python 3.11 or later; everything else goes into .venv.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.PHONY: help demo test check bench fuzz clean

FUZZ_SECONDS := 25
FUZZ_RUNS := 4000

help:
	@sed -n 's/^# //p' Makefile

demo: $(VENV)/.installed
	@$(BIN)/guardrail demo

test: $(VENV)/.developing
	@$(BIN)/python -m pytest -n auto

check: $(VENV)/.developing
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m guardrail.rulebook.schema --check

bench: $(VENV)/.developing
	@$(BIN)/python -m pytest benchmarks/bench_*.py --benchmark-columns=median,iqr,rounds --benchmark-sort=name

fuzz: $(VENV)/.developing
	@$(PIP) install --editable '.[fuzz]'
	@for target in mentions tables rules; do \
	    echo "fuzzing $$target for $(FUZZ_SECONDS) s"; \
	    $(BIN)/python tests/fuzz/run.py $$target --seconds $(FUZZ_SECONDS) --runs $(FUZZ_RUNS) || exit 1; \
	done

clean:
	rm -rf $(VENV) dist build

$(VENV)/.installed: pyproject.toml | $(VENV)/.made
	@echo "installing guardrail into $(VENV)"
	@$(PIP) install --editable .
	@touch $@

$(VENV)/.developing: pyproject.toml | $(VENV)/.made
	@echo "installing guardrail and what its tests need into $(VENV)"
	@$(PIP) install --editable '.[dev]'
	@touch $@ $(VENV)/.installed

# PYTHON=/path/to/python chooses one; otherwise the first that is recent enough and can make environments.
$(VENV)/.made:
	@for python in $(or $(PYTHON),python3.11 python3.12 python3.13 python3.14 python3 python); do \
	    $$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	    echo "making $(VENV) with $$python"; \
	    $(BIN)/python -c '' 2>/dev/null || rm -rf $(VENV); \
	    $$python -m venv $(VENV) && touch $@; exit; \
	done; \
	echo "guardrail needs Python 3.11 or later with its venv module, and none was found." >&2; \
	echo "Install it (on Debian or Ubuntu: apt install python3.11 python3.11-venv), or name it: make demo PYTHON=/path/to/python3.11" >&2; \
	exit 1
