"""Public notices (公示表), briefings (通报) and the month-end round of the concern ledger."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from liaison_desktop.documents.briefing import briefing_pdf
from liaison_desktop.documents.public_notice import public_notice_pdf
from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.date_words import month_words
from liaison_desktop.domain.errors import InputRefusedError, RefusedError
from liaison_desktop.domain.matters.leak_scan import Leak
from liaison_desktop.domain.matters.notice import (
    BOARD_LABELS,
    Board,
    BriefingContent,
    BriefingKind,
    MonthRound,
    NoticeContent,
    NoticeLine,
    NoticePaper,
    NoticeRow,
)
from liaison_desktop.domain.terms.concern import ConcernState, ConcernStepKind
from liaison_desktop.excel.list_workbook import ListColumn, write_list
from liaison_desktop.models.column_limits import clipped, column_limits
from liaison_desktop.models.matters.concern import Concern, PublicNotice
from liaison_desktop.models.operation import Operation
from liaison_desktop.models.tables import table
from liaison_desktop.services.context import Context
from liaison_desktop.services.matters import month_round
from liaison_desktop.services.matters.briefings import briefing_content, village_named
from liaison_desktop.services.matters.concern_rows import GONE
from liaison_desktop.services.matters.concern_saving import add_step
from liaison_desktop.services.matters.notice_lines import (
    ledger_month,
    notice_lines,
    of_board,
    shown_in,
)
from liaison_desktop.services.matters.notice_scan import (
    HANDLING,
    MATTER,
    OWNER,
    leaks_of,
    refuse_leaks,
)
from liaison_desktop.services.register.area_lookup import township_id
from liaison_desktop.services.register.contact_cards_rows import station_lines

LIMIT = "办结时限"
_COLUMNS = (MATTER, OWNER, LIMIT, HANDLING)
_NO_NOTICE = "没有找到这份公示表，请刷新列表。"


class Notices:
    """What the station publishes of its concern ledger."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def round(self, month: date) -> MonthRound:
        """Return the month-end round of the month a day lies in (R98)."""
        with self._context.store.reading() as session:
            told = _rows(session, month.strftime("%Y-%m"))
            return month_round.month_round(session, month, self._context.today(), told)

    def carry_over(self, concern_ids: Sequence[int], note: str, month: date) -> Changes:
        """Carry open concerns over, noting how they go (R98); the note is published.

        Args:
            concern_ids: The concerns.
            note: 办理情况.
            month: A day of the month that ends.

        Raises:
            InputRefusedError: Without a note or a concern.
            SomeRefusedError: When some cannot be carried over; each is named with the reason,
                and none is.
        """
        return month_round.carry_over(self._context, concern_ids, note, month)

    def strike_off(self, concern_ids: Sequence[int]) -> Changes:
        """Strike concerns off the ledger today, all in one operation (R98).

        Args:
            concern_ids: The concerns, as they stand now.

        Raises:
            InputRefusedError: Without a concern.
            SomeRefusedError: When some cannot be struck off; each is named with the reason,
                and none is.
        """
        return month_round.strike_off(self._context, concern_ids)

    def draft(self, board: Board, area_id: int | None, month: date) -> NoticeContent:
        """Return the notice of a month as it would be published, scanned for leaks.

        The caller may mend its lines and hand it to ``publish``, which scans again.

        Args:
            board: Of a village or of the township.
            area_id: The village; of the township None.
            month: A day of the month.

        Raises:
            RefusedError: Without a village for its board, or without a station.
        """
        span, today = ledger_month(month), self._context.today()
        with self._context.store.reading() as session:
            key, name = _area(session, board, area_id)
            lines = notice_lines(session, [of_board(board, key), shown_in(span)], today)
            station = station_lines(session)
            content = NoticeContent(
                id=None,
                board=board,
                area_id=key,
                area=name,
                station=station["station"],
                month=span.first,
                issue=_next_issue(session, board, key, span.first),
                title=f"{name}{month_words(span.first)}民情事项办理情况公示表",
                published_on=None,
                lines=lines,
                hotline=station["hotline"],
            )
            return replace(content, leaks=leaks_of(session, content))

    def leaks(self, content: NoticeContent) -> tuple[Leak, ...]:
        """Return what must not be published of a notice, e.g. after its lines were mended."""
        with self._context.store.reading() as session:
            return leaks_of(session, content)

    def publish(self, content: NoticeContent) -> tuple[int, Changes]:
        """Keep a notice as it is published, with a line in the record of each concern.

        Returns:
            Key of the notice and what was touched.

        Raises:
            RefusedError: When something in it must not be published; the sentence names
                line and kind, never the text.
            InputRefusedError: When a line is empty or too long.
        """
        _refuse_lines(content.lines)
        today = self._context.today()
        with self._context.store.operation("公示", self._context.actor) as operation:
            session = operation.session
            refuse_leaks(leaks_of(session, content))
            key, name = _area(session, content.board, content.area_id)
            month = content.month.replace(day=1)
            notice = PublicNotice(
                public_id=operation.public_id(),
                board=content.board.value,
                area_id=key,
                month=month.strftime("%Y-%m"),
                issue=_next_issue(session, content.board, key, month),
                published_on=today,
                title=content.title.strip(),
                by=clipped("public_notice", "by", operation.actor),
            )
            session.add(notice)
            session.flush()
            _write_lines(operation, notice, content.lines, today)
            count = len(content.lines)
            where = BOARD_LABELS[content.board]
            operation.sentence = f"{name}{notice.month}民情事项在{where}公示 {count} 件"
        return notice.id, operation.changes

    def rows(self) -> tuple[NoticeRow, ...]:
        """Return the notices published, newest first."""
        with self._context.store.reading() as session:
            return _rows(session)

    def content(self, notice_id: int) -> NoticeContent:
        """Return a notice as it was published.

        Raises:
            RefusedError: When it does not exist.
        """
        area = table("area").c
        with self._context.store.reading() as session:
            notice = session.get(PublicNotice, notice_id)
            if notice is None:
                raise RefusedError(_NO_NOTICE)
            station = station_lines(session)
            name = session.scalars(select(area.name).where(area.id == notice.area_id)).one()
            year, month = map(int, notice.month.split("-"))
            return NoticeContent(
                id=notice.id,
                board=Board(notice.board),
                area_id=notice.area_id,
                area=name,
                station=station["station"],
                month=date(year, month, 1),
                issue=notice.issue,
                title=notice.title,
                published_on=notice.published_on,
                lines=_lines(session, notice.id),
                hotline=station["hotline"],
            )

    def briefing(
        self, kind: BriefingKind, month: date, area_id: int | None = None
    ) -> BriefingContent:
        """Return the briefing of a month for a meeting (R102).

        Args:
            kind: 民主议政日 of a village, or the meeting of the township.
            month: A day of the month reported.
            area_id: The village; of the township None.

        Raises:
            RefusedError: Without a village for its 民主议政日, or without a station.
        """
        board = Board.VILLAGE if kind is BriefingKind.VILLAGE_DAY else Board.TOWNSHIP
        with self._context.store.reading() as session:
            area = _area(session, board, area_id)
            return briefing_content(session, kind, month, area, self._context.today())

    def pdf(self, content: NoticeContent, paper: NoticePaper = NoticePaper.A4) -> bytes:
        """Return a notice as PDF.

        Raises:
            RefusedError: When something in it must not be published.
        """
        refuse_leaks(self.leaks(content))
        return public_notice_pdf(content, paper)

    def briefing_pdf(self, content: BriefingContent) -> bytes:
        """Return a briefing as PDF."""
        return briefing_pdf(content)

    def xlsx(self, content: NoticeContent, out: Path) -> int:
        """Write a notice as a workbook of exactly four columns; return its lines.

        Raises:
            RefusedError: When something in it must not be published.
            AppError: When the file cannot be written.
        """
        refuse_leaks(self.leaks(content))
        columns = [ListColumn(title, as_text=title != LIMIT) for title in _COLUMNS]
        rows = ((each.matter, each.owner, each.limit_on, each.handling) for each in content.lines)
        return write_list(out, content.title, columns, rows)


