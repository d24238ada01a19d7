"""What registration forms (民情登记卡) print, read for many households at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import RowMapping, func, select
from sqlalchemy.orm import Session

from liaison_desktop.domain import identity
from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.phone import masked_phone
from liaison_desktop.domain.register.registration_form import (
    FormBlock,
    FormMember,
    RegistrationContent,
)
from liaison_desktop.domain.shown import shown
from liaison_desktop.domain.terms import household as household_terms
from liaison_desktop.domain.terms import resident as resident_terms
from liaison_desktop.domain.terms.field import Field, Privacy
from liaison_desktop.models.batches import parts
from liaison_desktop.models.tables import table
from liaison_desktop.services.cadres.in_force import current_on, not_moved_out
from liaison_desktop.services.register.household_place import household_place

TITLE = "民情登记卡"
_BLOCKS = (
    household_terms.TRAITS,
    household_terms.OUTPUT,
    household_terms.INCOME,
    household_terms.HOUSING,
    household_terms.NEEDS,
)
_MEMBER_WORDS = (
    "sex", "ethnicity", "education", "political", "occupation", "whereabouts", "health",
)  # fmt: skip
_Row = RowMapping


@dataclass(slots=True)
class _Around:
    """What belongs to households: members, cadres."""

    members: dict[int, list[_Row]] = field(default_factory=lambda: defaultdict(list))
    cadres: dict[int, list[_Row]] = field(default_factory=lambda: defaultdict(list))


def form_contents(
    session: Session, ids: Sequence[int], day: date, *, station: str, full: bool
) -> tuple[RegistrationContent, ...]:
    """Return what the forms of households print, in the order of the keys.

    Args:
        session: A session.
        ids: Keys of households.
        day: Today: who lives in the household and who is responsible for it.
        station: 落款.
        full: Whether a purpose was given: phones and births in full, and what is
            sensitive shown (health, whereabouts).
            Identity numbers stay masked 6+4 in either case (domain.md 10.3).
    """
    household, place = table("household"), household_place()
    statement = select(household, *place.columns[:2], place.columns[3]).select_from(
        place.join(household)
    )
    found: dict[int, RegistrationContent] = {}
    for part in parts(ids):
        around = _around(session, part, day)
        for row in session.execute(statement.where(household.c.id.in_(part))).mappings():
            found[row["id"]] = _content(row, around, station, full=full)
    return tuple(found[key] for key in ids if key in found)


def _around(session: Session, ids: Sequence[int], day: date) -> _Around:
    person, pairing, cadre = table("resident"), table("pairing"), table("cadre")
    around = _Around()
    people = (
        select(person)
        .where(person.c.household_id.in_(ids), not_moved_out(day))
        .order_by(person.c.household_id, person.c.position, person.c.id)
    )
    for row in session.execute(people).mappings():
        around.members[row["household_id"]].append(row)
    responsible = (
        select(
            pairing.c.household_id,
            pairing.c.way,
            cadre.c.name,
            func.coalesce(cadre.c.phone, "").label("phone"),
        )
        .join_from(pairing, cadre, cadre.c.id == pairing.c.cadre_id)
        .where(pairing.c.household_id.in_(ids), current_on(day))
        .order_by(pairing.c.household_id, pairing.c.id)
    )
    for row in session.execute(responsible).mappings():
        around.cadres[row["household_id"]].append(row)
    return around


def _content(row: _Row, around: _Around, station: str, *, full: bool) -> RegistrationContent:
    members, cadres = around.members[row["id"]], around.cadres[row["id"]]
    head = [member for member in members if member["is_head"]]
    phone = next((str(member["phone"]) for member in [*head, *members] if member["phone"]), "")
    ways = code_list("pairing_way")
    return RegistrationContent(
        title=TITLE,
        station=station,
        number=row["number"],
        village=row["village"],
        group=row["group"],
        door=row["door"] or "",
        grid=row["grid"] or "",
        head=row["head"],
        phone=phone if full else masked_phone(phone),
        cadre=_joined(cadre["name"] for cadre in cadres),
        cadre_phone=_joined(cadre["phone"] for cadre in cadres),
        way=_joined(ways.label_of(cadre["way"]) for cadre in cadres),
        made_on=row["registered_on"],
        blocks=tuple(_block(title, row, full=full) for title in _BLOCKS),
        members=tuple(_member(member, full=full) for member in members),
    )


def _joined(words: Iterable[str]) -> str:
    return "、".join(dict.fromkeys(word for word in words if word))


def _block(title: str, row: _Row, *, full: bool) -> FormBlock:
    pairs = []
    for described in household_terms.FIELDS:
        if described.group == title:
            value = _word(described, row, full=full)
            pairs.append((described.label, f"{value}{described.unit}" if value else ""))
    return FormBlock(title, tuple(pairs))


def _word(described: Field, row: _Row, *, full: bool) -> str:
    """Return a value as the form shows it; without a purpose nothing sensitive."""
    if described.privacy is Privacy.SENSITIVE and not full:
        return ""
    return shown(described, row[described.name], masked=not full)


def _member(row: _Row, *, full: bool) -> FormMember:
    fields = resident_terms.FIELD_OF
    words = {name: _word(fields[name], row, full=full) for name in _MEMBER_WORDS}
    birth: date | None = row["birth"]
    phone = str(row["phone"] or "")
    return FormMember(
        name=row["name"],
        relation=row["relation"] or "",
        birth=("" if birth is None else f"{birth:%Y-%m}" if full else f"{birth:%Y}"),
        id_number=identity.masked(row["id_number"] or ""),
        phone=phone if full else masked_phone(phone),
        **words,
    )
