# Run `make help` for what there is. README.md lists the variables that all of it reads.
PYTHON ?= python3
DEMO ?= 1

bin := .venv/bin
installed := .venv/installed.txt
installed_for_tests := .venv/installed-for-tests.txt
pip := $(bin)/python -m pip install --disable-pip-version-check -qq
lock := $(bin)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --custom-compile-command "make lock"

.DEFAULT_GOAL := help
.PHONY: help install run dev test format lock bench bench-search bench-import lighthouse screenshots soak

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 20

install: $(installed) ## Make .venv and install what the site needs (a part of `make run`)

run: install ## Run the site with its demo archive; DEMO=0 without, PORT= and BIND= choose the address
	@$(bin)/python -m config.serve $(if $(filter-out 0,$(DEMO)),--demo)

dev: export DEBUG = 1
dev: export DEBUG_TOOLBAR = 1
dev: $(installed_for_tests) ## Run the reloading development server with the debug toolbar
	@$(bin)/python -m config.prepare $(if $(filter-out 0,$(DEMO)),--demo)
	@$(bin)/python manage.py work & worker=$$!; trap "kill $$worker" EXIT; \
		$(bin)/python manage.py runserver $${BIND:-127.0.0.1}:$${PORT:-8000}

test: $(installed_for_tests) ## Check and test everything, on SQLite, on PostgreSQL and in a browser
	@$(bin)/python -m tests.every_step

format: $(installed_for_tests) ## Put Python and templates into their standard form
	@$(bin)/ruff check --quiet --fix-only .
	@$(bin)/ruff format --quiet .
	@find templates -name '*.html' -exec $(bin)/djade --target-version 5.2 {} + || true
	@$(bin)/djhtml --tabwidth 2 templates

lock: $(installed) ## Choose and lock the newest versions that pyproject.toml allows
	@$(pip) uv
	$(lock) --upgrade --output-file requirements.txt
	$(lock) --upgrade --group test --output-file requirements-test.txt

bench: $(installed) ## Measure speed, size, memory, search up to 100,000 posts and moving in: an hour; POSTS=1000,10000 a third
	@$(bin)/python -m bench
	@$(bin)/python -m bench.searching $(if $(POSTS),--posts $(POSTS))
	@$(bin)/python -m bench.moving_in

bench-search: $(installed) ## Measure only how fast the archive is searched; POSTS=1000 for a quick look
	@$(bin)/python -m bench.searching $(if $(POSTS),--posts $(POSTS))

bench-import: $(installed) ## Measure how fast an old blog moves in, and with how much memory; ARGS=--only-print
	@$(bin)/python -m bench.moving_in $(ARGS)

lighthouse: $(installed_for_tests) ## Let Lighthouse judge the demo's pages as on a phone; ARGS="--runs 1 --only post"
	@$(bin)/python -m bench.lighthouse $(ARGS)

screenshots: $(installed_for_tests) ## Photograph every kind of page, light and dark, wide and narrow, into OUT=
	@$(bin)/python -m bench.screenshots $(if $(OUT),$(OUT),screenshots)

soak: $(installed_for_tests) ## What only shows at scale: editors at the same moment, damaged files, killed imports, hostile searches
	@$(bin)/python -m bench.soak

$(bin)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed.")'
	@echo "Making .venv …"
	@$(PYTHON) -m venv .venv

$(installed): requirements.txt | $(bin)/python
	@echo "Installing what the site needs into .venv, one to two minutes …"
	@$(pip) --require-hashes -r requirements.txt
	@cp requirements.txt $@

$(installed_for_tests): requirements-test.txt $(installed) | $(bin)/python
	@echo "Installing what the tests need into .venv, about a minute …"
	@$(pip) --require-hashes -r requirements-test.txt
	@cp requirements-test.txt $@
