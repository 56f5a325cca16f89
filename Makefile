# Needs make and Python 3.11 or newer; everything else goes into .venv. `make` lists the targets.
PYTHON ?= python3
VENV   ?= .venv
PY     := $(VENV)/bin/python
SITE   := _build/html
BOOK   := $(VENV)/.stamp-book
DEV    := $(VENV)/.stamp-dev
LITE   := $(VENV)-lite
UV     := $(shell command -v uv 2>/dev/null)
PYTEST  = $(PY) -m pytest -q
# On all cores; the tests of one file, and so the cells of one notebook, stay together.
PARALLEL = -n auto --dist loadfile

# The committed outputs are exact on Linux; other platforms round last digits otherwise: nbval-lax there.
NBVAL     := $(if $(filter Linux,$(shell uname -s)),--nbval,--nbval-lax)
NOTEBOOKS := $(wildcard book/*.ipynb book/exercises/*.ipynb book/appendix/*.ipynb)

# One BLAS thread: the same sums in the same order on every machine, and faster for small matrices.
# No progress bars in outputs.
test quick notebooks instructor text lab coverage bench release-check: export OPENBLAS_NUM_THREADS := 1
test quick notebooks instructor text coverage release-check: export TQDM_DISABLE := 1
book test quick notebooks instructor text coverage release-check: export PYTHONHASHSEED := 0

.PHONY: help book test quick notebooks instructor text lab lite serve lint coverage bench release-check release clean
.NOTPARALLEL:
.DELETE_ON_ERROR:

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

book: $(BOOK)  ## build the site
	$(VENV)/bin/jupyter-book build . --all -W -n --keep-going
	@echo "Open file://$(CURDIR)/$(SITE)/index.html or run: make serve"

test: $(DEV) lint book  ## build the site and check everything (< 10 minutes)
	$(PYTEST) $(PARALLEL) --ignore=tests/site
	$(PYTEST) $(PARALLEL) $(NBVAL) -W default --nbval-current-env --nbval-cell-timeout=120 $(NOTEBOOKS)
	$(PYTEST) -n auto tests/site

quick: $(DEV) lint  ## lint, unit tests and equations (< 60 s)
	$(PYTEST) $(PARALLEL) tests/units tests/equations tests/book tests/*.py

notebooks: $(DEV)  ## make the notebooks whose text or exercises changed (SLUGS=09_bptt or --all: these in any case)
	$(PY) -m coursekit notebooks build $(SLUGS)

instructor: $(DEV)  ## make all editions for instructors (SETS=folder KEY=... ROSTER=students.csv)
	$(PY) -m coursekit instructor $(if $(SETS),--sets "$(SETS)") $(if $(ROSTER),--roster "$(ROSTER)") \
	  $(if $(KEY),--key "$(KEY)")

text: $(DEV)  ## take cells edited in a notebook into its text
	$(PY) -m coursekit notebooks text

lab: $(BOOK)  ## open the notebooks in JupyterLab
	$(PY) -m jupyterlab book

# JupyterLite runs the notebooks in the browser; Python itself it loads from the web. Its programs come
# into an environment of their own, so that the book's stays small.
lite: | $(PY) $(SITE)/notebooks  ## add the notebooks that run in the browser to the built site (optional)
	$(PY) -m venv $(LITE)
	$(LITE)/bin/python -m pip install --quiet --disable-pip-version-check jupyterlite-core==0.7.* \
	  jupyterlite-pyodide-kernel==0.7.* jupyter-server
	$(PY) tools/lite.py stage $(SITE) _build/lite
	cd _build/lite && ../../$(LITE)/bin/jupyter lite build --no-sourcemaps --apps lab \
	  --contents files --piplite-wheels wheels/*.whl --output-dir ../../$(SITE)/lite
	@echo "Run make serve, then open http://localhost:8000/lite/lab/index.html"

serve: | $(SITE)/index.html  ## show the built site on http://localhost:8000
	$(PY) -m http.server 8000 --bind 127.0.0.1 --directory $(SITE)

lint: $(DEV)  ## check the style of code and notebooks
	$(PY) -m ruff check .
	$(PY) -m ruff format --check --quiet .

coverage: $(DEV)  ## share of the package that its tests run through (fails below 97 %)
	$(PYTEST) $(PARALLEL) --cov --cov-report=term tests/units tests/equations tests/exercises tests/kit code

bench: $(DEV)  ## measure the speed of the layers
	$(PY) tools/bench.py

release-check: $(DEV)  ## everything .ci/run can do, whole (an hour)
	.ci/run --all

release: $(DEV)  ## make the archives of a release, see RELEASING.md
	$(PY) tools/release.py

clean:  ## remove what was built; the environment stays
	rm -rf _build build dist .pytest_cache .ruff_cache .hypothesis code/*.egg-info
	find book code tests tools -name __pycache__ -prune -exec rm -rf {} +

$(SITE)/index.html $(SITE)/notebooks:
	$(MAKE) book

# The environment. uv, when it is there, is faster and also finds or fetches a Python that is new enough.
INSTALL = $(if $(UV),$(UV) pip install --quiet --python $(PY),$(PY) -m pip install --quiet --disable-pip-version-check)

$(PY):
ifneq ($(UV),)
	$(UV) venv --quiet --seed --python '$(if $(filter file,$(origin PYTHON)),>=3.11,$(PYTHON))' $(VENV)
else
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed; $(PYTHON) is: $$($(PYTHON) --version 2>&1)"; \
	  echo "Name another one, for example: make PYTHON=python3.13 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "This Python cannot make environments. On Debian and Ubuntu: sudo apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
endif

$(BOOK): requirements.txt pyproject.toml | $(PY)
	@echo "Installing what readers need into $(VENV) (a minute or two) ..."
	@$(INSTALL) -r requirements.txt
	@touch $@

# It contains requirements.txt, so one installation serves both stamps.
$(DEV): requirements-dev.txt requirements.txt pyproject.toml | $(PY)
	@echo "Installing what authors need into $(VENV) (a minute or two) ..."
	@$(INSTALL) -r requirements-dev.txt
	@touch $(BOOK) $@
