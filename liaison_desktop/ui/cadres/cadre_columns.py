"""The columns of the lists of cadres and of their households."""

from liaison_desktop.domain.cadres.cadre import CadreHousehold, CadreRow
from liaison_desktop.domain.terms.cadre import PAIRING_FIELDS
from liaison_desktop.ui.id_table_model import RIGHT, Column
from liaison_desktop.ui.tokens import Tone

_WAY = next(field for field in PAIRING_FIELDS if field.name == "way")


def share_words(row: CadreRow) -> str:
    """Return how many households a cadre has, measured against 应联系户数."""
    if row.left:
        return "已离岗"
    if row.quota is None or row.households == row.quota:
        return str(row.households)
    missing = row.quota - row.households
    return (
        f"{row.households}（缺 {missing}）" if missing > 0 else f"{row.households}（超 {-missing}）"
    )


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
    Column(key="name", title="姓名", text=lambda row: row.name, width=92),
    Column(key="unit", title="单位", text=lambda row: row.unit, width=140),
    Column(key="post", title="职务", text=lambda row: row.post, width=100),
    Column(key="rank", title="职级", text=lambda row: row.rank, width=92),
    Column(key="phone", title="联系电话", text=lambda row: row.phone, width=122, sortable=False),
    Column(key="team", title="责任小组", text=lambda row: row.team, width=112),
    Column(key="households", title="联系户", text=share_words, width=110, tone=share_tone),
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
