"""Tens of millions of documents as one graph: what `kg build` does, done by Spark on many machines. See docs/scale.md."""

try:
    import pyspark as _pyspark  # noqa: F401 - whether it is there
except ModuleNotFoundError as error:
    raise ModuleNotFoundError(
        "pyspark is not there; install it with: pip install 'responsibility-graph[spark]'"
    ) from error
