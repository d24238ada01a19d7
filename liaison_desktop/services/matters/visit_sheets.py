"""Visit sheets (走访单) and the other papers taken along to households (R53, domain.md 4.3)."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from liaison_desktop.documents.six_questions import six_questions_pdf
from liaison_desktop.documents.visit_record import visit_records_pdf
from liaison_desktop.documents.visit_sheet import visit_sheet_pdf
from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.matters.matter_number import MatterNumber, Noun, read_matter_number
from liaison_desktop.domain.matters.visit import (
    FoundVisitSheet,
    VisitSheetContent,
    VisitSheetRow,
)
from liaison_desktop.domain.progress import Progress, Silence
from liaison_desktop.domain.shown import line_masked
from liaison_desktop.models.column_limits import clipped
from liaison_desktop.models.matters.visit import VisitSheet
from liaison_desktop.models.tables import table
from liaison_desktop.services.context import Context
from liaison_desktop.services.matters.visit_papers import (
    blank_six_questions,
    filled_six_questions,
    record_contents,
    sheet_content,
)
from liaison_desktop.services.system.disclosures import Disclosures

_GONE = "没有找到这张走访单，可能已被撤销。请核对编号后再试。"
_SILENCE = Silence()


class VisitSheets:
    """Sheets made for a village or a day's route; their code brings the households back."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def make(
        self,
        title: str,
        household_ids: Sequence[int],
        *,
        cadre_id: int | None = None,
        village_id: int | None = None,
    ) -> tuple[int, Changes]:
        """Make a sheet.

        Args:
            title: What it is called, e.g. 中和村3月走访; "" for the day it is made.
            household_ids: The households in the order of the route.
            cadre_id: Who goes.
            village_id: For a whole village.

        Returns:
            The key of the sheet, and what changed.

        Raises:
            RefusedError: When no household is given, or one of them is gone.
        """
        route, today = list(dict.fromkeys(household_ids)), self._context.today()
        if not route:
            raise RefusedError("走访单上还没有农户，请先选择要走访的农户。")
        with self._context.store.operation("", self._context.actor) as operation:
            session = operation.session
            _refuse_unknown(session, route)
            serial = operation.next_number(f"visit_sheet-{today.year}")
            number = str(MatterNumber(Noun.VISIT_SHEET, today.year, serial))
            sheet = VisitSheet(
                public_id=operation.public_id(),
                number=number,
                title=clipped("visit_sheet", "title", title.strip() or f"{today:%Y-%m-%d} 走访"),
                made_on=today,
                village_id=village_id,
                cadre_id=cadre_id,
            )
            session.add(sheet)
            session.flush()
            lines = [
                {"sheet_id": sheet.id, "household_id": key, "position": n}
                for n, key in enumerate(route)
            ]
            operation.bulk_insert(table("visit_sheet_household"), lines)
            operation.sentence = f"制走访单 {number}：{len(route)} 户"
            key = sheet.id
        return key, operation.changes

    def rows(self) -> tuple[VisitSheetRow, ...]:
        """Return all sheets, the newest first."""
        sheet, line, area, cadre = (
            table(name) for name in ("visit_sheet", "visit_sheet_household", "area", "cadre")
        )
        visit, whom = table("visit"), table("visit_household")
        on_it = (
            select(func.count())
            .where(line.c.sheet_id == sheet.c.id)
            .correlate(sheet)
            .scalar_subquery()
        )
        visited = (
            select(func.count(whom.c.household_id.distinct()))
            .join(visit, visit.c.id == whom.c.visit_id)
            .join(
                line,
                (line.c.sheet_id == visit.c.sheet_id)
                & (line.c.household_id == whom.c.household_id),
            )
            .where(visit.c.sheet_id == sheet.c.id)
            .correlate(sheet)
            .scalar_subquery()
        )
        statement = (
            select(
                sheet.c.id, sheet.c.number, sheet.c.title, sheet.c.made_on,
                func.coalesce(area.c.name, ""), func.coalesce(cadre.c.name, ""), on_it, visited,
            )
            .outerjoin(area, area.c.id == sheet.c.village_id)
            .outerjoin(cadre, cadre.c.id == sheet.c.cadre_id)
            .order_by(sheet.c.id.desc())
        )  # fmt: skip
        with self._context.store.reading() as session:
            return tuple(VisitSheetRow(*row) for row in session.execute(statement))

    def by_code(self, text: str) -> FoundVisitSheet:
        """Return the sheet a scanned code or typed number means.

        Raises:
            RefusedError: When it means none.
        """
        number = read_matter_number(text, Noun.VISIT_SHEET)
        line = table("visit_sheet_household").c
        with self._context.store.reading() as session:
            statement = select(VisitSheet).where(VisitSheet.number == str(number))
            sheet = session.scalars(statement).one_or_none() if number else None
            if sheet is None:
                raise RefusedError(_GONE)
            route = select(line.household_id).where(line.sheet_id == sheet.id)
            households = tuple(session.scalars(route.order_by(line.position, line.id)))
            return FoundVisitSheet(
                sheet.id, sheet.number, sheet.title, sheet.cadre_id, households
            )  # fmt: skip

    def content(self, sheet_id: int, *, purpose: str = "") -> VisitSheetContent:
        """Return what a sheet prints today.

        Args:
            sheet_id: The sheet.
            purpose: 事由 for which phones are needed in full; without one they are masked.

        Raises:
            RefusedError: When the sheet is gone.
        """
        with self._context.store.reading() as session:
            sheet = session.get(VisitSheet, sheet_id)
            if sheet is None:
                raise RefusedError(_GONE)
            full = bool(purpose.strip())
            content = sheet_content(session, sheet, self._context.today(), full=full)
        if full:
            return content
        return replace(content, lines=tuple(map(line_masked, content.lines)))

    def pdf(
        self,
        sheet_id: int,
        progress: Progress = _SILENCE,
        *,
        purpose: str = "",
        out: Path | None = None,
    ) -> bytes:
        """Return a sheet as PDF; a purpose is kept as a disclosure before it is given out.

        Args:
            sheet_id: The sheet.
            progress: Told after every household; may cancel.
            purpose: As in ``content``.
            out: The file it is written to afterwards, None for screen or printer.

        Raises:
            RefusedError: When the sheet is gone.
        """
        content = self.content(sheet_id, purpose=purpose)
        pdf = visit_sheet_pdf(content, progress)
        self._disclose("visit_sheet", len(content.lines), purpose, out)
        return pdf

    def six_questions(
        self,
        household_ids: Sequence[int] = (),
        progress: Progress = _SILENCE,
        *,
        visit_id: int | None = None,
        purpose: str = "",
        out: Path | None = None,
    ) -> bytes:
        """Return 六问表 as PDF: of a visit, filled; of households, to fill in; else one blank.

        Args:
            household_ids: Households whose forms are wanted, in print order.
            progress: Told after every form; may cancel.
            visit_id: The visit whose answers are printed, None for forms to fill in.
            purpose: 事由 for which phones are needed in full; kept as a disclosure.
            out: The file it is written to afterwards, None for screen or printer.

        Raises:
            RefusedError: When the visit is gone.
        """
        full, today = bool(purpose.strip()), self._context.today()
        with self._context.store.reading() as session:
            if visit_id is not None:
                forms = filled_six_questions(session, visit_id, today, full=full)
            else:
                forms = blank_six_questions(session, household_ids, today, full=full)
        pdf = six_questions_pdf(forms, progress)
        self._disclose("six_questions", len(forms), purpose, out)
        return pdf

    def record_pages(self, household_ids: Sequence[int], progress: Progress = _SILENCE) -> bytes:
        """Return the 问事记录页 of households as PDF; they stay with the villagers.

        Raises:
            RefusedError: When no household is given.
        """
        with self._context.store.reading() as session:
            pages = record_contents(session, household_ids, self._context.today())
        if not pages:
            raise RefusedError("没有可打印的农户，请先选择农户。")
        return visit_records_pdf(pages, progress)

    def delete(self, sheet_id: int) -> Changes:
        """Delete a sheet nobody has entered a visit from.

        Raises:
            RefusedError: When it is gone or was used.
        """
        line, visit = table("visit_sheet_household").c, table("visit").c
        with self._context.store.operation("", self._context.actor) as operation:
            session = operation.session
            sheet = session.get(VisitSheet, sheet_id)
            if sheet is None:
                raise RefusedError(_GONE)
            used = select(visit.id).where(visit.sheet_id == sheet_id).limit(1)
            if session.scalar(used) is not None:
                raise RefusedError(f"走访单 {sheet.number} 已录入走访，不能删除。")
            operation.sentence = f"删除走访单 {sheet.number}"
            own = list(session.scalars(select(line.id).where(line.sheet_id == sheet_id)))
            operation.bulk_delete(table("visit_sheet_household"), own)
            operation.bulk_delete(table("visit_sheet"), [sheet_id])
        return operation.changes

    def _disclose(self, noun: str, records: int, purpose: str, out: Path | None) -> None:
        if purpose := purpose.strip():
            Disclosures(self._context).keep(noun, records, purpose, out)


def _refuse_unknown(session: Session, household_ids: Sequence[int]) -> None:
    household = table("household").c
    known = set(session.scalars(select(household.id).where(household.id.in_(household_ids))))
    if len(known) < len(household_ids):
        raise RefusedError("有的农户已不存在，请刷新农户名单后再制走访单。")
