"""Web archives (.mht, .mhtml): the pages in one file with all that they show."""

from __future__ import annotations

import re

from kg.errors import ReadError

_HEAD = re.compile(rb"\s*(?:[A-Za-z-]+:[^\n]*\n(?:[ \t]+[^\n]*\n)*?)*?(?:MIME-Version|Content-Type):", re.IGNORECASE)


def is_archive(data: bytes) -> bool:
    """Return whether these are the bytes of a web archive."""
    return bool(_HEAD.match(data[:4096])) and b"multipart/" in data[:4096].lower()


def pages_of(data: bytes) -> list[bytes]:
    """Return the pages in a web archive, frames among them, each with the encoding that the archive states in front.

    ReadError for a broken archive.
    """
    import email.policy  # noqa: PLC0415 - 12 ms that no other format needs

    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        found = []
        for part in message.walk():
            if part.get_content_type() in ("text/html", "application/xhtml+xml"):
                page = part.get_payload(decode=True)
                charset = part.get_content_charset()
                if isinstance(page, bytes):
                    found.append((f"<meta charset={charset}>".encode() if charset else b"") + page)
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError) as error:
        raise ReadError(f"is a damaged web archive ({error}): save the page anew, as HTML") from error
    if not found:
        raise ReadError("is a web archive without a page: save the page anew, as HTML")
    return found
