"""The list of disputes: columns, saved filters, and how clocks and levels read."""

from datetime import date

from liaison_desktop.domain.matters.clock import Light
from liaison_desktop.domain.matters.dispute import DisputeRow
from liaison_desktop.domain.terms.dispute import DISPUTE_STATE_LABELS, DisputeState
from liaison_desktop.ui.empty_state import EmptyText
from liaison_desktop.ui.filter_chips import Chip
from liaison_desktop.ui.id_table_model import RIGHT, Column
from liaison_desktop.ui.matters.ledger_page import LedgerWords
from liaison_desktop.ui.tokens import Tone

EVERYTHING, OPEN, OVERDUE, AMBER = "all", "open", "overdue", "amber"
FOLLOW_UP, FILED, UNLINKED = "follow_up", "filed", "unlinked"
_LIGHTS = {Light.RED: Tone.RED, Light.AMBER: Tone.AMBER, Light.PAUSED: Tone.GREY}
_STATES = {
    DisputeState.AGREED: Tone.GREEN,
    DisputeState.PERFORMED: Tone.GREEN,
    DisputeState.FILED: Tone.GREY,
    DisputeState.VOID: Tone.GREY,
    DisputeState.ENDED: Tone.AMBER,
}
_RISKS = {"红": Tone.RED, "橙": Tone.AMBER}


def light_words(light: Light, days: int | None) -> str:
    """Return how a dispute stands against its limit: 超期 3 天, 剩 2 天, 已暂停."""
    if light is Light.PAUSED:
        return "已暂停"
    if days is None:
        return ""
    if days < 0:
        return f"超期 {-days} 天"
    return f"剩 {days} 天" if days else "今天到期"


def light_tone(light: Light) -> Tone | None:
    """Return the tone of a light, None where nothing presses."""
    return _LIGHTS.get(light)


def state_tone(state: DisputeState) -> Tone:
    """Return the tone of a state."""
    return _STATES.get(state, Tone.ACCENT)


def amount_words(amount: float | None) -> str:
    """Return an amount of money: 12,000, 350.50, "" for none."""
    return "" if amount is None else f"{amount:,.2f}".removesuffix(".00")


def _day(value: date | None) -> str:
    return "" if value is None else value.isoformat()


def _party_tip(row: DisputeRow) -> str:
    return f"{row.unlinked} 名当事人还没有对应到登记簿" if row.unlinked else ""


DISPUTE_COLUMNS: tuple[Column[DisputeRow], ...] = (
    Column(key="number", title="编号", text=lambda row: row.number, width=108),
    Column(
        key="title",
        title="纠纷名称",
        text=lambda row: row.title,
        tip=lambda row: row.title,
        width=170,
    ),
    Column(
        key="first_side", title="甲方", text=lambda row: row.first_side, tip=_party_tip, width=76
    ),
    Column(
        key="second_side", title="乙方", text=lambda row: row.second_side, tip=_party_tip, width=76
    ),
    Column(
        key="state",
        title="状态",
        text=lambda row: DISPUTE_STATE_LABELS[row.state],
        tone=lambda row: state_tone(row.state),
        width=92,
    ),
    Column(
        key="limit_on",
        title="时限",
        text=lambda row: light_words(row.light, row.days) or _day(row.limit_on),
        tip=lambda row: f"化解时限 {row.limit_on}" if row.limit_on else "",
        tone=lambda row: light_tone(row.light),
        width=112,
    ),
    Column(
        key="risk",
        title="风险",
        text=lambda row: row.risk,
        tone=lambda row: _RISKS.get(row.risk),
        width=60,
    ),
    Column(key="category", title="类别", text=lambda row: row.category, width=124),
    Column(key="found_on", title="排查日期", text=lambda row: _day(row.found_on), width=100),
    Column(key="place", title="发生地", text=lambda row: row.place, width=120),
    Column(key="owner", title="责任人", text=lambda row: row.owner, width=80),
    Column(
        key="amount",
        title="金额（元）",
        text=lambda row: amount_words(row.amount),
        width=92,
        align=RIGHT,
    ),
    Column(key="file_number", title="卷号", text=lambda row: row.file_number, width=170),
    Column(
        key="mediated_on",
        title="调解日期",
        text=lambda row: _day(row.mediated_on),
        width=100,
        hidden=True,
    ),
    Column(
        key="settled_on",
        title="达成协议",
        text=lambda row: _day(row.settled_on),
        width=100,
        hidden=True,
    ),
)
CHIPS = (
    Chip(EVERYTHING, "全部"),
    Chip(OPEN, "在办", "还没有达成协议、终止或归卷"),
    Chip(OVERDUE, "超期", "过了化解时限"),
    Chip(AMBER, "临期", "时限已用去七成"),
    Chip(FOLLOW_UP, "待回访", "协议履行期限已过，还没有回访"),
    Chip(FILED, "已归卷"),
    Chip(UNLINKED, "当事人待核对", "有当事人还没有对应到登记簿"),
)
WORDS: LedgerWords[DisputeRow] = LedgerWords(
    name="disputes",
    columns=DISPUTE_COLUMNS,
    chips=CHIPS,
    measure="件",
    new="登记纠纷",
    import_caption="导入台账",
    nothing_kept=EmptyText(
        "dispute", "还没有矛盾纠纷。可以按 Ctrl+N 登记一件，也可以导入已有的台账", "导入台账"
    ),
    good={
        OVERDUE: "没有超期的纠纷",
        AMBER: "没有临近时限的纠纷",
        FOLLOW_UP: "没有等着回访的纠纷",
        UNLINKED: "当事人都已核对",
    },
)
