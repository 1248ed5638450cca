"""Facts to RDF and back: the only package that knows rdflib and the store."""
