# make demo | test | lint | bench | docs.  UV is found on the PATH or put into .uv/ from PyPI.
UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
RUN := $(UV) run --frozen
# The system's own Python where there is one: Debian builds it with profile-guided optimisation, pyenv by itself does
# not, and pages of the office then take a tenth longer.
export UV_PYTHON ?= $(firstword $(wildcard /usr/bin/python3.13 /usr/bin/python3.12 /usr/bin/python3.11))
VOTERS ?= 577241
PORT ?= 8000
SERVE ?= 1
# Two processes; the tests of one file stay together, because they share what is slow to make. Files in the order of
# the alphabet: by their number of tests, as is usual, the slow ones with few tests (browsers) would come last.
AT_ONCE ?= -n 2 --dist loadfile --no-loadscope-reorder

.PHONY: demo test lint bench bench-province docs format install-tests

# The regency's files, their audit, the office filled with them; then the office runs until Ctrl-C (SERVE=0: not).
demo: export SAKSAMA_DATA = demo-data/office
demo: export DJANGO_SETTINGS_MODULE = saksama.office.demonstration_settings
demo: $(UV)
	$(UV) sync --frozen --quiet --inexact
	$(RUN) saksama demo --voters $(VOTERS) --seed 2024 demo-data --audit
	$(RUN) saksama office demonstration demo-data
ifneq ($(SERVE),0)
	$(RUN) saksama serve --port $(PORT) --open
endif

test: $(UV) install-tests
	$(UV) sync --frozen --quiet --group dev
	$(RUN) --group dev pytest $(AT_ONCE) --ignore tests/office
	$(RUN) --group dev pytest $(AT_ONCE) tests/office
	tests/office/on_postgresql $(RUN) --group dev pytest $(AT_ONCE) -m "not one_database" tests/office

install-tests:
	@.ci/install-tests

lint: $(UV)
	$(UV) sync --frozen --quiet --group dev
	$(RUN) --group dev ruff format --check .
	$(RUN) --group dev ruff check .
	$(RUN) --group dev mypy

format: $(UV)
	$(RUN) --group dev ruff format .
	$(RUN) --group dev ruff check --fix .

# Six million voters: some 4 GB of disk, and on a quiet machine some minutes; FOLDER keeps what was made.
FOLDER ?= bench/out/province
bench-province: $(UV)
	$(UV) sync --frozen --quiet --group dev --group bench
	mkdir -p $(FOLDER)
	$(RUN) --group dev --group bench python -m bench.province $(FOLDER)

bench: $(UV)
	$(UV) sync --frozen --quiet --group dev --group bench
	$(RUN) --group dev --group bench python -m bench
	$(RUN) --group dev --group bench python -m bench.index
	$(RUN) --group dev --group bench python -m bench.office
	tests/office/on_postgresql $(RUN) --group dev --group bench python -m bench.office

.uv/bin/uv:
	@.ci/install-uv
