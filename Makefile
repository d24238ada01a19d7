# Everything runs in .venv, which is made on first use; see CONTRIBUTING.md.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DELETE_ON_ERROR:

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DATA ?= practice

# pip and Qt want a home they can write to; where there is none, one inside .venv serves.
export HOME := $(shell if [ -n "$${HOME:-}" ] && [ -w "$$HOME" ]; then echo "$$HOME"; else mkdir -p "$(CURDIR)/$(VENV)/home" && echo "$(CURDIR)/$(VENV)/home"; fi)
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONUTF8 := 1

.PHONY: run test lint setup bench pictures clean

setup: $(STAMP)

$(STAMP): pyproject.toml installer/prepare.sh
	PYTHON="$(PYTHON)" VENV="$(VENV)" installer/prepare.sh
	touch $@

run: $(STAMP)
	BIN="$(BIN)" DATA="$(DATA)" installer/practice.sh

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2 -q

bench: $(STAMP)
	for one in benchmarks/*.py; do
	  name=$$(basename "$$one" .py)
	  case "$$name" in __init__ | made_up* | roster_ways | ledger_lists | ledger_rivals | kill_import) continue ;; esac
	  echo "== $$name"
	  QT_QPA_PLATFORM=offscreen $(BIN)/python -m "benchmarks.$$name"
	done

pictures: $(STAMP)
	$(BIN)/python -m tests.ui.readme_pictures docs/pictures

clean:
	rm -rf "$(VENV)" build dist practice .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
