# SPDX-License-Identifier: EUPL-1.2
# Every command of the project. `make demo` and `make test` need nothing but Debian, Python 3.11, make and the registries.

SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN_STAMP := $(VENV)/.installed-run
DEV_STAMP := $(VENV)/.installed-dev
SPARK := .venv-spark
SPARK_STAMP := $(SPARK)/.installed
SOURCES := $(shell find src -name '*.po' 2>/dev/null)
PORT ?= 8000

.PHONY: help demo serve test test-spark lint bench format requirements screenshots clean debian

help:  ## This list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

demo: $(RUN_STAMP)  ## Three days of simulated registers, then the site on http://127.0.0.1:8000
	@$(BIN)/kapstok demo --port $(PORT)

test: debian lint $(DEV_STAMP)  ## Everything: lint, then the whole suite on SQLite and on PostgreSQL, browser included
	@scripts/run-tests

test-spark: $(SPARK_STAMP)  ## The same pairs on Spark as on DuckDB, with two local cores (needs Java 17)
	@scripts/java
	@echo "tests on Spark, local[2]"
	@$(SPARK)/bin/python -m pytest --quiet -p no:cacheprovider tests_spark

lint: $(DEV_STAMP)  ## ruff, mypy, import-linter
	@echo "lint: ruff, mypy, import-linter"
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy --no-error-summary
	@report=$$($(BIN)/lint-imports --no-cache 2>&1) || { echo "$$report"; exit 1; }

bench: $(DEV_STAMP)  ## Figures, each beside a baseline in the same run
	@$(BIN)/python -m bench

format: $(DEV_STAMP)  ## Rewrite the code in the house format
	@$(BIN)/ruff check --quiet --fix . ; $(BIN)/ruff format --quiet .

debian:  ## Debian's packages for the tests: PostgreSQL and Chromium
	@scripts/debian-packages

screenshots: $(DEV_STAMP)  ## Make the pictures of the documentation again, from the demo
	@$(BIN)/python scripts/screenshots

requirements:  ## Pin every dependency again, with hashes
	@scripts/pin-requirements

clean:  ## Remove what make has made
	@rm -rf $(VENV) $(SPARK) kapstok-demo .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(BIN)/python:
	@scripts/make-venv $(PYTHON) $(VENV)

$(RUN_STAMP): requirements/run.txt pyproject.toml hatch_build.py $(SOURCES) | $(BIN)/python
	@echo "setting up: installing what Kapstok runs on (a minute or two, once)"
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements/build.txt -r requirements/run.txt
	@$(BIN)/pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV_STAMP): requirements/dev.txt $(RUN_STAMP)
	@echo "setting up: installing what the tests need"
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

# A virtual environment of its own: pyspark weighs more than all the rest together, and keeps pandas back.
$(SPARK)/bin/python:
	@scripts/make-venv $(PYTHON) $(SPARK)

$(SPARK_STAMP): requirements/run.txt requirements/dev.txt requirements/spark.txt pyproject.toml hatch_build.py $(SOURCES) | $(SPARK)/bin/python
	@echo "setting up: installing Spark beside what Kapstok runs on (some minutes, once)"
	@$(SPARK)/bin/pip install -qq --disable-pip-version-check --require-hashes -r requirements/build.txt -r requirements/run.txt -r requirements/dev.txt -r requirements/spark.txt
	@$(SPARK)/bin/pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
