"""Lets `python -m kg` do what `kg` does."""

from kg.cli import main

main(prog_name="python -m kg")
