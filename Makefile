# Pikir. Everything one does here, each from a clean clone with Python 3.11 or newer, git and make; plain `make` lists it.

PORT ?= 8000
DATA ?= data

# The first interpreter that is new enough; PYTHON=… chooses another.
PYTHON ?= $(or $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done),python3)
PY = .venv/bin/python
PIP = $(PY) -m pip --quiet --disable-pip-version-check install
CATALOGUES = $(wildcard src/pikir/locale*/*/LC_MESSAGES/*.po)

.PHONY: help run test pages crash check bench shots lock fmt
.DELETE_ON_ERROR:

help:
	@awk -F ' *## ' '/^[a-z]+:.*## / { split($$1, t, ":"); printf "make %-7s %s\n", t[1], $$2 }' Makefile

run: .venv/.package .venv/.catalogues ## Start the square in demo mode; PORT=8123 DATA=/some/folder choose where
	@PIKIR_DATA='$(DATA)' exec .venv/bin/pikir serve --demo --port '$(PORT)'

test: .venv/.dev .venv/.package .venv/.catalogues ## Run all tests: SQLite, PostgreSQL, browser; ARGS='-k words' selects
	@exec $(PY) tools/test.py $(ARGS)

pages: .venv/.dev .venv/.package .venv/.catalogues ## Look at every page in Chromium: three languages, two widths, light and dark
	@exec $(PY) tools/test.py --grid $(ARGS)

crash: .venv/.dev .venv/.package .venv/.catalogues ## Kill processes 200 times on each database, and live 10,000 steps of questions
	@exec $(PY) tools/test.py --crash $(ARGS)

check: .venv/.dev .venv/.package .venv/.catalogues ## Look for faults without running the square; ARGS='types floors' selects
	@exec $(PY) tools/check.py $(ARGS)

bench: .venv/.dev .venv/.package .venv/.catalogues ## Measure speed and memory against the figures of docs/performance.md
	@exec $(PY) bench/run.py $(ARGS)

shots: .venv/.dev .venv/.package .venv/.catalogues ## Take pictures of the main pages into shots/; ARGS='front post' selects
	@exec $(PY) tools/shots.py $(ARGS)

lock: .cache/lockenv/.ready ## Renew the three locks in requirements/ to the newest releases that fit
	@for name in run dev lock; do \
		echo "requirements/$$name.lock"; \
		.cache/lockenv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
			--no-emit-index-url --no-annotate --no-header requirements/$$name.in --output-file requirements/$$name.lock || exit; \
	done

fmt: .venv/.dev ## Mend what can be mended without thought: order of imports, needless words
	@$(PY) -m ruff check --fix-only --quiet

# What stands in .venv. Each stamp says that one layer is complete, so a second run starts at once.
.venv/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo 'Pikir needs Python 3.11 or newer, and no such python3 was found. Install one, or name it: make PYTHON=/path/to/python3' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo 'This Python lacks its venv module (on Debian and Ubuntu: apt-get install python3-venv).' >&2; exit 1; }
	@echo 'Preparing .venv (once, about half a minute)'
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/.run: .venv/.made requirements/run.lock
	@$(PIP) --require-hashes -r requirements/run.lock
	@touch $@

.venv/.dev: .venv/.run requirements/dev.lock
	@$(PIP) --require-hashes -r requirements/dev.lock
	@touch $@

.venv/.package: .venv/.run pyproject.toml
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

.venv/.catalogues: .venv/.package tools/messages.py $(CATALOGUES)
	@$(PY) tools/messages.py compile
	@touch $@

.cache/lockenv/.ready: .venv/.made requirements/lock.lock
	@$(PYTHON) -m venv .cache/lockenv
	@.cache/lockenv/bin/python -m pip --quiet --disable-pip-version-check install --require-hashes -r requirements/lock.lock
	@touch $@
