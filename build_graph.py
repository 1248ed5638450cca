"""The front door: documents to output/. The same as `kg build`; the work is in kg/."""

import sys

try:
    from kg.cli import build
except ModuleNotFoundError as error:
    sys.exit(f"error: {error.name} is not installed; run `make graph`, or `pip install -e .` first")

if __name__ == "__main__":
    build(prog_name="build_graph.py")
