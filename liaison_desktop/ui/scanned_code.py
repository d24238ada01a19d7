"""What a scanned bar code stands for: a card's household, a concern, a dispute, a 走访单."""

from typing import TYPE_CHECKING

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.matters.matter_number import MatterNumber, Noun, read_matter_number

if TYPE_CHECKING:
    from liaison_desktop.services.office import Office

_KIND_OF = {
    Noun.CONCERN: Kind.CONCERN,
    Noun.DISPUTE: Kind.DISPUTE,
    Noun.VISIT_SHEET: Kind.VISIT_SHEET,
}
_CALLED = {
    Noun.CONCERN: "编号为 {} 的民情事项",
    Noun.DISPUTE: "编号为 {} 的矛盾纠纷",
    Noun.VISIT_SHEET: "编号为 {} 的走访单",
}
Found = tuple[Kind, int] | None


def record_of(office: "Office", code: str) -> Found:
    """Return the record a code stands for, None when there is none; runs on the read lane."""
    matter = read_matter_number(code)
    if matter is not None:
        return _matter(office, matter)
    card = office.cards.by_number(code)
    return None if card is None else (Kind.HOUSEHOLD, card.household_id)


def not_found(code: str) -> str:
    """Say that a code stands for nothing here."""
    matter = read_matter_number(code)
    if matter is None:
        return f"没有号码为 {code} 的联系卡"
    return f"没有{_CALLED[matter.noun].format(matter)}"


def _matter(office: "Office", matter: MatterNumber) -> Found:
    kind = _KIND_OF[matter.noun]
    hits = office.search.find(str(matter))
    named = (hit for hit in hits if hit.kind is kind and hit.title.split()[0] == str(matter))
    hit = next(named, None)
    return None if hit is None else (kind, hit.id)
