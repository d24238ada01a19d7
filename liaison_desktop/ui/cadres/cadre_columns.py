"""The columns of the lists of cadres and of their households."""

from liaison_desktop.domain.cadres.cadre import CadreHousehold, CadreRow
from liaison_desktop.domain.terms.cadre import PAIRING_FIELDS
from liaison_desktop.ui.id_table_model import RIGHT, Column
from liaison_desktop.ui.tokens import Tone

_WAY = next(field for field in PAIRING_FIELDS if field.name == "way")


def gap_words(households: int, quota: int | None) -> str:
    """Return 缺 2 or 超 1, "" when the number is right or nothing is asked."""
    if quota is None or households == quota:
        return ""
    return f"缺 {quota - households}" if households < quota else f"超 {households - quota}"


def share_words(row: CadreRow) -> str:
    """Return how many households a cadre has of those asked: 3 / 5 缺 2."""
    if row.left:
        return "已离岗"
    asked = "" if row.quota is None else f" / {row.quota}"
    return f"{row.households}{asked} {gap_words(row.households, row.quota)}".rstrip()


def share_sentence(row: CadreRow, more: int = 0) -> str:
    """Return in words what a cadre has, and would have with some more households."""
    asked = "" if row.quota is None else f"应联系 {row.quota} 户，"
    words = f"{row.name}：{asked}现联系 {row.households} 户"
    if more:
        gap = gap_words(row.households + more, row.quota)
        words += f"，之后 {row.households + more} 户" + (f"（{gap}）" if gap else "")
    return words


def share_tone(row: CadreRow) -> Tone | None:
    """Return the tone of that: red without any, amber for too few or too many."""
    if row.left:
        return Tone.GREY
    if row.households == 0:
        return Tone.RED
    if row.quota is not None and row.households != row.quota:
        return Tone.AMBER
    return None


CADRE_COLUMNS: tuple[Column[CadreRow], ...] = (
    Column(key="name", title="姓名", text=lambda row: row.name, width=84),
    Column(key="unit", title="单位", text=lambda row: row.unit, width=122),
    Column(key="post", title="职务", text=lambda row: row.post, width=88),
    Column(key="rank", title="职级", text=lambda row: row.rank, width=84),
    Column(key="phone", title="联系电话", text=lambda row: row.phone, width=114, sortable=False),
    Column(key="team", title="责任小组", text=lambda row: row.team, width=102),
    Column(key="households", title="联系户", text=share_words, width=98, tone=share_tone),
    Column(key="cards", title="有效卡", text=lambda row: str(row.cards), width=72, align=RIGHT),
)


def _open(value: object) -> str:
    return "" if value is None else str(value)


CADRE_HOUSEHOLD_COLUMNS: tuple[Column[CadreHousehold], ...] = (
    Column(
        key="household", title="农户", text=lambda row: row.household, width=122, sortable=False
    ),
    Column(key="head", title="户主", text=lambda row: row.head, width=78, sortable=False),
    Column(key="group", title="组", text=lambda row: row.group, width=84, sortable=False),
    Column(key="since", title="起", text=lambda row: _open(row.since), width=98, sortable=False),
    Column(key="until", title="止", text=lambda row: _open(row.until), width=98, sortable=False),
    Column(key="way", title=_WAY.label, text=lambda row: row.way, width=112, sortable=False),
)
