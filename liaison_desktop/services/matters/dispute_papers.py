"""The printed dispute ledger (矛盾纠纷排查调处台账), filled from the record (domain.md 6.1)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import RowMapping, select
from sqlalchemy.orm import Session

from liaison_desktop.documents.dispute_ledger import DisputeLine, dispute_ledger
from liaison_desktop.documents.ledger import ledger_pdf
from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.listing import Sort
from liaison_desktop.domain.matters.dispute import DisputeFilter
from liaison_desktop.domain.progress import Progress
from liaison_desktop.domain.shown import line_masked
from liaison_desktop.domain.terms.dispute import (
    DISPUTE_STATE_LABELS,
    DISPUTE_STEP_LABELS,
    OPEN_DISPUTE_STATES,
    DisputeState,
    DisputeStepKind,
    Side,
)
from liaison_desktop.models.batches import parts
from liaison_desktop.models.tables import table
from liaison_desktop.services.context import Context
from liaison_desktop.services.matters.dispute_query import dispute_ids
from liaison_desktop.services.matters.dispute_rows import sides_of
from liaison_desktop.services.register.contact_cards_rows import station_lines

_TOLD = (
    DisputeStepKind.FIRST_AID.value,
    DisputeStepKind.PROGRESS.value,
    DisputeStepKind.MEDIATED.value,
    DisputeStepKind.SUPERVISED.value,
)


class DisputePapers:
    """Prints of the dispute ledger."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def ledger_pdf(
        self, wanted: DisputeFilter, *, period: str = "", progress: Progress | None = None
    ) -> bytes:
        """Return the disputes of a filter in the paper form of the ledger, oldest first.

        Phones and identity numbers have no column in it.

        Args:
            wanted: Which disputes; none of them prints a 零报告.
            period: What the lines cover, as the head says it, e.g. 2023年上半年.
            progress: Told while it is drawn; may cancel.

        """
        with self._context.store.reading() as session:
            ids = dispute_ids(session, wanted, Sort("found_on"), self._context.today())
            lines = _lines(session, ids)
            unit = station_lines(session)["station"]
        return ledger_pdf(dispute_ledger(lines, unit, period), progress)


def _lines(session: Session, ids: Sequence[int]) -> list[DisputeLine]:
    dispute, cadre = table("dispute"), table("cadre")
    found: dict[int, DisputeLine] = {}
    for part in parts(ids):
        sides, _waiting = sides_of(session, part)
        measures, visits = _measures(session, part), _follow_ups(session, part)
        statement = (
            select(dispute, cadre.c.name.label("cadre"))
            .outerjoin(cadre, cadre.c.id == dispute.c.owner_id)
            .where(dispute.c.id.in_(part))
        )
        for row in session.execute(statement).mappings():
            key = row["id"]
            names = [*sides[key, Side.FIRST.value], *sides[key, Side.SECOND.value]]
            line = _line(row, "\n".join(names), measures[key], visits[key])
            found[key] = line_masked(line)
    return [found[key] for key in ids]


def _line(
    row: RowMapping, parties: str, measures: Sequence[str], visits: Sequence[str]
) -> DisputeLine:
    state = DisputeState(row["state"])
    ended = row["settled_on"] or row["ended_on"]
    return DisputeLine(
        number=row["number"],
        found_on=_day(row["found_on"]),
        place=row["place"] or "",
        title=row["title"],
        parties=parties,
        category=_label("dispute_category", row["category"]),
        people="" if row["people"] is None else str(row["people"]),
        amount="" if row["amount"] is None else f"{row['amount']:,.2f}".removesuffix(".00"),
        risk=_label("dispute_risk", row["risk"]),
        facts="\n".join(filter(None, (row["facts"], row["demands"]))),
        owner="\n".join(filter(None, (row["unit"], row["cadre"] or row["owner"]))),
        limit_on=_day(row["limit_on"]),
        measures="\n".join(measures),
        result=""
        if state in OPEN_DISPUTE_STATES
        else f"{DISPUTE_STATE_LABELS[state]}\n{_day(ended)}",
        agreement=row["file_number"] or "" if row["settled_on"] else "",
        follow_up="\n".join(visits[-1:]),
    )


def _measures(session: Session, ids: Sequence[int]) -> dict[int, list[str]]:
    step = table("dispute_step").c
    statement = (
        select(step.dispute_id, step.on, step.kind, step.note)
        .where(step.dispute_id.in_(ids), step.kind.in_(_TOLD))
        .order_by(step.on, step.id)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for key, on, kind, note in session.execute(statement):
        words = DISPUTE_STEP_LABELS[DisputeStepKind(kind)]
        found[key].append(f"{_day(on)} {words}{f'：{note}' if note else ''}")
    return found


def _follow_ups(session: Session, ids: Sequence[int]) -> dict[int, list[str]]:
    follow_up = table("follow_up").c
    statement = (
        select(follow_up.dispute_id, follow_up.on, follow_up.satisfaction)
        .where(follow_up.dispute_id.in_(ids))
        .order_by(follow_up.on, follow_up.id)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for key, on, satisfaction in session.execute(statement):
        found[key].append(f"{_day(on)}\n{_label('satisfaction', satisfaction)}".strip())
    return found


def _day(value: date | None) -> str:
    return "" if value is None else value.isoformat()


def _label(codes: str, value: str | None) -> str:
    return code_list(codes).label_of(value) if value else ""
