"""Runs the command line inside the test's own process."""

from __future__ import annotations

import csv
import io

from click.testing import CliRunner, Result

from kg import cli


def kg(*words: object, input: str | None = None) -> Result:
    return CliRunner().invoke(cli.main, [str(word) for word in words], input=input)


def rows(result: Result) -> list[dict[str, str]]:
    assert result.exit_code == 0, result.stderr
    return list(csv.DictReader(io.StringIO(result.stdout, newline="")))
