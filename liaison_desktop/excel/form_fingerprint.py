"""By what a blank form is known again: names of sheets and fixed words with their places."""

import hashlib
import re
from collections.abc import Iterable

from liaison_desktop.domain.figures.blank_form import BlankSheet

_NUMBER = re.compile(r"[0-9０-９]+")
_NAMED = re.compile(r"[一二三四五六七八九十]+(?=月|季)|[上下](?=半年)")
_BLANKS = re.compile(r"[\s　＿_]+")


def form_fingerprint(sheets: Iterable[BlankSheet]) -> str:
    """Return the fingerprint of a form; the year and month printed in it do not count."""
    digest = hashlib.sha256()
    for sheet in sheets:
        digest.update(f"\x1e{sheet.name}".encode())
        for cell in sheet.cells:
            if cell.formula:
                digest.update(f"\x1f{cell.address}=".encode())
            elif words := _fixed(cell.text):
                digest.update(f"\x1f{cell.address}\x1d{words}".encode())
    return digest.hexdigest()


def _fixed(text: str) -> str:
    """Return the words of a cell without its numbers and blanks; "" for a mere number."""
    bare = _NAMED.sub("#", _NUMBER.sub("#", _BLANKS.sub("", text)))
    return "" if bare.strip("#.,%-−/") == "" else bare
