"""The columns of the visit list, and its saved filters."""

from datetime import date

from liaison_desktop.domain.matters.visit import VisitRow
from liaison_desktop.ui.filter_chips import Chip
from liaison_desktop.ui.id_table_model import RIGHT, Column
from liaison_desktop.ui.tokens import Tone

ALL, MONTH, COUNTED, WAITING, SAID = "all", "month", "counted", "waiting", "said"
CHIPS = (
    Chip(ALL, "全部"),
    Chip(MONTH, "本月", "这个月里的走访"),
    Chip(COUNTED, "计入入户", "见了面的走访；电话、短信、代述、问卷不算"),
    Chip(WAITING, "待核对", "写了名字，还没有对上农户或干部"),
    Chip(SAID, "有反映问题", "群众当场反映了问题"),
)
_C = Column[VisitRow]


def counted_words(row: VisitRow) -> str:
    """Return whether a visit counts as 入户, in a word."""
    return "入户" if row.counted else "不计"


def _waiting(row: VisitRow) -> str:
    return f"{row.unresolved} 个待核对" if row.unresolved else ""


def _day(day: date) -> str:
    return day.isoformat()


COLUMNS: tuple[_C, ...] = (
    _C(key="on", title="日期", text=lambda row: _day(row.on), width=96),
    _C(
        key="households",
        title="走访对象",
        text=lambda row: row.households,
        tip=lambda row: row.households,
        width=136,
    ),
    _C(key="cadres", title="走访干部", text=lambda row: row.cadres, width=74),
    _C(key="way", title="方式", text=lambda row: row.way, width=78),
    _C(
        key="said",
        title="反映的问题",
        text=lambda row: row.said.replace("\n", " "),
        tip=lambda row: row.said,
        width=130,
    ),
    _C(
        key="counted",
        title="计入",
        text=counted_words,
        tone=lambda row: Tone.GREEN if row.counted else Tone.GREY,
        width=60,
    ),
    _C(
        key="waiting",
        title="核对",
        text=_waiting,
        tone=lambda row: Tone.AMBER if row.unresolved else None,
        width=96,
        sortable=False,
    ),
    _C(key="village", title="村", text=lambda row: row.village, width=86),
    _C(
        key="answered",
        title="当场答复",
        text=lambda row: row.answered.replace("\n", " "),
        tip=lambda row: row.answered,
        width=160,
        sortable=False,
        hidden=True,
    ),
    _C(
        key="concerns",
        title="转民情",
        text=lambda row: f"{row.concerns} 件" if row.concerns else "",
        width=72,
        align=RIGHT,
        sortable=False,
    ),
)
