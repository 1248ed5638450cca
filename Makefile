# make graph · make test · make test-spark · make docs · make screenshots · make bench · make fuzz · make clean: each sets up what it needs on a machine with only Python >= 3.11
PYTHON ?= python3
VENV := .venv

.PHONY: graph test test-spark docs screenshots bench fuzz clean
.DELETE_ON_ERROR:
# set in many containers; then each start would compile again what it imports, for seconds
unexport PYTHONDONTWRITEBYTECODE

graph: $(VENV)/installed
	$(VENV)/bin/python build_graph.py

test: $(VENV)/installed-test
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy > $(VENV)/mypy & types=$$!; $(VENV)/bin/pytest -n auto --dist worksteal; tests=$$?; \
	  wait $$types; types=$$?; cat $(VENV)/mypy; exit $$((tests | types))

# needs Java 17; apart from make test, whose setting up it would make longer by a minute and 700 MB
test-spark: $(VENV)/installed-spark
	$(VENV)/bin/pytest -m spark tests/test_spark.py

docs: docs/ontology.md

docs/ontology.md: docs/ontology.py docs/ontology-head.md ontology/responsibility.ttl ontology/concepts.ttl $(VENV)/installed
	$(VENV)/bin/python docs/ontology.py > $@

screenshots: graph $(VENV)/installed-test
	$(VENV)/bin/python docs/screenshots.py output/graph.html

bench: $(VENV)/installed-bench
	$(VENV)/bin/python -m benchmarks.units
	$(VENV)/bin/python -m benchmarks.growth
	$(VENV)/bin/python -m benchmarks.build --sizes 30 100 --tasks 2 8
	$(VENV)/bin/python -m benchmarks.queries --triples 20000 --limit 10
	$(VENV)/bin/python -m benchmarks.incremental --documents 30
	$(VENV)/bin/python -m benchmarks.centrality --edges 20000
	$(VENV)/bin/python -m benchmarks.page --nodes 500

# minutes for each format; fewer formats: KINDS='docx html'
MINUTES ?= 10
fuzz: $(VENV)/installed-fuzz
	$(VENV)/bin/pytest -m large
	$(VENV)/bin/python tests/fuzzing.py --minutes $(MINUTES) $(KINDS)

clean:
	rm -rf .fuzz $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find output -mindepth 1 ! -name README.md -delete

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'needs Python 3.11 or newer, as in: make graph PYTHON=python3.12'; exit 1; } >&2
	$(PYTHON) -m venv $(VENV)

# what each mark says is installed: the extras of pyproject.toml, and the marks that it makes good as well
$(VENV)/installed: EXTRAS := pdf
$(VENV)/installed-test: EXTRAS := test
$(VENV)/installed-bench: EXTRAS := bench
$(VENV)/installed-fuzz: EXTRAS := fuzz
$(VENV)/installed-spark: EXTRAS := test,spark
$(VENV)/installed-fuzz $(VENV)/installed-spark: ALSO := $(VENV)/installed-test

# --no-compile halves the time; what a build imports is compiled by the first one, which shows that it works, too
$(VENV)/installed $(VENV)/installed-test $(VENV)/installed-bench $(VENV)/installed-fuzz $(VENV)/installed-spark: $(VENV)/bin/python pyproject.toml
	$(VENV)/bin/python -m pip install --quiet --no-compile --editable '.[$(EXTRAS)]'
	rm -rf $(VENV)/tried
	@said=$$($(VENV)/bin/kg build examples/*.txt -o $(VENV)/tried 2>&1) || { echo "$$said"; exit 1; } >&2
	touch $@ $(VENV)/installed $(ALSO)
