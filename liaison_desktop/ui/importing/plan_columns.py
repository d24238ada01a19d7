"""The columns of a plan's rows and of its problems."""

from collections.abc import Sequence

from liaison_desktop.domain.register.import_plan import (
    ROW_STATE_LABELS,
    PlanRow,
    RowState,
)
from liaison_desktop.domain.register.roster import RosterProblem
from liaison_desktop.ui.id_table_model import RIGHT, Column
from liaison_desktop.ui.tokens import Tone

_TONES = {
    RowState.NEW: Tone.GREEN,
    RowState.CHANGED: Tone.ACCENT,
    RowState.SAME: Tone.GREY,
    RowState.DOUBTFUL: Tone.AMBER,
    RowState.DAMAGED: Tone.RED,
}
_NOUN_WORDS = {
    "household": "农户",
    "resident": "成员",
    "cadre": "干部",
    "pairing": "结对",
    "visit": "走访",
    "concern": "民情",
    "dispute": "纠纷",
}

_R = Column[PlanRow]
_P = Column[RosterProblem]


def changes_text(row: PlanRow) -> str:
    """Return what would change in a row, in one line."""
    if row.state is RowState.NEW:
        return ""
    return "；".join(f"{one.label}：{one.old or '空'} → {one.new}" for one in row.changes)


ROW_COLUMNS: tuple[_R, ...] = (
    _R(
        key="state",
        title="状态",
        text=lambda row: ROW_STATE_LABELS[row.state],
        width=72,
        tone=lambda row: _TONES[row.state],
        sortable=False,
    ),
    _R(
        key="line",
        title="行",
        text=lambda row: str(row.line),
        width=54,
        align=RIGHT,
        tip=lambda row: f"工作表 {row.sheet} 第 {row.line} 行",
        sortable=False,
    ),
    _R(
        key="noun",
        title="类别",
        text=lambda row: _NOUN_WORDS.get(row.noun, row.noun),
        width=60,
        sortable=False,
    ),
    _R(key="household", title="户", text=lambda row: row.household, width=130, sortable=False),
    _R(
        key="name",
        title="姓名、事项",
        text=lambda row: row.name,
        width=150,
        tip=lambda row: row.name,
        sortable=False,
    ),
    _R(
        key="changes",
        title="会怎样变",
        text=changes_text,
        width=230,
        tip=changes_text,
        sortable=False,
    ),
    _R(
        key="problems",
        title="问题",
        text=lambda row: "；".join(row.problems),
        width=200,
        tip=lambda row: "\n".join(row.problems),
        sortable=False,
    ),
)
PROBLEM_COLUMNS: tuple[_P, ...] = (
    _P(key="sheet", title="工作表", text=lambda one: one.sheet, width=110, sortable=False),
    _P(key="line", title="行", text=lambda one: str(one.line), width=54, align=RIGHT,
       sortable=False),
    _P(key="household", title="户", text=lambda one: one.household, width=130, sortable=False),
    _P(key="name", title="姓名", text=lambda one: one.name, width=90, sortable=False),
    _P(
        key="message",
        title="说明",
        text=lambda one: one.message,
        width=420,
        tip=lambda one: one.message,
        sortable=False,
    ),
)  # fmt: skip


def count_states(rows: Sequence[PlanRow]) -> dict[RowState, int]:
    """Return how many rows are in each state."""
    counts = dict.fromkeys(RowState, 0)
    for row in rows:
        counts[row.state] += 1
    return counts
