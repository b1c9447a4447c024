# Few verbs, each doing its own set-up: python3 (3.11+), make and git are all that has to be there.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
FILES  ?= samples/disclosures
LOOPS  := services/parse/gongkai/parse/pages/loops.c
export PYTHONDONTWRITEBYTECODE := 1

.PHONY: help demo up ocr test engines faults lint types score bench fuzz docs samples lock clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(VENV)/.runtime: requirements.lock $(LOOPS)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 以上。Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "无法建立虚拟环境（Debian 上请安装 python3-venv）。No virtual environment could be made (on Debian: install python3-venv)."; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

demo: $(VENV)/.runtime ## the whole way on the sample disclosures, or on yours: make demo FILES=folder
	$(BIN)/gongkai demo "$(FILES)"

up: $(VENV)/.runtime ## run the product on 127.0.0.1 until Ctrl-C
	$(BIN)/gongkai up

ocr: $(VENV)/.runtime ## add the recognition of scanned pages
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-ocr.lock

test: $(VENV)/.dev ## everything: style, types, tests on the engines that are there, scores
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

engines: ## fetch and build the engines of many machines for the tests, once (Debian)
	$(PYTHON) deploy/engines/engines.py install

faults: $(VENV)/.dev engines ## break everything in full (hours), and write docs/faults.md
	GONGKAI_FAULTS=full GONGKAI_FAULTS_RESULTS=docs/faults.jsonl $(BIN)/pytest tests/faults; status=$$?; \
	$(BIN)/python -m tests.harness.table docs/faults.jsonl docs/faults.md; exit $$status

lint: $(VENV)/.dev ## style and types only
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

score: $(VENV)/.dev ## score the corpus and write docs/scores.md
	$(BIN)/python benchmarks/scores.py --write docs/scores.md

bench: $(VENV)/.dev ## ratios against a reference, measured in one run
	PYTHONPATH=samples $(BIN)/python benchmarks/pages.py
	PYTHONPATH=samples $(BIN)/python benchmarks/whole.py
	PYTHONPATH=samples $(BIN)/python benchmarks/growth.py
	PYTHONPATH=samples $(BIN)/python benchmarks/load.py
	PYTHONPATH=samples $(BIN)/python benchmarks/load.py --real --count 200

fuzz: $(VENV)/.dev ## read hundreds of varied disclosures and count what is right, told and wrong
	$(BIN)/python benchmarks/fuzz.py

docs: $(VENV)/.dev ## write the generated pages of docs/ anew
	$(BIN)/python docs/generate.py

samples: $(VENV)/.dev ## write the sample disclosures anew
	$(BIN)/python samples/make.py

lock: ## pin all dependencies anew (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet --output-file requirements.lock --group build
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet --output-file requirements-distributed.lock --extra distributed --constraints requirements.lock
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet --output-file requirements-ocr.lock --extra ocr --constraints requirements.lock
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet --output-file requirements-dev.lock --group dev --constraints requirements.lock --constraints requirements-distributed.lock --constraints requirements-ocr.lock

clean: ## remove what the build and the tests left
	rm -rf .cache .mypy_cache .ruff_cache .pytest_cache dist build
