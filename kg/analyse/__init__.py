"""Networks and measures: the only package that knows networkx."""
