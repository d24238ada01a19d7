"""应报材料: what is owed to whom by when, what was sent, and what is late (R142, R145)."""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import RowMapping, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.errors import ConflictError, InputRefusedError, RefusedError
from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.domain.figures.report_calendar import dues, shipped_reports
from liaison_desktop.domain.figures.reporting import (
    RHYTHM_LABELS,
    OwedReport,
    ReportDue,
    Rhythm,
    SentReport,
)
from liaison_desktop.models.figures.reporting import OwedReport as OwedRow
from liaison_desktop.models.operation import Operation
from liaison_desktop.models.tables import table
from liaison_desktop.services.context import Context

_OWED, _SENT = table("owed_report"), table("sent_report")
_STALE = "这项应报材料刚被其他人修改，请核对后再保存。"
_GONE = "没有找到这项应报材料，可能已被删除，请刷新列表。"
_MOST_DAYS, _LAST_DAY = 366, 31
_LONGEST_NAME, _LONGEST_WHOM, _LONGEST_WAY = 120, 100, 60
_YEAR_AND_MORE = timedelta(days=400)  # the next one of any rhythm lies within
_ANSWERED = timedelta(days=730)  # nobody sends what was owed longer ago


class OwedReports:
    """The reports of the station and the log of what was sent."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def shipped(self) -> tuple[OwedReport, ...]:
        """Return the usual reports; ``save`` one to owe it from today."""
        return shipped_reports()

    def rows(self) -> tuple[OwedReport, ...]:
        """Return the reports the office owes, the most frequent first."""
        with self._context.store.reading() as session:
            return owed_reports(session)

    def problems(self, owed: OwedReport) -> tuple[str, ...]:
        """Say what is wrong with a report somebody is about to save."""
        found = []
        if not owed.name.strip() or not owed.to_whom.strip():
            found.append("请填写材料名称和报送对象。")
        if len(owed.name.strip()) > _LONGEST_NAME or len(owed.to_whom.strip()) > _LONGEST_WHOM:
            found.append("材料名称或报送对象太长，请写短些。")
        if owed.due_day is not None and not 1 <= owed.due_day <= _LAST_DAY:
            found.append("报送日应在 1 至 31 日之间。")
        if owed.due_day is not None and owed.rhythm is Rhythm.WEEK:
            found.append("周报请写期后第几天报送，不写每月几日。")
        if not -_MOST_DAYS <= owed.due_after <= _MOST_DAYS:
            found.append("期后天数太大，请核对。")
        if owed.since and owed.until and owed.until < owed.since:
            found.append("终止日期在起始日期之前，请核对。")
        return tuple(found)

    def save(self, owed: OwedReport) -> tuple[int, Changes]:
        """Store a report; a new one without a first day is owed from today.

        Raises:
            InputRefusedError: When something is wrong with it.
            ConflictError: When someone else saved it meanwhile.
            RefusedError: When it is gone.
        """
        if problems := self.problems(owed):
            raise InputRefusedError(problems[0])
        since = owed.since
        if owed.id is None and since is None:
            since = self._context.today()
        sentence = f"登记应报材料：{RHYTHM_LABELS[owed.rhythm]}《{owed.name.strip()}》"
        with self._context.store.operation(sentence, self._context.actor) as operation:
            row = _loaded(operation, owed)
            row.name, row.to_whom = owed.name.strip(), owed.to_whom.strip()
            row.rhythm, row.made_from = owed.rhythm.value, owed.made_from
            row.due_after, row.due_day = owed.due_after, owed.due_day
            row.same_month = owed.same_month
            row.since, row.until = since, owed.until
            operation.session.add(row)
            operation.session.flush()
            key = row.id
        return key, operation.changes

    def delete(self, owed_id: int, version: int) -> Changes:
        """Delete a report nothing was sent of; one that has a log is ended instead.

        Raises:
            ConflictError: When someone else saved it meanwhile.
            RefusedError: When it is gone, or something was sent of it.
        """
        with self._context.store.operation("删除应报材料", self._context.actor) as operation:
            session = operation.session
            row = session.get(OwedRow, owed_id)
            if row is None:
                raise RefusedError(_GONE)
            if row.version != version:
                raise ConflictError(_STALE, {})
            if session.scalar(select(_SENT.c.id).where(_SENT.c.owed_id == owed_id).limit(1)):
                raise RefusedError("这项材料已有报送记录，不能删除。不再报送的，请填写终止日期。")
            operation.sentence = f"删除应报材料《{row.name}》"
            session.delete(row)
        return operation.changes

    def due(self, first: date | None = None, last: date | None = None) -> tuple[ReportDue, ...]:
        """Return which reports are due.

        Args:
            first: First day of a span; all that is due in it is returned, sent or not.
            last: Its last day. Without a span: what was not sent yet, up to the next one of
                each report.

        Returns:
            By day.
        """
        with self._context.store.reading() as session:
            return reports_due(session, self._context.today(), first, last)

    def record_sent(self, sent: SentReport) -> tuple[int, Changes]:
        """Write down what was sent to whom. A line stays; another one corrects it.

        Args:
            sent: With ``id`` 0; ``by`` may be blank for the person at the desk. With
                ``corrects`` it takes the place of that line; with ``withdrawn`` it says
                that the line was a mistake and nothing was sent.

        Raises:
            InputRefusedError: When name or addressee are blank, or it is of the future.
            RefusedError: When what it corrects, or the owed report, is not there.
        """
        name, whom = sent.name.strip(), sent.to_whom.strip()
        if not name or not whom:
            raise InputRefusedError("请填写材料名称和报送对象。")
        if len(name) > _LONGEST_NAME or len(whom) > _LONGEST_WHOM or len(sent.way) > _LONGEST_WAY:
            raise InputRefusedError("材料名称、报送对象或报送方式太长，请写短些。")
        if sent.sent_on > self._context.today():
            raise InputRefusedError("报送日期不能晚于今天。")
        period = parse_period(sent.period)
        verb = "撤回" if sent.withdrawn else "更正" if sent.corrects else "登记"
        sentence = f"{verb}报送：{period.label}《{name}》报{whom}"
        with self._context.store.operation(sentence, self._context.actor) as operation:
            _require_links(operation.session, sent)
            row = {
                "owed_id": sent.owed_id,
                "period": period.key,
                "name": name,
                "to_whom": whom,
                "sent_on": sent.sent_on,
                "by": sent.by.strip() or self._context.actor,
                "way": sent.way.strip(),
                "sha256": sent.sha256,
                "figures": json.dumps(sent.figures, ensure_ascii=False),
                "corrects_id": sent.corrects,
                "withdrawn": sent.withdrawn,
            }
            key = operation.bulk_insert(_SENT, [row])[0]
        return key, operation.changes

    def sent(self, year: int | None = None) -> tuple[SentReport, ...]:
        """Return the log of what was sent, the newest first; corrected lines say so.

        Args:
            year: Only what was sent in it.
        """
        statement = select(_SENT).order_by(_SENT.c.sent_on.desc(), _SENT.c.id.desc())
        if year is not None:
            statement = statement.where(
                _SENT.c.sent_on.between(date(year, 1, 1), date(year, 12, 31))
            )
        with self._context.store.reading() as session:
            corrected = _corrected(session)
            found = session.execute(statement).mappings().all()
        return tuple(_sent(row, corrected=row["id"] in corrected) for row in found)


def owed_reports(session: Session) -> tuple[OwedReport, ...]:
    """Return the reports the office owes, the most frequent first."""
    order = {rhythm.value: place for place, rhythm in enumerate(Rhythm)}
    rows = session.execute(select(_OWED).order_by(_OWED.c.id)).mappings().all()
    return tuple(_owed(row) for row in sorted(rows, key=lambda row: order[row["rhythm"]]))


def reports_due(
    session: Session, today: date, first: date | None = None, last: date | None = None
) -> tuple[ReportDue, ...]:
    """Return which reports are due; as ``OwedReports.due``."""
    sent = _first_sent(session)
    found: list[ReportDue] = []
    for owed in owed_reports(session):
        key = owed.id or 0
        if first is not None and last is not None:
            found += (
                _due(owed, period.key, day, sent.get((key, period.key)), today)
                for period, day in dues(owed, first, last)
            )
            continue
        for period, day in dues(owed, today - _ANSWERED, today + _YEAR_AND_MORE):
            due = _due(owed, period.key, day, sent.get((key, period.key)), today)
            if due.sent_on is None:
                found.append(due)
                if day >= today:
                    break
    return tuple(sorted(found, key=lambda one: (one.due_on, one.owed.name)))


def _due(owed: OwedReport, period: str, day: date, sent_on: date | None, today: date) -> ReportDue:
    return ReportDue(owed, period, day, sent_on, (sent_on or today) > day)


def _first_sent(session: Session) -> dict[tuple[int, str], date]:
    """Return when each report of a period was first sent; corrected lines count no more."""
    corrected = _corrected(session)
    statement = (
        select(_SENT.c.id, _SENT.c.owed_id, _SENT.c.period, _SENT.c.sent_on)
        .where(_SENT.c.owed_id.is_not(None), ~_SENT.c.withdrawn)
        .order_by(_SENT.c.sent_on.desc(), _SENT.c.id.desc())
    )
    return {
        (owed_id, period): sent_on
        for key, owed_id, period, sent_on in session.execute(statement)
        if key not in corrected
    }


def _corrected(session: Session) -> frozenset[int]:
    statement = select(_SENT.c.corrects_id).where(_SENT.c.corrects_id.is_not(None))
    return frozenset(key for key in session.scalars(statement) if key is not None)


def _require_links(session: Session, sent: SentReport) -> None:
    if sent.owed_id is not None and session.get(OwedRow, sent.owed_id) is None:
        raise RefusedError(_GONE)
    if sent.corrects is None:
        if sent.withdrawn:
            raise InputRefusedError("请选择要撤回的那一条报送记录。")
        return
    if session.scalar(select(_SENT.c.id).where(_SENT.c.id == sent.corrects)) is None:
        raise RefusedError("没有找到要更正的报送记录，请刷新列表。")
    if sent.corrects in _corrected(session):
        raise RefusedError("这条报送记录已经更正过，请更正最后的那一条。")


def _loaded(operation: Operation, owed: OwedReport) -> OwedRow:
    if owed.id is None:
        return OwedRow(public_id=operation.public_id())
    row = operation.session.get(OwedRow, owed.id)
    if row is None:
        raise RefusedError(_GONE)
    if row.version != owed.version:
        raise ConflictError(_STALE, {"名称": (row.name, owed.name)})
    return row


def _owed(row: RowMapping) -> OwedReport:
    names = (
        "id", "version", "name", "to_whom", "due_after", "due_day", "same_month", "made_from",
        "since", "until",
    )  # fmt: skip
    values: dict[str, Any] = {name: row[name] for name in names}
    return OwedReport(rhythm=Rhythm(row["rhythm"]), **values)


def _sent(row: RowMapping, *, corrected: bool) -> SentReport:
    names = ("id", "owed_id", "period", "name", "to_whom", "sent_on", "by", "way", "sha256")
    values: dict[str, Any] = {name: row[name] for name in names}
    return SentReport(
        **values,
        figures=_pairs(json.loads(row["figures"])),
        corrects=row["corrects_id"],
        withdrawn=row["withdrawn"],
        corrected=corrected,
    )


def _pairs(data: Iterable[Iterable[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((key, value) for key, value in data)
