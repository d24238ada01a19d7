"""A cadre's address-book entry (vCard 3.0), so that a phone stores it from the card's code.

RFC 2426: CRLF line ends; backslash, comma, semicolon and line breaks of values escaped.
Lines are deliberately not folded at 75 characters: folding is optional there, and phones
that read codes do not all unfold.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from liaison_desktop.documents.text import clean

_ESCAPED = re.compile(r"([\\,;])")
_BETWEEN_PHONES = re.compile(r"[、，,；;/|\s]+")
_MOBILE = re.compile(r"(\+?86)?1[3-9]\d{9}")


@dataclass(frozen=True, slots=True)
class Contact:
    """Who is to be stored; blank values are left out.

    Attributes:
        name: Full name; kept whole, since Chinese and minority names split differently.
        unit: 工作单位.
        post: 职务.
        phone: One or more numbers, separated by 、 or blanks.
        email: Mail address.
        address: Address in one line.
    """

    name: str
    unit: str = ""
    post: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""


def escape(value: str) -> str:
    """Escape a value as RFC 2426 section 4 asks; invisible marks are dropped."""
    return _ESCAPED.sub(r"\\\1", clean(value))


def vcard(contact: Contact) -> str:
    """Return the vCard text of a contact."""
    lines = ["BEGIN:VCARD", "VERSION:3.0"]
    lines += [f"N:{escape(contact.name)};;;;", f"FN:{escape(contact.name)}"]
    if contact.unit:
        lines.append(f"ORG:{escape(contact.unit)}")
    if contact.post:
        lines.append(f"TITLE:{escape(contact.post)}")
    for number in filter(None, _BETWEEN_PHONES.split(clean(contact.phone))):
        kind = "CELL" if _MOBILE.fullmatch(number.replace("-", "")) else "WORK,VOICE"
        lines.append(f"TEL;TYPE={kind}:{escape(number)}")
    if contact.email:
        lines.append(f"EMAIL:{escape(contact.email)}")
    if contact.address:
        lines.append(f"ADR;TYPE=WORK:;;{escape(contact.address)};;;;")
    return "\r\n".join((*lines, "END:VCARD", ""))


@lru_cache(maxsize=8192)
def vcard_within(contact: Contact, most_bytes: int) -> str:
    """Return the fullest vCard of at most so many UTF-8 bytes.

    Left out in turn when too long: address, post, unit, mail; the name and the phones
    always stay.
    """
    text = vcard(contact)
    for part in ("address", "post", "unit", "email"):
        if len(text.encode()) <= most_bytes:
            break
        contact = replace(contact, **{part: ""})
        text = vcard(contact)
    return text
