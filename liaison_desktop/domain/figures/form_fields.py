"""字段: words about the office and the period that forms ask for, and the words they ask with."""

from dataclasses import dataclass
from datetime import date

from liaison_desktop.domain.date_words import day_words
from liaison_desktop.domain.figures.period import Period


@dataclass(frozen=True, slots=True)
class FormField:
    """A field.

    Attributes:
        key: Its name in a mapping.
        label: The office's word for it.
        asked_as: Other words forms ask for it with.
    """

    key: str
    label: str
    asked_as: tuple[str, ...] = ()


FORM_FIELDS = (
    FormField("station", "填报单位", ("单位名称", "报送单位", "填表单位", "制表单位", "制表机关")),
    FormField("person", "填报人", ("填表人", "制表人", "经办人", "报送人")),
    FormField("today", "填报日期", ("填表日期", "制表日期", "报送日期", "填报时间", "填表时间")),
    FormField(
        "period", "期间", ("填报月份", "填报季度", "填报年度", "填报期间", "统计期间", "报告期")
    ),
    FormField("span", "起止日期", ("统计时段", "起止时间", "统计时间")),
    FormField("year", "年份"),
    FormField("month", "月份"),
    FormField("township", "乡镇", ("乡镇街道", "乡（镇）", "乡镇名称")),
    FormField("county", "县", ("县市区", "县（市、区）")),
)
FIELD_LABELS = {one.key: one.label for one in FORM_FIELDS}


@dataclass(frozen=True, slots=True)
class OfficeWords:
    """What fields are filled from.

    Attributes:
        station, township, county: Names.
        person: Who fills the form.
        today: When.
    """

    station: str
    township: str
    county: str
    person: str
    today: date


def field_value(key: str, words: OfficeWords, period: Period) -> str | int:
    """Return what stands in a field, "" for a field that is none."""
    first, last = period.first, period.last
    values: dict[str, str | int] = {
        "station": words.station,
        "person": words.person,
        "today": day_words(words.today),
        "period": period.label,
        "span": f"{day_words(first)}至{day_words(last)}",
        "year": last.year,
        "month": last.month,
        "township": words.township,
        "county": words.county,
    }
    return values.get(key, "")
