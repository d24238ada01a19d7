"""Lines of the dispute ledger, fetched a page at a time."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.matters.dispute import DisputeRow
from liaison_desktop.domain.matters.dispute_rules import shown_file_number
from liaison_desktop.domain.shown import numbers_masked
from liaison_desktop.domain.terms.dispute import DisputeState, Side
from liaison_desktop.models.batches import parts
from liaison_desktop.models.tables import table
from liaison_desktop.services.matters.dispute_clock import Dated, standings
from liaison_desktop.services.matters.dispute_query import unlinked

_DISPUTE, _PARTY, _CADRE = table("dispute"), table("party"), table("cadre")
_COLUMNS = (
    "id", "number", "file_number", "found_on", "place", "title", "category", "risk",
    "limit_on", "state", "mediated_on", "settled_on", "amount", "reopened",
)  # fmt: skip


def dispute_rows(session: Session, ids: Sequence[int], today: date) -> dict[int, DisputeRow]:
    """Return lines by key, in the order of the keys; disputes that are gone are absent."""
    found: dict[int, DisputeRow] = {}
    statement = select(
        *(_DISPUTE.c[name] for name in _COLUMNS),
        func.coalesce(_CADRE.c.name, _DISPUTE.c.owner, "").label("owner"),
    ).outerjoin(_CADRE, _CADRE.c.id == _DISPUTE.c.owner_id)
    for part in parts(ids):
        rows = session.execute(statement.where(_DISPUTE.c.id.in_(part))).mappings().all()
        dated = [
            Dated(row["id"], DisputeState(row["state"]), row["found_on"], row["limit_on"])
            for row in rows
        ]
        standing = standings(session, dated, today)
        sides, waiting = sides_of(session, part)
        for row in rows:
            stand = standing[row["id"]]
            found[row["id"]] = DisputeRow(
                id=row["id"],
                number=row["number"],
                file_number=shown_file_number(row["file_number"], row["reopened"]),
                found_on=row["found_on"],
                place=numbers_masked(row["place"] or ""),
                title=numbers_masked(row["title"]),
                first_side=numbers_masked("、".join(sides[row["id"], Side.FIRST.value])),
                second_side=numbers_masked("、".join(sides[row["id"], Side.SECOND.value])),
                category=_label("dispute_category", row["category"]),
                risk=_label("dispute_risk", row["risk"]),
                owner=row["owner"],
                limit_on=stand.limit_on,
                light=stand.light,
                days=stand.days,
                state=DisputeState(row["state"]),
                mediated_on=row["mediated_on"],
                settled_on=row["settled_on"],
                amount=row["amount"],
                unlinked=waiting.get(row["id"], 0),
            )
    return {key: found[key] for key in ids if key in found}


def sides_of(
    session: Session, ids: Sequence[int]
) -> tuple[dict[tuple[int, str], list[str]], dict[int, int]]:
    """Return the names of each side of disputes, and how many parties wait to be linked."""
    party = _PARTY.c
    waits = case((unlinked(), 1), else_=0)
    statement = (
        select(party.dispute_id, party.side, party.name, waits)
        .where(party.dispute_id.in_(ids))
        .order_by(party.dispute_id, party.position, party.id)
    )
    sides: dict[tuple[int, str], list[str]] = defaultdict(list)
    waiting: dict[int, int] = defaultdict(int)
    for key, side, name, waits_here in session.execute(statement):
        sides[key, side].append(name)
        waiting[key] += waits_here
    return sides, waiting


def _label(codes: str, value: str | None) -> str:
    return code_list(codes).label_of(value) if value else ""
