"""What can go wrong with a user's input, said so that the user can act: where, what, what to do."""

from __future__ import annotations


class KgError(Exception):
    """Base of all errors that are the input's, not the program's; its text is shown to the user as it is."""


class ReadError(KgError):
    """A file that could not be read as text; the build goes on without it."""


class NotNow(ReadError):
    """A file that this machine or these limits keep from being read: another build may read it, so it is not remembered."""


class NoPlanFound(KgError):
    """A text that sets no tasks: a menu, a news page, a notice of holidays."""


class DataError(KgError):
    """Missing or unusable output of an earlier build, or a query that does not parse."""


class QueryError(DataError):
    """A query that does not parse: `line` is the line at fault and `column` the place in it, from 1, if known."""

    def __init__(self, message: str, line: str = "", column: int = 0) -> None:
        super().__init__(message)
        self.line, self.column = line, column


class ResultTooLarge(DataError):
    """An answer with more bytes than were allowed."""


class LexiconError(KgError):
    """A row in ontology/lexicon that breaks its table's rules."""
