"""What people call a record, for history, undo and problem lists."""

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import LABEL_OF_TABLE
from liaison_desktop.models.batches import parts
from liaison_desktop.models.register.area import Area
from liaison_desktop.models.tables import table

_village = Area.__table__.alias("village")


def record_names(session: Session, kind: str, ids: Iterable[int]) -> dict[int, str]:
    """Return key to name, e.g. 中和村/ZH0001/张三; records that are gone get their kind.

    Args:
        session: A session that can read.
        kind: Table name.
        ids: Keys.
    """
    wanted = sorted(set(ids))
    names = {key: f"{LABEL_OF_TABLE.get(kind, kind)}（编号{key}）" for key in wanted}
    build = _SELECTS.get(kind)
    if build is None:
        return names
    key_column = table(kind).c.id
    for part in parts(wanted):
        for row in session.execute(build().where(key_column.in_(part))):
            names[row[0]] = "/".join(str(value) for value in row[1:] if value)
    return names


def _household() -> Select[Any]:
    household = table("household")
    return select(household.c.id, _village.c.name, household.c.number).join(
        _village, _village.c.id == household.c.village_id
    )


def _resident() -> Select[Any]:
    resident, household = table("resident"), table("household")
    return (
        select(resident.c.id, _village.c.name, household.c.number, resident.c.name)
        .join(household, household.c.id == resident.c.household_id)
        .join(_village, _village.c.id == household.c.village_id)
    )


def _area() -> Select[Any]:
    area, parent = table("area"), Area.__table__.alias("parent")
    return select(area.c.id, parent.c.name, area.c.name).outerjoin(
        parent, parent.c.id == area.c.parent_id
    )


def _cadre() -> Select[Any]:
    cadre, unit = table("cadre"), table("unit")
    return select(cadre.c.id, unit.c.name, cadre.c.name).outerjoin(
        unit, unit.c.id == cadre.c.unit_id
    )


def _pairing() -> Select[Any]:
    pairing, cadre, household = table("pairing"), table("cadre"), table("household")
    return (
        select(pairing.c.id, cadre.c.name, _village.c.name, household.c.number)
        .join(cadre, cadre.c.id == pairing.c.cadre_id)
        .join(household, household.c.id == pairing.c.household_id)
        .join(_village, _village.c.id == household.c.village_id)
    )


def _card() -> Select[Any]:
    card = table("contact_card")
    return select(card.c.id, card.c.number)


def _called(kind: str, *columns: str) -> Select[Any]:
    own = table(kind).c
    return select(own.id, *(own[column] for column in columns))


def _named(name: str) -> Select[Any]:
    return select(table(name).c.id, table(name).c.name)


def _rule() -> Select[Any]:
    rule, rule_set = table("rule"), table("rule_set")
    return select(rule.c.id, rule_set.c.name, rule.c.indicator, rule.c.applies_to).join(
        rule_set, rule_set.c.id == rule.c.rule_set_id
    )


def _event() -> Select[Any]:
    event, card = table("card_event"), table("contact_card")
    return select(event.c.id, card.c.number).join(card, card.c.id == event.c.card_id)


def _dispute() -> Select[Any]:
    dispute = table("dispute")
    return select(dispute.c.id, dispute.c.number, dispute.c.title)


def _of_dispute(name: str, column: str) -> Select[Any]:
    part, dispute = table(name), table("dispute")
    return select(part.c.id, dispute.c.number, part.c[column]).join(
        dispute, dispute.c.id == part.c.dispute_id
    )


def _concern() -> Select[Any]:
    concern = table("concern")
    return select(concern.c.id, concern.c.number)


def _of_concern(name: str, column: str) -> Select[Any]:
    part, concern = table(name), table("concern")
    return select(part.c.id, concern.c.number, part.c[column]).join(
        concern, concern.c.id == part.c.concern_id
    )


def _notice() -> Select[Any]:
    notice, area = table("public_notice"), table("area")
    return select(notice.c.id, area.c.name, notice.c.month, notice.c.title).join(
        area, area.c.id == notice.c.area_id
    )


