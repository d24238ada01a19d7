"""What must not stand on a public notice: numbers, illness, who asked (domain.md 10.2)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.matters.leak_scan import LEAK_LABELS, HiddenNames, Leak, LeakKind, scan
from liaison_desktop.domain.matters.named_people import read_people
from liaison_desktop.domain.matters.notice import NoticeContent, NoticeLine
from liaison_desktop.models.batches import parts
from liaison_desktop.models.tables import table
from liaison_desktop.services.register.contact_cards_rows import station_lines

MATTER, OWNER, HANDLING = "待办事项", "主办责任人", "办结情况"


@dataclass(frozen=True, slots=True)
class _Asking:
    """Whose names the lines must not hold.

    Attributes:
        names: Of who asked, and of everybody of their households.
        owners: Key of a concern to its owner as the ledger names him, of those in the list
            of cadres; anybody may be typed.
    """

    names: HiddenNames
    owners: dict[int, str]


def leaks_of(session: Session, content: NoticeContent) -> tuple[Leak, ...]:
    """Return what must not be published of a notice, told by line and column.

    The names looked for are those of everybody who asked for one of its matters, and of
    their families. An owner may bear such a name when he is a cadre of the register.
    """
    asking = _asking(session, [line.concern_id for line in content.lines])
    fields = list(_fields(content))
    hotline = station_lines(session)["hotline"]
    found = [*scan(((where, text) for where, text, _ in fields), allowed=(hotline,))]
    for where, text, owner_of in fields:
        if owner_of is not None and text == asking.owners.get(owner_of):
            continue
        found += [Leak(where, LeakKind.NAME, start, end) for start, end in asking.names.find(text)]
    order = {where: n for n, (where, _, _) in enumerate(fields)}
    return tuple(sorted(found, key=lambda leak: (order[leak.where], leak.start)))


def line_leaks(session: Session, lines: Sequence[NoticeLine]) -> dict[int, bool]:
    """Return which lines must not be read out as they stand.

    Returns:
        Key of the concern of each, and whether its owner must not be read out either.
    """
    asking = _asking(session, [line.concern_id for line in lines])
    found = {}
    for line in lines:
        owner = line.owner != asking.owners.get(line.concern_id) and _leaky(line.owner, asking)
        owner = owner or bool(scan([("", line.owner)]))
        if owner or _leaky(line.matter, asking) or _leaky(line.handling, asking):
            found[line.concern_id] = owner
    return found


def _leaky(text: str, asking: _Asking) -> bool:
    return bool(asking.names.find(text) or scan([("", text)]))


def refuse_leaks(leaks: Sequence[Leak]) -> None:
    """Refuse to publish or print what leaks; the sentence names the place, never the text.

    Raises:
        RefusedError: When there is a leak.
    """
    if not leaks:
        return
    places = dict.fromkeys(f"{leak.where}有{LEAK_LABELS[leak.kind]}" for leak in leaks)
    told = "；".join(list(places)[:5])
    more = f"等 {len(places)} 处" if len(places) > 5 else ""
    raise RefusedError(f"{told}{more}，不能公示。请改写或删去后再公示。")


def _fields(content: NoticeContent) -> Iterator[tuple[str, str, int | None]]:
    """Yield where, text, and for the column of owners the key of the concern."""
    yield "标题", content.title, None
    yield "村镇名称", content.area, None
    yield "落款", content.station, None
    yield "监督电话", content.hotline, None
    for number, line in enumerate(content.lines, start=1):
        yield f"第{number}行“{MATTER}”", line.matter, None
        yield f"第{number}行“{OWNER}”", line.owner, line.concern_id
        yield f"第{number}行“{HANDLING}”", line.handling, None


def _asking(session: Session, ids: Sequence[int]) -> _Asking:
    concern, person = table("concern").c, table("resident").c
    names: set[str] = set()
    owners: dict[int, str] = {}
    households: set[int] = set()
    people: set[int] = set()
    columns = (
        concern.id, concern.owner, concern.owner_id, concern.applicant, concern.feedback_to,
        concern.household_id, concern.resident_id,
    )  # fmt: skip
    for part in parts(sorted(set(ids))):
        for row in session.execute(select(*columns).where(concern.id.in_(part))):
            if row.owner_id is not None:
                owners[row.id] = row.owner
            for text in (row.applicant, row.feedback_to):
                names |= {one.name for one in read_people(text or "") if one.name}
                names |= {text.strip()} if text else set()
            households |= {row.household_id} - {None}
            people |= {row.resident_id} - {None}
    for part in parts(sorted(people)):
        own = select(person.household_id).where(person.id.in_(part))
        households |= set(session.scalars(own))
    for part in parts(sorted(households)):
        names |= set(session.scalars(select(person.name).where(person.household_id.in_(part))))
    return _Asking(HiddenNames(names), owners)
