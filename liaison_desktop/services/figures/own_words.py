"""What a ledger says in words of its own, as it may be named on charts and in tables.

Whoever fills in a class no list knows (or takes it in from a workbook) may write anything
there. Such a word becomes a part of a divided figure and so stands on slides; whatever names
a person or holds a personal number stands there as ``NOT_SHOWN`` (domain.md 11.3, R115).
"""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from liaison_desktop.domain.matters.leak import LeakKind
from liaison_desktop.domain.matters.leak_scan import HiddenNames, scan
from liaison_desktop.models.tables import table

PERSONAL_NUMBERS = frozenset((LeakKind.IDENTITY, LeakKind.MOBILE, LeakKind.LANDLINE, LeakKind.CARD))
NOT_SHOWN = "（含个人信息）"
_LONGEST = 20


def own_words(session: Session, words: Iterable[str]) -> dict[str, str]:
    """Return each word and what stands for it; a long one is cut."""
    asked = list(words)
    if not asked:
        return {}
    applicant = table("concern").c.applicant
    asking = select(applicant).where(applicant.is_not(None)).distinct()
    names = HiddenNames((*natural_parties(session), *session.scalars(asking)))
    return {word: _said(word, names) for word in asked}


def natural_parties(session: Session) -> set[str]:
    """Return the names of the people who are parties of a dispute."""
    party = table("party").c
    statement = select(party.name).where(party.is_organisation.is_not(True)).distinct()
    return set(session.scalars(statement))


def _said(word: str, names: HiddenNames) -> str:
    if any(leak.kind in PERSONAL_NUMBERS for leak in scan([("", word)])) or names.find(word):
        return NOT_SHOWN
    return word if len(word) <= _LONGEST else f"{word[: _LONGEST - 1]}…"
