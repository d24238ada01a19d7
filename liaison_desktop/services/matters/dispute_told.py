"""What a line of a dispute ledger means as a record: codes, days, state, never a guess."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.matters.dispute_roster import SIDE_B, RosterDispute, RosterParty
from liaison_desktop.domain.matters.matter_number import Noun, read_matter_number
from liaison_desktop.domain.terms.dispute import (
    DisputeState,
    MediationOutcome,
    Side,
)
from liaison_desktop.models.column_limits import fitting

_FILE_NUMBER = re.compile(
    r"[(（\[〔](\d{4})[)）\]〕](.{1,20}?)人?民?调字第?0*([1-9]\d{0,4})号", re.ASCII
)
_SETTLED, _FAILED, _OPEN, _ENDED = "settled", "failed", "open", "ended"
_OUTCOME = {
    _SETTLED: MediationOutcome.AGREED,
    _FAILED: MediationOutcome.FAILED,
}
NO_DAY = "没有读出排查日期，这一行没有存入，请补填后再导入。"
FUTURE_DAY = "排查日期在今天之后，这一行没有存入，请核对日期。"
NO_SETTLED_DAY = "写着调解成功，但没有调解日期或化解日期，没有计入调解成功，请核对。"
NO_PARTY = "没有读出当事人，这一行没有存入，请补填后再导入。"


@dataclass(frozen=True, slots=True)
class ToldNumber:
    """A number of a file as a ledger gives it."""

    year: int
    word: str
    serial: int


@dataclass(frozen=True, slots=True)
class ToldDispute:
    """A line of the ledger as it would be stored.

    Attributes:
        row: The line.
        values: Columns of the dispute that the line gives; blanks are absent.
        state: Where it says the dispute stands.
        outcome: Of the session on the day of mediation, None without one.
        number: Of its file, None when untold.
        problems: Field and sentence of what a person should look at.
    """

    row: RosterDispute
    values: Mapping[str, Any]
    state: DisputeState
    outcome: MediationOutcome | None
    number: ToldNumber | None
    problems: tuple[tuple[str, str], ...] = field(default=())


def side_of(party: RosterParty) -> Side:
    """Return the side of a party; who is on no told side stands with 甲方."""
    return Side.SECOND if party.side == SIDE_B else Side.FIRST


def told_dispute(row: RosterDispute) -> ToldDispute:
    """Return what a line means."""
    result = code_list("dispute_result").code_of(row.result)
    problems: list[tuple[str, str]] = []
    mediated = row.mediated or (row.settled if result == _SETTLED else None)
    settled = (row.settled or row.mediated) if result == _SETTLED else None
    if result == _SETTLED and settled is None:
        problems.append(("settled", NO_SETTLED_DAY))
    ended = (row.settled or row.mediated) if result in (_FAILED, _ENDED) else None
    number = told_number(row.agreement)
    values: dict[str, Any] = {
        "found_on": row.found,
        "happened_on": row.happened,
        "reported_on": row.reported,
        "accepted_on": row.accepted,
        "mediated_on": mediated,
        "settled_on": settled,
        "ended_on": ended,
        "limit_on": row.limit,
        "place": row.place,
        "title": row.title or _title(row),
        "category": code_list("dispute_category").value_of(row.kind),
        "source": code_list("dispute_source").value_of(row.source),
        "scale": code_list("dispute_scale").value_of(row.scale),
        "risk": code_list("dispute_risk").value_of(row.risk),
        "settle_way": code_list("settle_way").value_of(row.way),
        "people": row.people,
        "amount": row.amount,
        "facts": row.facts,
        "cause": row.cause,
        "demands": row.demands,
        "unit": row.unit,
        "leader": row.leader,
        "mediator": row.mediator,
        "note": _note(row, number),
    }
    given = fitting(
        "dispute", {name: value for name, value in values.items() if value not in (None, "")}
    )
    state = _state(result, settled=settled, mediated=mediated)
    outcome = _OUTCOME.get(result, MediationOutcome.ADJOURNED) if mediated else None
    return ToldDispute(row, given, state, outcome, number, tuple(problems))


def told_number(text: str) -> ToldNumber | None:
    """Read (2023)中和人调字第3号, None when a text is no such number.

    A serial of six digits is a slip: the year's numbers would go on after it.
    """
    found = _FILE_NUMBER.search("".join(text.split()))
    return ToldNumber(int(found[1]), found[2], int(found[3])) if found else None


def _state(result: str, *, settled: date | None, mediated: date | None) -> DisputeState:
    if settled is not None:
        return DisputeState.AGREED
    if result in (_FAILED, _ENDED):
        return DisputeState.ENDED
    if result in (_OPEN, _SETTLED) or mediated is not None:
        return DisputeState.MEDIATING
    return DisputeState.FOUND


def _title(row: RosterDispute) -> str:
    sides = {
        side: "、".join(party.name for party in row.parties if side_of(party) is side)
        for side in Side
    }
    return "与".join(name for name in sides.values() if name) + (row.kind or "纠纷")


def _note(row: RosterDispute, number: ToldNumber | None) -> str:
    """Return the remark, with what no field takes."""
    rest = (
        ("原编号", "" if own_number(row) else row.number),
        ("协议编号", "" if number else row.agreement),
        ("化解时限", row.limit_text),
        ("排查人", row.reporter),
        ("满意度", "" if row.follow_up else row.satisfaction),
        ("化解结果", "" if code_list("dispute_result").code_of(row.result) else row.result),
    )
    said = [f"{label}：{text}" for label, text in rest if text]
    return "；".join(part for part in (row.note, *said) if part)


def own_number(row: RosterDispute) -> str:
    """Return the number this program once gave a line, "" when it has another or none."""
    number = read_matter_number(row.number) if row.number.startswith(Noun.DISPUTE.value) else None
    return str(number) if number else ""
