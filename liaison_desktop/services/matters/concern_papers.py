"""Papers of concerns: the 办理申请单 of each step up, and the printed ledger."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import RowMapping, select
from sqlalchemy.orm import Session

from liaison_desktop.documents.concern_ledger import concern_ledger_pdf, reception_ledger_pdf
from liaison_desktop.documents.escalation import escalation_pdf
from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.listing import Sort
from liaison_desktop.domain.matters.concern import ConcernDetail, ConcernFilter, ConcernStep
from liaison_desktop.domain.matters.concern_rules import unit_of
from liaison_desktop.domain.matters.escalation import EscalationContent
from liaison_desktop.domain.matters.ledger_paper import (
    ConcernLedgerLine,
    LedgerPaper,
    ReceptionLine,
)
from liaison_desktop.domain.phone import masked_phone
from liaison_desktop.domain.shown import line_masked
from liaison_desktop.domain.terms.concern import CONCERN_STATE_LABELS, ConcernState, ConcernStepKind
from liaison_desktop.models.batches import parts
from liaison_desktop.models.tables import table
from liaison_desktop.services.context import Context
from liaison_desktop.services.matters.concern_query import concern_ids
from liaison_desktop.services.matters.concern_rows import concern_detail
from liaison_desktop.services.matters.receipts import cadre_phone, place_of
from liaison_desktop.services.register.contact_cards_rows import station_lines
from liaison_desktop.services.system.disclosures import Disclosures

IN_LEDGER = ConcernFilter(ledger=True)
EVERYTHING = ConcernFilter()
_TOLD = (ConcernStepKind.PROGRESS, ConcernStepKind.SUPERVISED, ConcernStepKind.ESCALATED)


class ConcernPapers:
    """Prints of the concern ledger."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def escalation(self, concern_id: int) -> EscalationContent:
        """Return the 办理申请单 of the last time a concern was passed up (R94).

        Raises:
            RefusedError: When the concern is gone or never was passed up.
        """
        with self._context.store.reading() as session:
            detail = concern_detail(session, concern_id, self._context.today())
            return _application(session, detail)

    def escalation_pdf(self, concern_id: int) -> bytes:
        """Return the 办理申请单 as PDF; errors as in ``escalation``."""
        return escalation_pdf(self.escalation(concern_id))

    def ledger_pdf(self, wanted: ConcernFilter = IN_LEDGER, *, period: str = "") -> bytes:
        """Return the 民情台账 of a filter in its paper form (domain.md 4.5), oldest first.

        Args:
            wanted: Which concerns; what was answered on the spot is left out (R93).
            period: What the lines cover, as the head says it, e.g. 2023年3月.

        Raises:
            RefusedError: When there is nothing to print.
        """
        today = self._context.today()
        ledger = replace(wanted, ledger=True)
        with self._context.store.reading() as session:
            ids = concern_ids(session, ledger, Sort("received_on"), today)
            if not ids:
                raise RefusedError("台账里没有符合条件的民情事项，请调整筛选条件。")
            lines = _ledger_lines(session, ids)
            unit = station_lines(session)["station"]
        around = LedgerPaper(unit, period, today, self._context.actor)
        return concern_ledger_pdf(lines, around)

    def reception_pdf(
        self, wanted: ConcernFilter = EVERYTHING, *, period: str = "", purpose: str = ""
    ) -> bytes:
        """Return the 群众来访接待登记表 of a filter, oldest first, answered ones included.

        Args:
            wanted: Which concerns.
            period: What the lines cover, as the head says it.
            purpose: What for (事由); without one phones are shown in part.

        Raises:
            RefusedError: When there is nothing to print.
        """
        today = self._context.today()
        with self._context.store.reading() as session:
            ids = concern_ids(session, wanted, Sort("received_on"), today)
            if not ids:
                raise RefusedError("没有符合条件的来访记录，请调整筛选条件。")
            lines = _reception_lines(session, ids, masked=not purpose.strip())
            unit = station_lines(session)["station"]
        pdf = reception_ledger_pdf(lines, LedgerPaper(unit, period, today, self._context.actor))
        if purpose.strip():
            Disclosures(self._context).keep("来访接待登记表", len(lines), purpose.strip())
        return pdf


