# Every target makes its own environment in .venv out of requirements.lock, with Python 3.11 or newer.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: data test soak eval bench model encoder codebook lock

data: .venv/installed        ## build the sample into output/
	$(BIN)/conflict-events build --output output

test:                        ## everything that continuous integration runs
	PYTHON=$(PYTHON) bash .ci/run

soak: .venv/installed        ## 200 killed builds, then ten minutes of fuzzing (with coverage where atheris is installed)
	KILLS=200 $(BIN)/pytest tests/test_kill.py
	for target in $$($(BIN)/python tests/soak/fuzz.py); do $(BIN)/python tests/soak/fuzz.py $$target 60 || exit 1; done

eval: .venv/installed        ## figures on annotated articles, where ../shared holds them
	$(BIN)/python tests/measure/evaluate.py

bench: .venv/installed       ## speed and memory; peers are measured where the extra "bench" is installed
	$(BIN)/python tests/measure/bench.py

model: .venv/installed        ## the trained extractor's model anew, where ../shared holds the annotated articles
	$(BIN)/python tests/measure/annotated.py .model
	$(BIN)/conflict-events train .model/events.jsonl --articles .model/articles.jsonl --again .model/again.jsonl \
		--output builders/conflict_events/languages/ar/model.json

encoder: .venv/installed      ## the text encoder anew, where ../shared holds the articles; needs the extra "encoder"
	$(BIN)/python tests/measure/annotated.py .model
	$(BIN)/python -m conflict_events.encoder .model/events.jsonl --articles .model/articles.jsonl \
		--again .model/again.jsonl --more .model/others.jsonl --output builders/conflict_events/languages/ar/encoder.npz

codebook: .venv/installed    ## schema/CODEBOOK.md anew
	$(BIN)/python -m conflict_events.codebook

lock:                        ## requirements.lock anew (needs uv)
	uv pip compile pyproject.toml --extra dev --generate-hashes --no-header --no-emit-index-url --python-version 3.11 -o requirements.lock

# In an environment of its own: it needs a version of jsonschema that the package cannot use.
.venv/cffconvert/installed:
	$(PYTHON) -m venv .venv/cffconvert
	.venv/cffconvert/bin/python -m pip install --quiet cffconvert==2.0.0
	touch $@

.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@
