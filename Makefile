# quizapp: `make run` to study, `make test` to check. Everything else is optional.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
LOCK := pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-header \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options

.DEFAULT_GOAL := help
.PHONY: help run test lint check bench docs lock clean

help:
	@echo "make run [PORT=8017]   start quizapp and print its address"
	@echo "make test              run every check and test"
	@echo "make bench             measure against floors; ARGS=--machine for the table alone"
	@echo "make docs              write docs/TCP.md from the table"
	@echo "make lock              pin the newest dependencies again"

run: $(VENV)/.run
	@$(BIN)/quizapp serve $(if $(PORT),--port $(PORT))

test: lint
	@$(BIN)/python -m pytest --numprocesses 2 --dist worksteal $(ARGS)

lint: $(VENV)/.dev
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/quizapp check

bench: $(VENV)/.dev
	@$(BIN)/python -m benchmarks $(ARGS)

docs: $(VENV)/.run
	@$(BIN)/quizapp table tcp --format matrix --language en > docs/TCP.md

lock: $(VENV)/.dev
	@$(BIN)/$(LOCK) --extra build --output-file requirements/run.txt pyproject.toml
	@$(BIN)/$(LOCK) --extra build --extra dev --output-file requirements/dev.txt pyproject.toml

clean:
	rm -rf $(VENV) build dist

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "quizapp needs Python 3.11 or newer. Name one: make run PYTHON=python3.12")'
	@$(PYTHON) -m venv $(VENV) || { echo "Python cannot make a virtual environment here. On Debian or Ubuntu: apt install python3-venv"; exit 1; }

$(VENV)/.run: requirements/run.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing quizapp into $(VENV) (once) ..."
	@$(PIP) install --quiet --require-hashes --requirement requirements/run.txt
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	@echo "Installing what the tests need ..."
	@$(PIP) install --quiet --require-hashes --requirement requirements/dev.txt
	@touch $@
