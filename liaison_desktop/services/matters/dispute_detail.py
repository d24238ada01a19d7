"""Everything about one dispute, for its editor, its papers and its steps."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.matters.clock import Pause, judicial_confirmation_deadline
from liaison_desktop.domain.matters.concern import MatterPause
from liaison_desktop.domain.matters.dispute import (
    Agreement,
    DisputeDetail,
    DisputeStep,
    FollowUp,
    Inquiry,
    Mediation,
    Party,
)
from liaison_desktop.domain.matters.dispute_rules import confirmation_refusal, shown_file_number
from liaison_desktop.domain.matters.matter_number import Noun, read_matter_number
from liaison_desktop.domain.matters.work_calendar import WorkCalendar
from liaison_desktop.domain.register.roster import Value
from liaison_desktop.domain.terms.dispute import (
    AGREEMENT_FIELDS,
    DISPUTE_FIELDS,
    FOLLOW_UP_FIELDS,
    INQUIRY_FIELDS,
    MEDIATION_FIELDS,
    PARTY_FIELDS,
    AgreementForm,
    DisputeState,
    DisputeStepKind,
    MediationOutcome,
    Side,
)
from liaison_desktop.models.base import Base
from liaison_desktop.models.cadres.cadre import Cadre
from liaison_desktop.models.matters import dispute as store
from liaison_desktop.models.matters.concern import Concern
from liaison_desktop.models.register.area import Area
from liaison_desktop.models.register.household import Household, Resident
from liaison_desktop.services.matters.dispute_clock import Dated, standing
from liaison_desktop.services.matters.record_values import stored_values
from liaison_desktop.services.matters.working_days import work_calendar

GONE = "没有找到这件矛盾纠纷，可能已被撤销。请刷新列表。"
_OUTCOME = tuple(field for field in MEDIATION_FIELDS if field.name != "outcome")
_FORM = tuple(field for field in AGREEMENT_FIELDS if field.name != "form")
# What the register says of a party: the field of the party and the column of the resident.
_SAID = (
    ("sex", "sex"), ("ethnicity", "ethnicity"), ("birth_date", "birth"),
    ("id_number", "id_number"), ("occupation", "occupation"), ("phone", "phone"),
)  # fmt: skip
PartT = TypeVar("PartT", bound=store.DisputePart)


def read_dispute(session: Session, dispute_id: int, today: date) -> DisputeDetail:
    """Return a dispute with all its parts; nothing is masked.

    Raises:
        RefusedError: When it is gone.
    """
    row = session.get(store.Dispute, dispute_id)
    if row is None:
        raise RefusedError(GONE)
    pauses = children(session, store.DisputePause, dispute_id)
    clock = [Pause(one.since, one.until, one.reason) for one in pauses]
    state = DisputeState(row.state)
    stand = standing(Dated(row.id, state, row.found_on, row.limit_on), clock, today)
    agreements = tuple(map(_agreement, children(session, store.Agreement, dispute_id)))
    number = read_matter_number(row.number, Noun.DISPUTE)
    return DisputeDetail(
        id=row.id,
        version=row.version,
        number=row.number,
        code=number.code if number else "",
        file_number=shown_file_number(row.file_number, row.reopened),
        state=state,
        village_id=row.village_id,
        village=_name(session, Area, row.village_id),
        group_id=row.group_id,
        group=_name(session, Area, row.group_id),
        committee_id=row.committee_id,
        committee=_name(session, store.MediationCommittee, row.committee_id),
        owner_id=row.owner_id,
        owner=_name(session, Cadre, row.owner_id) or row.owner or "",
        reopened=row.reopened,
        values=stored_values(DISPUTE_FIELDS, row),
        parties=parties_of(session, dispute_id),
        inquiries=tuple(map(_inquiry, children(session, store.Inquiry, dispute_id))),
        mediations=tuple(map(_mediation, children(session, store.Mediation, dispute_id))),
        agreements=agreements,
        follow_ups=tuple(map(_follow_up, children(session, store.FollowUp, dispute_id))),
        steps=tuple(map(_step, children(session, store.DisputeStep, dispute_id))),
        pauses=tuple(MatterPause(one.id, one.since, one.until, one.reason) for one in pauses),
        concern_ids=_concerns(session, dispute_id),
        limit_today=stand.limit_on,
        light=stand.light,
        confirm_until=confirm_until(row.category or "", agreements, work_calendar(session)),
    )


def children(session: Session, table: type[PartT], dispute_id: int) -> Sequence[PartT]:
    """Return the parts of a dispute in their order: by day where they have one."""
    columns: Any = table
    days = (getattr(columns, name, None) for name in ("on", "agreed_on"))
    order = [day for day in days if day is not None]
    statement = select(table).where(columns.dispute_id == dispute_id)
    return session.scalars(statement.order_by(*order, columns.id)).all()


def confirm_until(
    category: str, agreements: Sequence[Agreement], calendar: WorkCalendar
) -> date | None:
    """Return the last day the parties may ask for judicial confirmation.

    None where it is not offered, was asked for, or nothing took effect.
    """
    if not agreements:
        return None
    values = agreements[-1].values
    effective_on = values.get("effective_on")
    if not isinstance(effective_on, date) or values.get("confirm_applied_on"):
        return None
    if confirmation_refusal(category, clauses(values)):
        return None
    return judicial_confirmation_deadline(effective_on, calendar)


def clauses(values: Mapping[str, Value]) -> tuple[str, ...]:
    """Return the texts of an agreement whose clauses bind."""
    return (str(values.get("terms", "")), str(values.get("performance_way", "")))


def parties_of(session: Session, dispute_id: int) -> tuple[Party, ...]:
    """Return the parties, 甲方 first; of a linked one what the register says fills blanks."""
    statement = (
        select(store.Party, Resident, Household)
        .outerjoin(Resident, Resident.id == store.Party.resident_id)
        .outerjoin(Household, Household.id == store.Party.household_id)
        .where(store.Party.dispute_id == dispute_id)
        .order_by(store.Party.side, store.Party.position, store.Party.id)
    )
    rows = session.execute(statement).all()
    areas = _area_names(session, (row[2] for row in rows if row[2] is not None))
    return tuple(_party(party, resident, household, areas) for party, resident, household in rows)


def register_values(
    resident: Resident, household: Household | None, areas: Mapping[int, str]
) -> dict[str, Value]:
    """Return what the register says about a party."""
    places = [household.village_id, household.group_id] if household is not None else []
    said = {name: getattr(resident, column) for name, column in _SAID}
    said["address"] = "".join(areas.get(key, "") for key in places if key is not None)
    return {name: value for name, value in said.items() if value}


def _party(
    party: store.Party,
    resident: Resident | None,
    household: Household | None,
    areas: Mapping[int, str],
) -> Party:
    own = stored_values((field for field in PARTY_FIELDS if field.name != "name"), party)
    if resident is not None:
        own = {**register_values(resident, household, areas), **own}
    label = f"{areas.get(household.village_id, '')}/{household.number}" if household else ""
    return Party(
        id=party.id,
        side=Side(party.side),
        name=party.name,
        resident_id=party.resident_id,
        household_id=party.household_id,
        household=label,
        values=own,
        version=party.version,
    )


def _area_names(session: Session, households: Iterable[Household]) -> dict[int, str]:
    keys = {key for one in households for key in (one.village_id, one.group_id) if key}
    statement = select(Area.id, Area.name).where(Area.id.in_(keys))
    return {row[0]: row[1] for row in session.execute(statement)} if keys else {}


def area_names(session: Session, household: Household | None) -> dict[int, str]:
    """Return the names of a household's village and group by key."""
    return _area_names(session, [household] if household is not None else [])


