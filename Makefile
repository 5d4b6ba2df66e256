# One word a job. `make demo` and `make test` need Python 3.11+, pip and nothing else.
PYTHON ?= python3
DATA ?= $(or $(SAYSO_DATA),../shared/data)
VENV := .venv
BIN := $(VENV)/bin
TRAIN := build/train/bin/python
RUN := PYTHONPATH=src OMP_NUM_THREADS=1 DATA=$(DATA) sh tools/train.sh

.PHONY: demo test bench accuracy train docs lock clean setup setup-dev

demo: setup ## set up and read the bundled reports
	$(BIN)/sayso read examples/*.txt --published-from examples/published.toml

test: setup-dev ## set up, lint, types, layers, tests, evaluation gate
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest
	$(BIN)/sayso evaluate gate

setup: $(VENV)/.core
setup-dev: $(VENV)/.dev

$(VENV)/.core: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@ $(VENV)/.core

bench: setup-dev ## speed and memory
	$(BIN)/python tools/bench.py

accuracy: setup-dev ## every figure anew, into docs/accuracy.md (needs the corpora)
	$(BIN)/python tools/accuracy.py

docs: setup-dev ## the documentation as a site, in site/
	$(BIN)/mkdocs build --quiet

train: ## train and export the language model (needs the corpora, see docs/model.md)
	test -x $(TRAIN) || $(PYTHON) -m venv build/train
	$(TRAIN) -m pip install --quiet --require-hashes -r requirements.lock
	$(TRAIN) -m pip install --quiet torch==2.13.0 onnx safetensors
	$(RUN) all

lock: ## write the two lock files anew from pyproject.toml
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml --group build -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml --group build --group dev --group docs -o requirements-dev.lock

clean:
	rm -rf $(VENV) build dist site
