"""归档目录: what the office has of a year to be filed away (R144)."""

import base64
from datetime import date

from sqlalchemy import RowMapping, select
from sqlalchemy.orm import Session

from liaison_desktop.documents.archive_index import archive_index
from liaison_desktop.documents.ledger import ledger_pdf
from liaison_desktop.documents.page_count import page_count
from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.errors import InputRefusedError
from liaison_desktop.domain.figures.reporting import ArchiveItem
from liaison_desktop.domain.progress import Progress, Silence
from liaison_desktop.domain.shown import numbers_masked
from liaison_desktop.models.tables import table
from liaison_desktop.services.context import Context
from liaison_desktop.services.figures.archive_lines import archive_lines
from liaison_desktop.services.matters.dossiers import Dossiers
from liaison_desktop.services.register.contact_cards_rows import station_lines

_PDF = "pdf"


class Archive:
    """The index of a year's papers, from what the store holds."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def years(self) -> tuple[int, ...]:
        """Return the years there is anything of, the newest first."""
        lines = archive_lines().c
        with self._context.store.reading() as session:
            found = session.scalars(select(lines.year).distinct()).all()
        return tuple(sorted((int(year) for year in found if year is not None), reverse=True))

    def index(
        self, year: int, *, pages: bool = False, progress: Progress | None = None
    ) -> tuple[ArchiveItem, ...]:
        """Return the lines of a year: ledgers, reports, what was sent, files, notices.

        Args:
            year: The year.
            pages: Whether the files of disputes are laid out to count their pages, which
                takes a while; reports that were closed as PDF always say theirs.
            progress: Told file by file; may cancel.

        Raises:
            CancelledError: When the progress wants the work to stop.
        """
        lines = archive_lines()
        statement = (
            select(lines)
            .where(lines.c.year == year)
            .order_by(lines.c.place, lines.c.dated, lines.c.number, lines.c.title)
        )
        with self._context.store.reading() as session:
            rows = session.execute(statement).mappings().all()
            counted = {row["record"]: _report_pages(session, row) for row in rows if _report(row)}
        listener = progress or Silence()
        found = []
        for done, row in enumerate(rows, start=1):
            count = counted.get(row["record"]) if _report(row) else None
            if pages and row["kind"] == Kind.DISPUTE.value:
                pdf = Dossiers(self._context).pdf(row["record"])
                count = page_count(f".{_PDF}", pdf)
                listener.step(done, len(rows), "正在清点卷宗页数")
            found.append(_item(row, count))
        return tuple(found)

    def pdf(self, year: int, *, pages: bool = False, progress: Progress | None = None) -> bytes:
        """Return the index of a year as PDF; as ``index``."""
        items = self.index(year, pages=pages, progress=progress)
        with self._context.store.reading() as session:
            unit = station_lines(session)["station"]
        return ledger_pdf(archive_index(items, year, unit, self._context.today()), progress)


def _report(row: RowMapping) -> bool:
    return bool(row["kind"] == Kind.CLOSED_PERIOD.value)


def _report_pages(session: Session, row: RowMapping) -> int | None:
    """Return the pages of the PDF a report was closed with, None when it had none."""
    paper = table("closed_paper").c
    content = session.scalar(
        select(paper.content)
        .where(paper.closed_period_id == row["record"], paper.media == _PDF)
        .order_by(paper.id)
        .limit(1)
    )
    if content is None:
        return None
    try:
        return page_count(f".{_PDF}", base64.b64decode(content))
    except InputRefusedError:  # called a PDF by whoever closed it
        return None


def _item(row: RowMapping, pages: int | None) -> ArchiveItem:
    return ArchiveItem(
        category=row["category"],
        number=row["number"],
        title=numbers_masked(row["title"]),
        dated=_day(row["dated"]),
        pages=pages,
        note=row["note"],
    )


def _day(value: date | str | None) -> date | None:
    """Return a day; a union of dates comes back from SQLite as text."""
    return date.fromisoformat(value) if isinstance(value, str) else value
