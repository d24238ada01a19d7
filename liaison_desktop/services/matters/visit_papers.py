"""What papers about visits print: 走访单, 六问表, 问事记录页 and the printed 走访登记表."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.matters.household_paper import (
    SixQuestionsContent,
    VisitRecordContent,
    VisitRecordLine,
)
from liaison_desktop.domain.matters.ledger_paper import VisitLedgerLine
from liaison_desktop.domain.matters.matter_number import read_matter_number
from liaison_desktop.domain.matters.visit import Named, VisitSheetContent, VisitSheetLine
from liaison_desktop.domain.register.registration_form import RegistrationContent
from liaison_desktop.domain.shown import line_masked
from liaison_desktop.domain.terms.concern import OPEN_STATES
from liaison_desktop.domain.terms.visit import SIX_QUESTIONS
from liaison_desktop.models.batches import parts
from liaison_desktop.models.cadres.cadre import Cadre
from liaison_desktop.models.matters.visit import VisitSheet
from liaison_desktop.models.tables import table
from liaison_desktop.services.matters.visit_rows import (
    visit_detail,
    visited_households,
    visiting_cadres,
)
from liaison_desktop.services.register.contact_cards_rows import station_lines
from liaison_desktop.services.register.form_contents import form_contents

_RECORD_LINES = 6  # visits printed on a 问事记录页 before its blank rows
_VISIT, _WHOM = table("visit").c, table("visit_household").c


def sheet_content(
    session: Session, sheet: VisitSheet, today: date, *, full: bool
) -> VisitSheetContent:
    """Return what a visit sheet prints.

    Args:
        session: A session.
        sheet: The sheet.
        today: Today, for who is responsible and what is open.
        full: Whether phones are shown in full.
    """
    line = table("visit_sheet_household").c
    route = select(line.household_id).where(line.sheet_id == sheet.id)
    ids = list(session.scalars(route.order_by(line.position, line.id)))
    number = read_matter_number(sheet.number)
    cadre = session.get(Cadre, sheet.cadre_id) if sheet.cadre_id else None
    last, concerns = _last_days(session, ids, today), _open_concerns(session, ids)
    lines = tuple(
        VisitSheetLine(
            household_id=key,
            household=_label(about),
            head=about.head,
            size=len(about.members),
            phone=about.phone,
            cadre=about.cadre,
            last_visit=last.get(key),
            open_concerns=tuple(concerns[key]),
        )
        for key, about in _about(session, ids, today, full=full)
    )
    return VisitSheetContent(
        number=sheet.number,
        code=number.code if number else "",
        title=sheet.title,
        station=station_lines(session)["station"],
        cadre=cadre.name if cadre else "",
        made_on=sheet.made_on,
        lines=lines,
    )


def blank_six_questions(
    session: Session, ids: Sequence[int], today: date, *, full: bool
) -> tuple[SixQuestionsContent, ...]:
    """Return 六问表 of households to fill in; without a household one quite blank."""
    station = station_lines(session)["station"]
    forms = tuple(
        SixQuestionsContent(
            station,
            household=_label(about),
            head=about.head,
            phone=about.phone,
            cadres=about.cadre,
        )
        for _, about in _about(session, ids, today, full=full)
    )
    return forms or (SixQuestionsContent(station),)


def filled_six_questions(
    session: Session, visit_id: int, today: date, *, full: bool
) -> tuple[SixQuestionsContent, ...]:
    """Return the 六问表 of a visit, one for each of its households.

    Raises:
        RefusedError: When the visit is gone.
    """
    visit = visit_detail(session, visit_id)
    values = visit.values
    texts = {name: str(values.get(name, "")) for name in ("place", "recorder", "interviewee")}
    relation, following = str(values.get("interviewee_relation", "")), values.get("next_on")
    on = values["on"]
    about = dict(
        _about(session, [one.id for one in visit.households if one.id], today, full=full)
    )  # fmt: skip
    station = station_lines(session)["station"]
    return tuple(
        SixQuestionsContent(
            station=station,
            household=_label(known) if (known := about.get(one.id or 0)) else "",
            head=known.head if known else one.name,
            phone=known.phone if known else "",
            visited_on=on if isinstance(on, date) else None,
            place=texts["place"],
            interviewee=texts["interviewee"] + (f"（{relation}）" if relation else ""),
            cadres="、".join(cadre.name for cadre in visit.cadres),
            recorder=texts["recorder"],
            answers={
                field.name: str(values[field.name])
                for field in SIX_QUESTIONS
                if field.name in values
            },
            next_on=following if isinstance(following, date) else None,
        )
        for one in visit.households or (Named(None, ""),)
    )


def record_contents(
    session: Session, ids: Sequence[int], today: date
) -> tuple[VisitRecordContent, ...]:
    """Return the 问事记录页 of households with their latest visits, the oldest on top."""
    station, lines = station_lines(session), _record_lines(session, ids)
    return tuple(
        VisitRecordContent(
            station=station["station"],
            station_phone=station["hotline"],
            household=_label(about),
            head=about.head,
            cadre=about.cadre,
            cadre_phone=about.cadre_phone,
            lines=tuple(lines[key]),
        )
        for key, about in _about(session, ids, today, full=False)
    )


def ledger_lines(session: Session, ids: Sequence[int]) -> tuple[VisitLedgerLine, ...]:
    """Return visits as the printed 走访登记表 shows them, in the order of the keys."""
    households, cadres = visited_households(session, ids), visiting_cadres(session, ids)
    columns = ("id", "on", "way", "said", "answered", "next_on", "note")
    ways = code_list("visit_way")
    found: dict[int, VisitLedgerLine] = {}
    for part in parts(ids):
        statement = select(*(_VISIT[name] for name in columns)).where(_VISIT.id.in_(part))
        for key, on, way, said, answered, next_on, note in session.execute(statement):
            whom = [_parted(one) for one in households[key]]
            found[key] = VisitLedgerLine(
                on=on,
                household="、".join(place for place, _ in whom if place),
                head="、".join(head for _, head in whom if head),
                cadres="、".join(one.name for one in cadres[key]),
                way=ways.label_of(way) if way else "",
                said=said or "",
                answered=answered or "",
                next_on=next_on,
                note=note or "",
            )
    return tuple(line_masked(found[key]) for key in ids if key in found)


def _parted(one: Named) -> tuple[str, str]:
    """Return 村/户编号 and 户主 of a household; a typed name has no place."""
    if one.id is None:
        return "", one.name
    place, _, head = one.name.partition(" ")
    return place, head


def _about(
    session: Session, ids: Iterable[int], today: date, *, full: bool
) -> list[tuple[int, RegistrationContent]]:
    """Return households that are there, in order, with what their registration form says."""
    household = table("household").c
    wanted = list(dict.fromkeys(ids))
    known: set[int] = set()
    for part in parts(wanted):
        known.update(session.scalars(select(household.id).where(household.id.in_(part))))
    present = [key for key in wanted if key in known]
    contents = form_contents(session, present, today, station="", full=full)
    return list(zip(present, contents, strict=True))


def _label(about: RegistrationContent) -> str:
    return " ".join(part for part in (about.village, about.group, about.number) if part)


def _last_days(session: Session, ids: Sequence[int], today: date) -> dict[int, date]:
    statement = (
        select(_WHOM.household_id, func.max(_VISIT.on))
        .join(table("visit"), _VISIT.id == _WHOM.visit_id)
        .where(_VISIT.counted, _VISIT.on <= today)
        .group_by(_WHOM.household_id)
    )
    found: dict[int, date] = {}
    for part in parts(ids):
        chosen = statement.where(_WHOM.household_id.in_(part))
        found.update((row[0], row[1]) for row in session.execute(chosen))
    return found


def _open_concerns(session: Session, ids: Sequence[int]) -> defaultdict[int, list[str]]:
    """Return household to the titles of its open concerns, with their limits."""
    concern = table("concern").c
    statement = (
        select(concern.household_id, concern.title, concern.limit_on)
        .where(concern.state.in_([state.value for state in OPEN_STATES]))
        .order_by(concern.received_on, concern.id)
    )
    found: defaultdict[int, list[str]] = defaultdict(list)
    for part in parts(ids):
        for key, title, limit in session.execute(statement.where(concern.household_id.in_(part))):
            until = f"（{limit.month}月{limit.day}日前）" if limit else ""
            found[key].append(f"{title}{until}")
    return found


def _record_lines(
    session: Session, ids: Sequence[int]
) -> defaultdict[int, list[VisitRecordLine]]:  # fmt: skip
    """Return household to its latest visits; one to several households stays out of it.

    What was said at a visit to several households may be a neighbour's matter, and the
    page stays with this villager.
    """
    alone = (
        select(_WHOM.visit_id).group_by(_WHOM.visit_id).having(func.count() == 1).scalar_subquery()
    )
    statement = (
        select(_WHOM.household_id, _VISIT.id, _VISIT.on, _VISIT.said, _VISIT.answered)
        .join(table("visit"), _VISIT.id == _WHOM.visit_id)
        .where(_WHOM.visit_id.in_(alone))
        .order_by(_VISIT.on, _VISIT.id)
    )
    rows = [
        row
        for part in parts(ids)
        for row in session.execute(statement.where(_WHOM.household_id.in_(part)))
    ]
    cadres = visiting_cadres(session, (row.id for row in rows))
    found: defaultdict[int, list[VisitRecordLine]] = defaultdict(list)
    for key, visit_id, on, said, answered in rows:
        names = "、".join(one.name for one in cadres[visit_id])
        found[key].append(VisitRecordLine(on, names, said or "", answered or ""))
        del found[key][:-_RECORD_LINES]
    return found