def _calendar_day() -> Select[Any]:
    return select(table("calendar_day").c.id, table("calendar_day").c.day)


def _of_visit(name: str, link: str, column: str) -> Select[Any]:
    """Return visits' parts as the day and whom they name; a typed name where nobody is."""
    part, visit, named = table(name), table("visit"), table(link)
    known = part.outerjoin(named, named.c.id == part.c[f"{link}_id"])
    return (
        select(part.c.id, visit.c.on, func.coalesce(named.c[column], part.c.typed))
        .select_from(known)
        .join(visit, visit.c.id == part.c.visit_id)
    )


def _visit_sheet_household() -> Select[Any]:
    line, sheet, household = (
        table("visit_sheet_household"),
        table("visit_sheet"),
        table("household"),
    )
    return (
        select(line.c.id, sheet.c.number, household.c.number)
        .join(sheet, sheet.c.id == line.c.sheet_id)
        .join(household, household.c.id == line.c.household_id)
    )


def _visit() -> Select[Any]:
    visit = table("visit")
    return select(visit.c.id, _village.c.name, visit.c.on).outerjoin(
        _village, _village.c.id == visit.c.village_id
    )


def _of_cadre(name: str, column: str) -> Select[Any]:
    part, cadre = table(name), table("cadre")
    return select(part.c.id, cadre.c.name, part.c[column]).join(
        cadre, cadre.c.id == part.c.cadre_id
    )


_SELECTS: dict[str, Callable[[], Select[Any]]] = {
    "household": _household,
    "resident": _resident,
    "area": _area,
    "cadre": _cadre,
    "pairing": _pairing,
    "contact_card": _card,
    "unit": lambda: _named("unit"),
    "team": lambda: _named("team"),
    "station": lambda: _named("station"),
    "rule": _rule,
    "card_event": _event,
    "rule_set": lambda: _named("rule_set"),
    "visit": _visit,
    "visit_household": lambda: _of_visit("visit_household", "household", "number"),
    "visit_cadre": lambda: _of_visit("visit_cadre", "cadre", "name"),
    "visit_sheet": lambda: select(table("visit_sheet").c.id, table("visit_sheet").c.number),
    "visit_sheet_household": _visit_sheet_household,
    "village_stay": lambda: _of_cadre("village_stay", "since"),
    "diary": lambda: _of_cadre("diary", "on"),
    "attachment": lambda: _named("attachment"),
    "concern": _concern,
    "concern_step": lambda: _of_concern("concern_step", "on"),
    "concern_pause": lambda: _of_concern("concern_pause", "since"),
    "public_notice": _notice,
    "public_notice_line": lambda: _of_concern("public_notice_line", "position"),
    "calendar_day": _calendar_day,
    "mediation_committee": lambda: _named("mediation_committee"),
    "dispute": _dispute,
    "party": lambda: _of_dispute("party", "name"),
    "inquiry": lambda: _of_dispute("inquiry", "on"),
    "mediation": lambda: _of_dispute("mediation", "on"),
    "agreement": lambda: _of_dispute("agreement", "agreed_on"),
    "follow_up": lambda: _of_dispute("follow_up", "on"),
    "dispute_step": lambda: _of_dispute("dispute_step", "on"),
    "dispute_pause": lambda: _of_dispute("dispute_pause", "since"),
    "dossier_text": lambda: _of_dispute("dossier_text", "paper"),
    "own_indicator": lambda: _called("own_indicator", "label"),
    "pinned_question": lambda: _called("pinned_question", "title"),
    "summary": lambda: _called("summary", "title"),
    "summary_template": lambda: _called("summary_template", "structure", "slot"),
    "closed_period": lambda: _called("closed_period", "title"),
    "closed_paper": lambda: _named("closed_paper"),
    "owed_report": lambda: _called("owed_report", "to_whom", "name"),
    "sent_report": lambda: _called("sent_report", "to_whom", "period", "name"),
    "form_mapping": lambda: _named("form_mapping"),
}
