# What one can do here. `make demo` and `make test` need Python 3.11 with pip, and nothing else.
PYTHON ?= python3
PORT ?= 8000
RUN := .venv/bin/python -m ideenschmiede
PYTEST := .venv/bin/python -m pytest

.PHONY: demo demo-reset test check format messages pins

demo: ## install what is needed and serve the demo network
	@$(PYTHON) tools/bootstrap.py run
	@$(RUN) demo --port $(PORT)

demo-reset: ## forget the demo's data and start over
	@$(PYTHON) tools/bootstrap.py run
	@$(RUN) demo --port $(PORT) --reset

test: ## all tests, on SQLite and on PostgreSQL
	@$(PYTHON) tools/bootstrap.py develop
	$(PYTEST) -n 2 --dist loadfile tests --ignore tests/browser
	$(PYTEST) tests/browser
	$(PYTEST) -n 2 --dist loadfile --postgres -m "not slow" tests --ignore tests/browser --ignore tests/cores

check: ## format, lint, types, architecture, templates, migrations, translations, licences
	@$(PYTHON) tools/bootstrap.py develop
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	PYTHONPATH=src .venv/bin/lint-imports
	.venv/bin/vulture
	.venv/bin/djade --check $$(git ls-files 'src/*.html')
	$(RUN) makemigrations --check --dry-run
	.venv/bin/python tools/untranslated.py
	.venv/bin/reuse lint --quiet

format: ## put code and templates into their format
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .
	.venv/bin/djade $$(git ls-files 'src/*.html')

messages: ## collect texts to translate (needs Debian's gettext) and compile them
	cd src/ideenschmiede && for app in base places people transfer press site; do \
	  (cd $$app && ../../../$(RUN) makemessages -l de --no-location --no-obsolete); done
	.venv/bin/python tools/messages.py

COMPILE := ../.venv/bin/pip-compile --quiet --strip-extras --generate-hashes --allow-unsafe --no-header --no-annotate \
  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options

pins: ## pin all packages anew, with hashes and without a registry's host
	cd requirements && $(COMPILE) --upgrade --output-file run.txt ../pyproject.toml build.in
	cd requirements && $(COMPILE) --upgrade --output-file node.txt node.in
	cd requirements && $(COMPILE) --constraint run.txt --extra dev --output-file develop.txt ../pyproject.toml build.in
