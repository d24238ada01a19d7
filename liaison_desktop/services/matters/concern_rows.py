"""Lines of the concern ledger and the detail of one concern."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import RowMapping, func, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.matters.clock import Standing
from liaison_desktop.domain.matters.concern import (
    ConcernDetail,
    ConcernRow,
    ConcernStep,
    MatterPause,
)
from liaison_desktop.domain.matters.matter_number import Noun, read_matter_number
from liaison_desktop.domain.register.roster import Value
from liaison_desktop.domain.shown import numbers_masked
from liaison_desktop.domain.terms.concern import CONCERN_FIELDS, ConcernState, ConcernStepKind
from liaison_desktop.models.batches import parts
from liaison_desktop.models.matters.concern import Concern
from liaison_desktop.models.tables import table
from liaison_desktop.services.matters.concern_clock import (
    ended_on,
    pauses_of,
    standing_of,
)
from liaison_desktop.services.matters.record_values import stored_values

GONE = "没有找到这件民情事项，可能已被撤销。请刷新列表。"
_LABELLED = {
    "category": "concern_category",
    "channel": "concern_channel",
    "level": "concern_level",
    "satisfaction": "satisfaction",
}


def concern_rows(session: Session, ids: Sequence[int], today: date) -> dict[int, ConcernRow]:
    """Return the lines of concerns, in the order of the keys; those that are gone are absent."""
    found: dict[int, ConcernRow] = {}
    concern, household, village = table("concern"), table("household"), table("area")
    statement = (
        select(concern, village.c.name.label("village"), household.c.number.label("house_number"))
        .outerjoin(household, household.c.id == concern.c.household_id)
        .outerjoin(village, village.c.id == household.c.village_id)
    )
    for part in parts(ids):
        pauses = pauses_of(session, part)
        for row in session.execute(statement.where(concern.c.id.in_(part))).mappings():
            standing = standing_of(
                row["received_on"],
                row["limit_on"],
                ended_on(row["state"], row["received_on"], row["done_on"], row["returned_on"]),
                pauses[row["id"]],
                today,
            )
            found[row["id"]] = _row(row, standing)
    return {key: found[key] for key in ids if key in found}


def _row(row: RowMapping, standing: Standing) -> ConcernRow:
    labels = {name: code_list(codes).label_of(row[name] or "") for name, codes in _LABELLED.items()}
    return ConcernRow(
        id=row["id"],
        number=row["number"],
        received_on=row["received_on"],
        applicant=numbers_masked(row["applicant"] or ""),
        household=f"{row['village']}/{row['house_number']}" if row["house_number"] else "",
        title=numbers_masked(row["title"]),
        owner=row["owner"],
        first_receiver=row["first_receiver"],
        limit_on=standing.limit_on,
        light=standing.light,
        days=standing.days,
        state=ConcernState(row["state"]),
        done_on=row["done_on"],
        reopened=row["reopened"],
        **labels,
    )


def concern_detail(session: Session, concern_id: int, today: date) -> ConcernDetail:
    """Return everything about a concern.

    Raises:
        RefusedError: When it is gone.
    """
    concern = session.get(Concern, concern_id)
    if concern is None:
        raise RefusedError(GONE)
    number = read_matter_number(concern.number, Noun.CONCERN)
    standing = standing_of(
        concern.received_on,
        concern.limit_on,
        ended_on(concern.state, concern.received_on, concern.done_on, concern.returned_on),
        pauses_of(session, [concern_id])[concern_id],
        today,
    )
    values: dict[str, Value] = stored_values(CONCERN_FIELDS, concern)
    return ConcernDetail(
        id=concern.id,
        version=concern.version,
        number=concern.number,
        code=number.code if number is not None else "",
        state=ConcernState(concern.state),
        village_id=concern.village_id,
        village=_area_name(session, concern.village_id),
        household_id=concern.household_id,
        household=household_label(session, concern.household_id),
        resident_id=concern.resident_id,
        first_receiver_id=concern.first_receiver_id,
        first_receiver=concern.first_receiver,
        owner_id=concern.owner_id,
        owner=concern.owner,
        visit_id=concern.visit_id,
        dispute_id=concern.dispute_id,
        reopened=concern.reopened,
        struck_off_by=concern.struck_off_by or "",
        values=values,
        steps=steps_of(session, concern_id),
        pauses=_pauses(session, concern_id),
        limit_today=standing.limit_on,
        light=standing.light,
    )


def steps_of(session: Session, concern_id: int) -> tuple[ConcernStep, ...]:
    """Return the record of a concern, the oldest line first."""
    step, levels = table("concern_step").c, code_list("concern_level")
    statement = select(table("concern_step")).where(step.concern_id == concern_id).order_by(step.id)
    return tuple(
        ConcernStep(
            id=row["id"],
            kind=ConcernStepKind(row["kind"]),
            on=row["on"],
            by=row["by"],
            state=ConcernState(row["state"]),
            level=levels.label_of(row["level"] or ""),
            old_limit=row["old_limit"],
            new_limit=row["new_limit"],
            approved_by=row["approved_by"] or "",
            note=row["note"] or "",
        )
        for row in session.execute(statement).mappings()
    )


def _pauses(session: Session, concern_id: int) -> tuple[MatterPause, ...]:
    pause = table("concern_pause").c
    statement = (
        select(pause.id, pause.since, pause.until, pause.reason)
        .where(pause.concern_id == concern_id)
        .order_by(pause.id)
    )
    return tuple(MatterPause(*row) for row in session.execute(statement))


def household_label(session: Session, household_id: int | None) -> str:
    """Return 村/户编号 of a household, "" for none."""
    if household_id is None:
        return ""
    household, village = table("household"), table("area")
    statement = (
        select(village.c.name, household.c.number)
        .join(village, village.c.id == household.c.village_id)
        .where(household.c.id == household_id)
    )
    row = session.execute(statement).first()
    return "" if row is None else f"{row[0]}/{row[1]}"


def _area_name(session: Session, area_id: int | None) -> str:
    area = table("area").c
    statement = select(func.coalesce(area.name, "")).where(area.id == area_id)
    return session.scalars(statement).first() or ""