def _application(session: Session, detail: ConcernDetail) -> EscalationContent:
    up = [step for step in detail.steps if step.kind is ConcernStepKind.ESCALATED]
    if not up:
        raise RefusedError("这件事项没有上报过，没有办理申请单。")
    last, values = up[-1], detail.values
    before = [step for step in detail.steps if step.id < last.id]
    levels, received = code_list("concern_level"), values["received_on"]
    return EscalationContent(
        number=detail.number,
        code=detail.code,
        station=station_lines(session)["station"],
        from_level=next((step.level for step in reversed(before) if step.level), ""),
        to_level=last.level,
        to_unit=unit_of(levels.code_of(last.level)),
        applied_on=last.on,
        matter=str(values.get("title", "")),
        said=str(values.get("content", "")),
        category=code_list("concern_category").label_of(str(values.get("category", ""))),
        received_on=received if isinstance(received, date) else last.on,
        applicant=str(values.get("applicant", "")),
        place=place_of(session, detail.household_id, detail.village_id),
        owner=detail.owner,
        owner_phone=cadre_phone(session, detail.owner_id),
        done=_done(before, str(values.get("plan", ""))),
        asked=last.note,
        limit_on=detail.limit_today,
    )


def _done(steps: Sequence[ConcernStep], plan: str) -> tuple[str, ...]:
    told = [f"{s.on.isoformat()} {s.note}" for s in steps if s.kind in _TOLD and s.note]
    return (*told, f"方案措施：{plan}") if plan else tuple(told)


def _ledger_lines(session: Session, ids: Sequence[int]) -> list[ConcernLedgerLine]:
    found: dict[int, ConcernLedgerLine] = {}
    concern = table("concern")
    for part in parts(ids):
        statement = select(concern).where(concern.c.id.in_(part))
        for row in session.execute(statement).mappings():
            found[row["id"]] = line_masked(_ledger_line(row))
    return [found[key] for key in ids]


def _ledger_line(row: RowMapping) -> ConcernLedgerLine:
    struck = row["struck_off_on"]
    state = CONCERN_STATE_LABELS[ConcernState(row["state"])]
    return ConcernLedgerLine(
        applicant=row["applicant"] or "",
        matter=row["title"],
        category=code_list("concern_category").label_of(row["category"] or ""),
        owner=row["owner"],
        limit_on=row["limit_on"],
        handling=row["result"] or row["basis"] or state,
        done_on=row["done_on"],
        satisfaction=code_list("satisfaction").label_of(row["satisfaction"] or ""),
        struck_off=struck.isoformat() if struck is not None else "",
    )


def _reception_lines(
    session: Session, ids: Sequence[int], *, masked: bool
) -> list[ReceptionLine]:  # fmt: skip
    found: dict[int, ReceptionLine] = {}
    concern = table("concern")
    for part in parts(ids):
        statement = select(concern).where(concern.c.id.in_(part))
        for row in session.execute(statement).mappings():
            phone = row["applicant_phone"] or ""
            told = row["result"] or row["basis"]
            line = ReceptionLine(
                on=row["received_on"],
                visitor=row["applicant"] or "",
                place=place_of(session, row["household_id"], row["village_id"]),
                phone=masked_phone(phone) if masked else phone,
                people=row["people"],
                matter=row["title"],
                receiver=row["first_receiver"],
                result=told or CONCERN_STATE_LABELS[ConcernState(row["state"])],
                note=row["number"],
            )
            found[row["id"]] = line_masked(line) if masked else line
    return [found[key] for key in ids]