def _area(session: Session, board: Board, area_id: int | None) -> tuple[int, str]:
    if board is Board.VILLAGE:
        return village_named(session, area_id)
    area = table("area").c
    key = township_id(session)
    return key, session.scalars(select(area.name).where(area.id == key)).one()


def _next_issue(session: Session, board: Board, area_id: int, month: date) -> int:
    notice = table("public_notice").c
    statement = select(func.coalesce(func.max(notice.issue), 0)).where(
        notice.board == board.value,
        notice.area_id == area_id,
        notice.month == month.strftime("%Y-%m"),
    )
    return int(session.scalars(statement).one()) + 1


def _rows(session: Session, month: str = "") -> tuple[NoticeRow, ...]:
    notice, area, line = table("public_notice"), table("area"), table("public_notice_line")
    count = (
        select(func.count(line.c.id))
        .where(line.c.notice_id == notice.c.id)
        .correlate(notice)
        .scalar_subquery()
    )
    statement = (
        select(notice, area.c.name.label("area"), count.label("count"))
        .join(area, area.c.id == notice.c.area_id)
        .order_by(notice.c.month.desc(), notice.c.id.desc())
    )
    if month:
        statement = statement.where(notice.c.month == month)
    return tuple(
        NoticeRow(
            id=row["id"],
            board=Board(row["board"]),
            area=row["area"],
            month=row["month"],
            issue=row["issue"],
            published_on=row["published_on"],
            count=row["count"],
            by=row["by"],
        )
        for row in session.execute(statement).mappings()
    )


