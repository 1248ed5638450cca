"""Old word processors' documents (.doc, .wps, .rtf, .odt): LibreOffice, where it is installed, makes a DOCX of them."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

from kg.errors import NotNow, ReadError
from kg.read import docx
from kg.read.limits import Limits
from kg.read.packed import LOCKED
from kg.read.parts import Part

_KINDS = (
    (b"{\\rtf", "rtf", "a rich text document"),
    (b"PK", "odt", "an OpenDocument text"),
    (b"<", "xml", "a Word XML document"),
)
_WORD97 = ("doc", "a Word 97 document")
_FILTER = "docx:MS Word 2007 XML"
# Nothing is fetched and no macro runs: links are never updated, and a proxy that is not there stands before every address
_SETTINGS = {
    "org.openoffice.Office.Writer/Content/Update": {"Link": "2"},
    "org.openoffice.Office.Common/Security/Scripting": {
        "DisableMacrosExecution": "true",
        "BlockUntrustedRefererLinks": "true",
        "MacroSecurityLevel": "3",
    },
    "org.openoffice.Inet/Settings": {
        "ooInetProxyType": "2",
        "ooInetHTTPProxyName": "127.0.0.1",
        "ooInetHTTPProxyPort": "9",
        "ooInetHTTPSProxyName": "127.0.0.1",
        "ooInetHTTPSProxyPort": "9",
        "ooInetNoProxy": "",
    },
}


def read(data: bytes, limits: Limits) -> list[Part]:
    """Return the parts of the document as LibreOffice understands it; ReadError where that fails, NotNow where it is missing
    or takes too long."""
    suffix, kind = next(((suffix, kind) for magic, suffix, kind in _KINDS if data.startswith(magic)), _WORD97)
    # A Word 97 file begins its text stream at the second sector: a magic number, and a flag for encryption
    if data[512:514] == b"\xec\xa5" and data[523:524] and data[523] & 1:
        raise ReadError(LOCKED)
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise NotNow(f"is {kind} (.{suffix}): open it in Word or WPS and save it as .docx, or install LibreOffice")
    return docx.read(_converted(data, suffix, kind, office, limits), limits)


def _converted(data: bytes, suffix: str, kind: str, office: str, limits: Limits) -> bytes:
    """The document as DOCX. All that the program writes lies in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="kg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        given, made = folder / f"document.{suffix}", folder / "out" / "document.docx"
        given.write_bytes(data)
        profile = folder / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_settings(_SETTINGS), encoding="utf-8")
        words = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nologo"]
        words += ["--convert-to", _FILTER, "--outdir", str(made.parent), str(given)]
        _run([*_without_network(), *words], folder, limits)
        if not made.is_file():
            raise ReadError(
                f"is {kind} (.{suffix}) that LibreOffice cannot open, damaged or protected by a password: "
                "open it in Word or WPS and save it as .docx"
            )
        limits.check_size(made.stat().st_size)
        return made.read_bytes()


def _run(words: list[str], folder: Path, limits: Limits) -> None:
    """Run a program silently, and end it with all that it started when time is over or anything else happens."""
    home = {
        name: str(folder)
        for name in ("HOME", "TMPDIR", "TMP", "TEMP", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
    }
    program = subprocess.Popen(
        words, cwd=folder, env=os.environ | home, start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        program.wait(limits.seconds)
    except subprocess.TimeoutExpired:
        raise NotNow(
            f"took over {limits.seconds} s in LibreOffice: over the limit (--max-seconds); give it alone with a higher one"
        ) from None
    finally:
        if hasattr(os, "killpg"):
            with suppress(ProcessLookupError, PermissionError):  # all of it has ended
                os.killpg(program.pid, signal.SIGKILL)
        else:
            program.kill()
        program.wait()


@cache
def _without_network() -> tuple[str, ...]:
    """What to put before a command so that it runs without a network, where the system can do that."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return ()
    words = (unshare, "--map-root-user", "--net", "--")
    tried = subprocess.run([*words, "true"], capture_output=True, check=False)
    return words if tried.returncode == 0 else ()


def _settings(settings: Mapping[str, Mapping[str, str]]) -> str:
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, values in settings.items()
        for name, value in values.items()
    )
    return f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'
