# One word each. `make` alone says which.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
PIP_FLAGS ?=
QUERIES ?= corpus/queries/valdai-paper-76.jsonl
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.complete

.PHONY: help setup chat test evaluate bench fuzz ablation edits lint format
.DELETE_ON_ERROR:

help:
	@echo "make setup      create .venv with everything (again only when requirements change)"
	@echo "make chat       build the index and open the chat; options: ARGS=\"--port 8000\""
	@echo "make test       run the tests; options: ARGS=\"-m 'not browser'\""
	@echo "make evaluate   evaluate the bundled questions; others: QUERIES=FILE.jsonl"
	@echo "make bench      measure speed against the bare model"
	@echo "make fuzz       read 2,000 damaged PDFs; others than the built-in ones: ARGS=\"FOLDER\""
	@echo "make ablation   measure what each ingredient adds; public sets: ARGS=\"--data DIR\""
	@echo "make edits      measure which edits of quotations verify catches"
	@echo "make lint       check style, types and import directions"
	@echo "make format     format the code"

setup: $(STAMP)

$(STAMP): requirements.txt requirements-dev.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: PYTHON=/path/to/python make setup" >&2; exit 1; }
	@echo "Installing into $(VENV): about 2.5 GB, a few minutes the first time"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet $(PIP_FLAGS) -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet $(PIP_FLAGS) --no-deps --editable .
	@touch $@

chat: setup
	$(BIN)/python -m chatbot build
	$(BIN)/python app.py --open $(ARGS)

test: setup
	$(BIN)/python -m pytest $(ARGS)

evaluate: setup
	$(BIN)/python -m chatbot evaluate $(QUERIES) $(ARGS)

bench: setup
	$(BIN)/python -m benchmarks.speed $(ARGS)

fuzz: setup
	$(BIN)/python -m benchmarks.fuzz $(ARGS)

ablation: setup
	$(BIN)/python -m benchmarks.ablation $(ARGS)

edits: setup
	$(BIN)/python -m benchmarks.memo_edits $(ARGS)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .
