"""The forms beside 应报材料: what was sent to whom, and what is owed how often."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.figures.reporting import (
    RHYTHM_LABELS,
    OwedReport,
    ReportDue,
    Rhythm,
    SentReport,
)
from liaison_desktop.domain.terms.field import Field, FieldType
from liaison_desktop.ui.code_edit import Choices
from liaison_desktop.ui.editors import Value
from liaison_desktop.ui.figures.label_choices import LabelChoices

_LISTS: Mapping[str, LabelChoices] = {
    "report_rhythm": LabelChoices([(one.value, RHYTHM_LABELS[one]) for one in Rhythm]),
    "report_way": LabelChoices([(one, one) for one in ("纸质", "电子邮件", "政务平台", "电话")]),
    "report_maker": LabelChoices(
        [
            ("", "自行准备"),
            *((f"summary:{key}", f"总结结构 {key}") for key in "ABCDEFG"),
            ("sichuan", "矛盾纠纷排查情况表"),
            ("judicial", "人民调解案件统计表"),
            ("county", "各村排查化解统计表"),
            ("grid", "网格工作月报"),
            ("brief", "核心简报"),
        ]
    ),
}
SENT_FIELDS = (
    Field("name", "材料名称"),
    Field("to_whom", "报送对象"),
    Field("sent_on", "报送日期", FieldType.DATE),
    Field("way", "报送方式", FieldType.CODE, codes="report_way"),
    Field("by", "报送人"),
)
OWED_FIELDS = (
    Field("name", "材料名称"),
    Field("to_whom", "报送对象"),
    Field("rhythm", "多久一报", FieldType.CODE, codes="report_rhythm"),
    Field("due_day", "每月几日前", FieldType.INTEGER, unit="日"),
    Field("same_month", "当月报（不勾是次月）", FieldType.FLAG),
    Field("due_after", "或期后第几天", FieldType.INTEGER, unit="天"),
    Field("made_from", "用什么做", FieldType.CODE, codes="report_maker"),
    Field("since", "起始日期", FieldType.DATE),
    Field("until", "终止日期", FieldType.DATE),
)


def report_choices(name: str) -> Choices:
    """Return a list of these forms by name."""
    return _LISTS.get(name) or code_list(name)


def maker_words(made_from: str) -> str:
    """Return what makes a report, in words."""
    return _LISTS["report_maker"].label_of(made_from)


def sent_values(sent: SentReport) -> dict[str, Value]:
    """Return a line of the log as the form shows it."""
    return {
        "name": sent.name, "to_whom": sent.to_whom, "sent_on": sent.sent_on, "way": sent.way,
        "by": sent.by,
    }  # fmt: skip


def line_of_due(values: Mapping[str, Value], due: ReportDue) -> SentReport:
    """Return the line of the log that says a report due was sent; the form has its day."""
    return _line(values, due.owed.id, due.period)


def corrected_line(values: Mapping[str, Value], before: SentReport) -> SentReport:
    """Return the line that corrects another one; file and figures are those sent then."""
    line = _line(values, before.owed_id, before.period)
    return replace(line, sha256=before.sha256, figures=before.figures, corrects=before.id)


def owed_values(owed: OwedReport) -> dict[str, Value]:
    """Return an owed report as the form shows it."""
    values: dict[str, Value | None] = {
        "name": owed.name,
        "to_whom": owed.to_whom,
        "rhythm": owed.rhythm.value,
        "due_day": owed.due_day,
        "same_month": owed.same_month,
        "due_after": owed.due_after if owed.due_day is None else None,
        "made_from": owed.made_from,
        "since": owed.since,
        "until": owed.until,
    }
    return {name: value for name, value in values.items() if value is not None}


def owed_from(values: Mapping[str, Value], before: OwedReport | None) -> OwedReport:
    """Return the owed report of a form that can be read.

    Args:
        values: Of the form.
        before: The one that is changed, None for a new one.
    """
    due_day = values.get("due_day")
    since, until = values.get("since"), values.get("until")
    return OwedReport(
        id=before.id if before is not None else None,
        version=before.version if before is not None else None,
        name=str(values.get("name", "")),
        to_whom=str(values.get("to_whom", "")),
        rhythm=_rhythm(str(values.get("rhythm", ""))),
        due_after=_whole(values.get("due_after")) or 0,
        due_day=_whole(due_day),
        same_month=bool(values.get("same_month", False)),
        made_from=str(values.get("made_from", "")),
        since=since if isinstance(since, date) else None,
        until=until if isinstance(until, date) else None,
    )


def _line(values: Mapping[str, Value], owed_id: int | None, period: str) -> SentReport:
    day = values["sent_on"]
    return SentReport(
        id=0,
        owed_id=owed_id,
        period=period,
        name=str(values.get("name", "")),
        to_whom=str(values.get("to_whom", "")),
        sent_on=day if isinstance(day, date) else date.min,
        by=str(values.get("by", "")),
        way=str(values.get("way", "")),
        sha256="",
        figures=(),
    )


def _rhythm(word: str) -> Rhythm:
    known = {one.value for one in Rhythm}
    return Rhythm(word) if word in known else Rhythm.MONTH


def _whole(value: Value | None) -> int | None:
    return int(value) if isinstance(value, int | float) else None