def _name(session: Session, table: type[Base], key: int | None) -> str:
    found: Any = session.get(table, key) if key is not None else None
    return found.name if found is not None else ""


def _concerns(session: Session, dispute_id: int) -> tuple[int, ...]:
    statement = select(Concern.id).where(Concern.dispute_id == dispute_id).order_by(Concern.id)
    return tuple(session.scalars(statement))


def _inquiry(row: store.Inquiry) -> Inquiry:
    return Inquiry(row.id, row.version, stored_values(INQUIRY_FIELDS, row))


def _mediation(row: store.Mediation) -> Mediation:
    outcome = MediationOutcome(row.outcome)
    return Mediation(row.id, row.version, outcome, stored_values(_OUTCOME, row))


def _agreement(row: store.Agreement) -> Agreement:
    return Agreement(row.id, row.version, AgreementForm(row.form), stored_values(_FORM, row))


def _follow_up(row: store.FollowUp) -> FollowUp:
    return FollowUp(row.id, row.version, stored_values(FOLLOW_UP_FIELDS, row))


def _step(row: store.DisputeStep) -> DisputeStep:
    return DisputeStep(
        id=row.id,
        kind=DisputeStepKind(row.kind),
        on=row.on,
        by=row.by,
        state=DisputeState(row.state),
        old_limit=row.old_limit,
        new_limit=row.new_limit,
        approved_by=row.approved_by or "",
        note=row.note or "",
    )
