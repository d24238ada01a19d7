"""What the lists of 联系卡 say while they are empty: what comes next."""

from liaison_desktop.ui.empty_state import EmptyText
from liaison_desktop.ui.register.card_columns import (
    CLOSED,
    OUT,
    STALE,
    TO_MAKE,
    TO_PRINT,
    WAITING,
)

MAKE_HINT = EmptyText("card", "这里是还没有卡的农户：已结对的可以制卡，未结对的先结对")


def empty_text(chip: str, *, any_household: bool) -> EmptyText:
    """Return what an empty list says.

    Args:
        chip: The saved filter chosen.
        any_household: Whether the register holds a household at all.
    """
    if not any_household:
        return EmptyText("household", "还没有农户，先导入农户花名册", "导入花名册")
    words = {
        TO_MAKE: EmptyText("ok", "这里每户都有联系卡"),
        TO_PRINT: EmptyText("ok", "没有等着打印的卡；印好的用“发放登记”发到户"),
        WAITING: EmptyText("ok", "没有等着发放的卡"),
        OUT: EmptyText("card", "还没有发放联系卡，制卡、打印后用“发放登记”"),
        STALE: EmptyText("ok", "没有待换发的卡，卡上印的都与现在一致"),
        CLOSED: EmptyText("card", "没有作废、回收或已换发的卡"),
    }
    return words.get(chip, EmptyText("card", "还没有联系卡，先给已结对的农户制卡", "批量制卡"))
