# Two commands matter: `make run` and `make test`. Each prepares what it needs by itself.

# The first Python that is new enough. Another one: make run PYTHON=/path/to/python3.12
PYTHON ?= $(shell for try in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$try -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$try && break; done)
PREPARE = $(PYTHON) packaging/prepare.py
BIN = .venv/bin

# Up to four processes. Only the tests of one folder: make test TESTS=tests/app
TESTS ?=
PYTEST = $(BIN)/python -m pytest -q --numprocesses=auto --maxprocesses=4

# Benchmarks and pictures need no screen; with QT_QPA_PLATFORM=xcb they use the one there is.
bench pictures: export QT_QPA_PLATFORM ?= offscreen

.PHONY: help run test bench pictures format clean python
.NOTPARALLEL:

help:
	@echo "make run       open the window (make run ARGS=--sample opens the sample book)"
	@echo "make test      formatting, lint, types and every test"
	@echo "make bench     the benchmarks, one after the other"
	@echo "make pictures  draw the README's pictures anew"
	@echo "make format    put the code into its form"
	@echo "make clean     remove what was built; .venv stays"

python:
	@$(or $(PYTHON),false) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	echo "Bridgebook needs Python 3.11 or newer. Name it like this: make run PYTHON=/path/to/python3.11"; \
	exit 1; }

run: python
	@if [ "$$(uname)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY$$QT_QPA_PLATFORM" ]; then \
	$(PREPARE) page && mkdir -p build && \
	echo "There is no display here, so no window. The sample book's next meeting, printed instead:" && \
	$(BIN)/bridgebook brief --sample --next --out build/brief.pdf; \
	else $(PREPARE) window && $(BIN)/bridgebook $(ARGS); fi

test: python
	@$(PREPARE) tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(PYTEST) $(TESTS)

bench: python
	@$(PREPARE) tests
	@for bench in tests/benchmarks/*_bench.py; do \
	echo "$$bench"; \
	$(BIN)/python -m "$$(echo "$${bench%.py}" | tr / .)" || exit 1; \
	done

pictures: python
	@$(PREPARE) tests
	$(BIN)/python packaging/pictures.py

format: python
	@$(PREPARE) tests
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf build dist .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find app ui resources packaging tests -name __pycache__ -type d -prune -exec rm -rf {} +
