"""Words for the contact card (民情联系卡): states, events, layouts (domain.md 3)."""

from enum import Enum


class CardState(Enum):
    """Where a card is in its life (domain.md 3.3)."""

    MADE = "made"
    HANDED_OUT = "handed_out"
    RETURNED = "returned"
    REPLACED = "replaced"
    VOID = "void"


CARD_STATE_LABELS = {
    CardState.MADE: "已制",
    CardState.HANDED_OUT: "已发",
    CardState.RETURNED: "已回收",
    CardState.REPLACED: "已换发",
    CardState.VOID: "作废",
}

VALID_STATES = (CardState.MADE, CardState.HANDED_OUT)
STALE_LABEL = "待换发"


class CardEventKind(Enum):
    """An entry of the issue log."""

    MADE = "made"
    PRINTED = "printed"
    HANDED_OUT = "handed_out"
    REPLACED = "replaced"
    REISSUED = "reissued"
    RETURNED = "returned"
    VOIDED = "voided"
    UNDONE = "undone"


CARD_EVENT_LABELS = {
    CardEventKind.MADE: "制卡",
    CardEventKind.PRINTED: "打印",
    CardEventKind.HANDED_OUT: "发放",
    CardEventKind.REPLACED: "换发",
    CardEventKind.REISSUED: "遗失补发",
    CardEventKind.RETURNED: "回收",
    CardEventKind.VOIDED: "作废",
    CardEventKind.UNDONE: "撤销",
}


class ReceiptWay(Enum):
    """Who took the card (签收方式)."""

    SELF = "self"
    FAMILY = "family"
    POSTED = "posted"
    PROXY = "proxy"


RECEIPT_LABELS = {
    ReceiptWay.SELF: "本人",
    ReceiptWay.FAMILY: "家属",
    ReceiptWay.POSTED: "张贴",
    ReceiptWay.PROXY: "代收",
}


class CardLayout(Enum):
    """Size of a card; the value is what the command line takes."""

    BUSINESS = "名片"  # 90 × 54 mm, ten on A4
    A6 = "A6"
    A5 = "A5"


class Duplex(Enum):
    """How backs are printed; the value is what the command line takes."""

    NONE = "none"
    LONG = "long"
    SHORT = "short"
    MANUAL = "manual"
