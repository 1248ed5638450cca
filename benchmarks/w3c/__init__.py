"""The W3C's SPARQL test suite, asked through our own query path: python -m benchmarks.w3c rdf-tests/sparql"""
