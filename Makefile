# The commands of the project. On a machine with Python 3.11+, make and git: `make run`.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

# Every command starts the product anew: what Python compiled of it is kept, whatever the machine is set to.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?=
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
VENDOR := property_ops/framework/static/vendor
# What checks need of the settings, apart from the data of whoever runs them.
CHECK_ENVIRONMENT := PROPERTY_OPS_DATA=build/check-data DATABASE_URL= DJANGO_SETTINGS_MODULE=property_ops.framework.settings
# More for pytest: make test PYTEST="-k allocation"
PYTEST ?=
# Two workers, of whom neither waits while the other has tests left; the slowest tests are named at the end.
TESTS = $(BIN)/python -m pytest -n 2 --dist worksteal --durations=10 $(PYTEST)
# Some benchmarks only: make bench BENCH="charging growth"
BENCH ?=

.PHONY: help
help: ## This list
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 24

# --- using it --------------------------------------------------------------------------------------------------------

.PHONY: setup
setup: .venv/.installed $(VENDOR)/.fetched messages ## Everything the product needs, in .venv and in static folders

.PHONY: demo
demo: setup ## setup, then the office pack from import to statements
	$(BIN)/property-ops demo

.PHONY: run
run: setup ## demo, then the site at http://127.0.0.1:8000
	@exec $(BIN)/property-ops demo --serve

.venv/.made: scripts/create-environment
	PYTHON="$(PYTHON)" scripts/create-environment
	touch $@

# The stamp lies in .venv, so that a new environment is filled anew.
.venv/.locked: requirements.lock | .venv/.made
	$(PIP) install --quiet --require-hashes --no-deps -r requirements.lock
	touch $@

.venv/.installed: pyproject.toml .venv/.locked
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	touch $@

$(VENDOR)/.fetched: package.json package-lock.json scripts/fetch_frontend.py scripts/fetch-rare-font | .venv/.locked
	$(BIN)/python scripts/fetch_frontend.py
	scripts/fetch-rare-font
	touch $@

.PHONY: messages
messages: .venv/.locked
	@$(BIN)/python -m property_ops.framework.messages

# --- working on it ---------------------------------------------------------------------------------------------------

.PHONY: setup-dev
setup-dev: setup .venv/.dev ## setup, and the tools for tests and checks

.venv/.dev: requirements-dev.lock .venv/.installed
	$(PIP) install --quiet --require-hashes --no-deps -r requirements-dev.lock
	touch $@

.PHONY: test
test: test-services ## The tests of every rule, service, page and paper, with a real PostgreSQL
	$(TESTS) -m "not long"

.PHONY: test-long
test-long: test-services ## The tests that drive whole processes, installations and a real Chromium
	scripts/install-services libreoffice
	$(TESTS) -m long

.PHONY: test-postgresql
test-postgresql: test-services ## All tests again, with PostgreSQL as the database of all of them
	$(BIN)/python -m tests.services.postgresql $(TESTS)

.PHONY: test-services
test-services: setup-dev
	scripts/install-services postgresql redis chromium gettext poppler

.PHONY: test-pythons
test-pythons: setup-dev ## The kernel's tests on the lowest and the highest Python of this machine
	scripts/test-pythons

.PHONY: lint
lint: style types templates contracts migrations translations ## All checks: style types templates contracts migrations translations

.PHONY: style
style: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

.PHONY: types
types: setup-dev
	$(CHECK_ENVIRONMENT) $(BIN)/mypy

.PHONY: templates
templates: setup-dev
	$(BIN)/djlint --lint --quiet property_ops invoices

.PHONY: contracts
contracts: setup-dev
	$(BIN)/lint-imports

.PHONY: migrations
migrations: setup-dev
	$(CHECK_ENVIRONMENT) $(BIN)/property-ops django check --fail-level WARNING
	$(CHECK_ENVIRONMENT) $(BIN)/property-ops django makemigrations --check --dry-run

.PHONY: translations
translations: setup-dev
	scripts/install-services gettext
	$(CHECK_ENVIRONMENT) $(BIN)/python scripts/check_translations.py

.PHONY: format
format: setup-dev ## Let ruff put the code in shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: torture
torture: setup-dev ## Twenty minutes of kills, mutated files, interleaved payments and odd addresses (TORTURE_SEED=7: others)
	scripts/install-services postgresql
	TORTURE_SECONDS=$${TORTURE_SECONDS:-900} timeout 1500 $(BIN)/python -m pytest -q -rN -s tests/scenarios/test_torture.py tests/web/test_torture.py
	timeout 300 $(BIN)/python -m tests.pairs.run --seed $${TORTURE_SEED:-1} --count 50 --seconds 240

.PHONY: bench
bench: setup-dev ## What is measured, beside what it is measured against
	scripts/install-services postgresql pango
	$(BIN)/python -m benchmarks $(BENCH)

.PHONY: load
load: setup-dev ## Staff who click while a month is billed, on both databases
	scripts/install-services postgresql
	$(BIN)/python -m benchmarks.load $(LOAD)

.PHONY: pictures
pictures: setup-dev ## The pictures of the README, from a demonstration of their own in build/pictures
	scripts/install-services chromium poppler
	$(BIN)/python -m scripts.make_pictures

.PHONY: wheel
wheel: setup-dev ## A wheel in dist/ that carries the front end, the fonts and the translations
	$(BIN)/python -m build --wheel --no-isolation

.PHONY: lock
lock: ## The lock files anew, after pyproject.toml or package.json changed (UPGRADE=1: newer versions)
	UPGRADE=$(UPGRADE) scripts/lock
	npm install --package-lock-only --ignore-scripts

.PHONY: clean
clean: ## Away with all that make made; the data in var/ stays
	rm -rf .venv build dist $(VENDOR) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage htmlcov
	find property_ops invoices tests benchmarks -name '*.mo' -delete -o -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true
