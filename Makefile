# Two commands: `make serve` shows the site, `make test` checks everything. Each sets itself up first.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
TOOLS := node_modules/.package-lock.json
WEEKLY := .venv-weekly

.PHONY: help setup serve test build figures links format mutants audit lock clean
.DEFAULT_GOAL := help

help:
	@echo "make serve    build the site and serve it on http://127.0.0.1:8000"
	@echo "make test     run every check of the project"
	@echo "make figures  draw the figures anew from the package's numbers"
	@echo "make links    list the links to other sites anew"
	@echo "make format   put the code and the snippets in order"
	@echo "make build    build the site into site/"
	@echo "make mutants  break the package in every small way, and see its tests notice (minutes)"
	@echo "make audit    ask whether a vulnerability of a dependency is known (needs the network)"
	@echo "make clean    remove the environment and what was built"
	@echo "make lock     choose the newest versions of requirements/*.in and write their hashes"

setup: $(READY) $(TOOLS)

serve: $(READY) $(TOOLS)
	@$(BIN)/python -m site_tools.serve

# Side by side, but for what measures a time; a file stays in one process, since the
# snippets of a page share their names.
test: $(READY) $(TOOLS)
	@$(BIN)/python -m pytest --numprocesses=auto --dist=loadfile -m "not alone"
	@$(BIN)/python -m pytest -m alone

build: $(READY) $(TOOLS)
	@$(BIN)/python -m site_tools.build

figures: $(READY)
	@$(BIN)/python -m site_tools.figures

links: $(READY)
	@$(BIN)/python -m site_tools.links

format: $(READY)
	@$(BIN)/ruff check --quiet --fix
	@$(BIN)/ruff format --quiet

mutants: $(WEEKLY)/.ready
	@$(WEEKLY)/bin/python -m site_tools.mutants

audit: $(READY) $(WEEKLY)/.ready
	@for list in dev weekly; do $(WEEKLY)/bin/pip-audit --strict --require-hashes --disable-pip --requirement requirements/$$list.txt || exit 1; done
	@NODE_USE_SYSTEM_CA=1 $(BIN)/npm audit --package-lock-only

$(WEEKLY)/.ready: requirements/weekly.txt
	@$(PYTHON) -m venv --clear $(WEEKLY)
	@$(WEEKLY)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/weekly.txt
	@touch $@

$(READY): requirements/dev.txt pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed, and no '$(PYTHON)' was found. Install it, or name one: make PYTHON=/path/to/python"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0] + ". Name another: make PYTHON=/path/to/python")'
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv module is needed; on Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@echo "Setting up .venv (about half a minute) …"
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# What runs in a browser, and what measures the pages; Node itself came with the
# environment. npm writes the target last.
$(TOOLS): package-lock.json | $(READY)
	@echo "Fetching what runs in a browser, and what measures the pages (about ten seconds) …"
	@NODE_USE_SYSTEM_CA=1 $(BIN)/npm ci --loglevel=error

# uv resolves for every system and Python at once; it is used here alone.
lock:
	@$(PYTHON) -m venv .venv-lock && .venv-lock/bin/pip install --quiet uv==0.13.8
	@for list in dev weekly; do \
	  .venv-lock/bin/uv pip compile --quiet --universal --upgrade --python-version 3.11 --generate-hashes \
	    --no-header --no-emit-index-url --no-emit-find-links \
	    --output-file requirements/$$list.txt requirements/$$list.in || exit 1; \
	done
	@rm -rf .venv-lock

clean:
	@rm -rf .venv $(WEEKLY) node_modules site mutants
