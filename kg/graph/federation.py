"""Whether a query reads from other servers (SERVICE): a public endpoint must not fetch what strangers tell it to."""

from __future__ import annotations

import re

# Tokens are no help: the store's parser takes `?a <'x>' …` for a comparison where another sees an IRI, and needs no
# blank behind `1` or `SERVICE`. So the whole clause is looked for in the bare text, wherever it stands.
_SPACE = r"(?:\s|\#[^\n\r]*+)*+"
_CLAUSE = re.compile(
    rf"""
    [?$]\w+                                              # a variable may be called ?service
    | (SERVICE {_SPACE} (?:SILENT {_SPACE})?             # else the keyword, with or without a blank,
       (?:<[^>]*+> | (?=[\w:?$]) (?:\\.|[^\s{{\#\\])++ )  # what names the server: an IRI, a prefixed name, a variable
       {_SPACE} \{{)                                     # and the brace of the pattern to be asked there
    """,
    re.VERBOSE | re.IGNORECASE,
)


def asks_elsewhere(query: str) -> bool:
    """Return whether the query may hold a SERVICE clause; True as well for a text or comment that looks like one."""
    return any(found[1] for found in _CLAUSE.finditer(query))
