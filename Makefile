# Nothing needs to be done before either of the first two: they set up .venv themselves.
PYTHON ?= python3
BIN := .venv/bin
SOURCES := pyproject.toml

.PHONY: briefing test test-slow lint clean

briefing: .venv/.runtime  ## write out/ from seeds/
	$(BIN)/briefing make seeds --to sr,uz,ru --out out

test: lint  ## every fast test, lint and type check
	$(BIN)/pytest -m "not slow" --cov --cov-report=term

test-slow: .venv/.test
	$(BIN)/pytest -m slow

lint: .venv/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

.venv/.runtime: $(SOURCES)
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

# torch is pinned in the test extra and asked for first: the exact version is what lets pip take a CPU
# build where one is at hand.
.venv/.test: .venv/.runtime
	$(BIN)/python -m pip install --quiet torch==2.13.0
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	touch $@

clean:
	rm -rf .venv out .coverage .mypy_cache .pytest_cache .ruff_cache *.egg-info
