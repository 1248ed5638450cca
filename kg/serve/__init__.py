"""A read-only SPARQL 1.1 endpoint over a built graph, with a page to ask on; knows starlette and uvicorn."""