def _lines(session: Session, notice_id: int) -> tuple[NoticeLine, ...]:
    line = table("public_notice_line").c
    statement = (
        select(line.concern_id, line.matter, line.owner, line.limit_on, line.handling)
        .where(line.notice_id == notice_id)
        .order_by(line.position)
    )
    return tuple(NoticeLine(*row) for row in session.execute(statement))


def _refuse_lines(lines: Sequence[NoticeLine]) -> None:
    limits = column_limits("public_notice_line")
    for number, line in enumerate(lines, start=1):
        if not line.matter.strip():
            raise InputRefusedError(f"第{number}行没有写{MATTER}，请填写。")
        for label, name in ((MATTER, "matter"), (OWNER, "owner"), (HANDLING, "handling")):
            if len(getattr(line, name)) > limits[name]:
                raise InputRefusedError(f"第{number}行“{label}”最多 {limits[name]} 个字，请写短。")


def _write_lines(
    operation: Operation, notice: PublicNotice, lines: Sequence[NoticeLine], today: date
) -> None:
    rows = [
        {
            "notice_id": notice.id,
            "concern_id": line.concern_id,
            "position": position,
            "matter": line.matter.strip(),
            "owner": line.owner.strip(),
            "limit_on": line.limit_on,
            "handling": line.handling.strip(),
        }
        for position, line in enumerate(lines, start=1)
    ]
    for key in dict.fromkeys(line.concern_id for line in lines):
        concern = operation.session.get(Concern, key)
        if concern is None:
            raise RefusedError(GONE)
        if concern.state == ConcernState.VOID.value:
            raise RefusedError(f"民情事项{concern.number}已经作废，请重新生成公示表。")
        on = max(today, concern.received_on)
        note = f"{BOARD_LABELS[Board(notice.board)]}，{notice.month} 第{notice.issue}次"
        add_step(operation, concern, ConcernStepKind.PUBLISHED, on, note=note)
    operation.bulk_insert(table("public_notice_line"), rows)
