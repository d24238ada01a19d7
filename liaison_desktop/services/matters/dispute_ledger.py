"""Lines of the printed dispute ledger (矛盾纠纷排查调处台账, domain.md 6.1)."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from liaison_desktop.documents.dispute_ledger import DisputeLine
from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.matters.dispute_rules import shown_file_number
from liaison_desktop.domain.terms.dispute import (
    DISPUTE_STATE_LABELS,
    DisputeState,
    DisputeStepKind,
    Side,
)
from liaison_desktop.models.batches import parts
from liaison_desktop.models.tables import table
from liaison_desktop.services.matters.dispute_rows import sides_of

_DISPUTE, _CADRE = table("dispute"), table("cadre")
_STEP, _FOLLOW_UP = table("dispute_step").c, table("follow_up").c


def ledger_lines(session: Session, ids: Sequence[int]) -> list[DisputeLine]:
    """Return the lines of disputes in the order of the keys; no phone or number of a person."""
    found: dict[int, DisputeLine] = {}
    statement = select(_DISPUTE, _CADRE.c.name.label("cadre")).outerjoin(
        _CADRE, _CADRE.c.id == _DISPUTE.c.owner_id
    )
    for part in parts(ids):
        sides, _ = sides_of(session, part)
        progress = _texts(session, _progress(), part)
        visits = _texts(session, _visits(), part)
        for row in session.execute(statement.where(_DISPUTE.c.id.in_(part))).mappings():
            names = [name for side in Side for name in sides[row["id"], side.value]]
            told = (progress[row["id"]], visits[row["id"]])
            found[row["id"]] = _line(row, names, told)
    return [found[key] for key in ids if key in found]


def _line(
    row: Any,  # noqa: ANN401 - a mapping of columns
    names: Sequence[str],
    told: tuple[Sequence[Any], Sequence[Any]],
) -> DisputeLine:
    progress, visits = told
    state = DISPUTE_STATE_LABELS[DisputeState(row["state"])]
    day = row["settled_on"] or row["ended_on"]
    graded = code_list("satisfaction").label_of(visits[-1][1] or "") if visits else ""
    return DisputeLine(
        number=row["number"],
        found_on=_day(row["found_on"]),
        place=row["place"] or "",
        title=row["title"],
        parties="\n".join(names),
        category=_label("dispute_category", row["category"]),
        people=str(row["people"] or ""),
        amount=f"{row['amount']:g}" if row["amount"] else "",
        risk=_label("dispute_risk", row["risk"]),
        facts="\n".join(text for text in (row["facts"], row["demands"]) if text),
        owner="\n".join(text for text in (row["unit"], row["cadre"] or row["owner"]) if text),
        limit_on=_day(row["limit_on"]),
        measures="\n".join(f"{_day(on)} {note}" for on, note in progress),
        result=f"{state} {_day(day)}".strip(),
        agreement=shown_file_number(row["file_number"], row["reopened"]),
        follow_up=f"{_day(visits[-1][0])} {graded}".strip() if visits else "",
    )


def _progress() -> Select[Any]:
    kinds = (DisputeStepKind.PROGRESS.value, DisputeStepKind.FIRST_AID.value)
    return (
        select(_STEP.dispute_id, _STEP.on, _STEP.note)
        .where(_STEP.kind.in_(kinds), _STEP.note.is_not(None))
        .order_by(_STEP.on, _STEP.id)
    )


def _visits() -> Select[Any]:
    columns = (_FOLLOW_UP.dispute_id, _FOLLOW_UP.on, _FOLLOW_UP.satisfaction)
    return select(*columns).order_by(_FOLLOW_UP.on, _FOLLOW_UP.id)


def _texts(
    session: Session, statement: Select[Any], ids: Sequence[int]
) -> dict[int, list[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    owner = statement.selected_columns[0]
    for key, *rest in session.execute(statement.where(owner.in_(ids))):
        found[key].append(tuple(rest))
    return found


def _day(value: Any) -> str:  # noqa: ANN401 - a column's value
    return value.isoformat() if value else ""


def _label(codes: str, value: str | None) -> str:
    return code_list(codes).label_of(value) if value else ""
