"""What an operation touched, so that pages know whether it concerns them."""

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """A kind of record; the value is the table's name."""

    AREA = "area"
    STATION = "station"
    HOUSEHOLD = "household"
    RESIDENT = "resident"
    UNIT = "unit"
    TEAM = "team"
    CADRE = "cadre"
    PAIRING = "pairing"
    CONTACT_CARD = "contact_card"
    CARD_EVENT = "card_event"
    RULE_SET = "rule_set"
    RULE = "rule"


KIND_LABELS = {
    Kind.AREA: "区划",
    Kind.STATION: "工作站",
    Kind.HOUSEHOLD: "农户",
    Kind.RESIDENT: "家庭成员",
    Kind.UNIT: "单位",
    Kind.TEAM: "责任小组",
    Kind.CADRE: "干部",
    Kind.PAIRING: "结对联户",
    Kind.CONTACT_CARD: "民情联系卡",
    Kind.CARD_EVENT: "发卡记录",
    Kind.RULE_SET: "规则方案",
    Kind.RULE: "规则",
}
LABEL_OF_TABLE = {kind.value: label for kind, label in KIND_LABELS.items()}


@dataclass(frozen=True, slots=True)
class Changes:
    """The result of an operation.

    Attributes:
        kinds: Kinds of record that were created, changed or removed.
        operation: Number of the operation in the journal, None when nothing changed.
    """

    kinds: frozenset[Kind] = frozenset()
    operation: int | None = None

    def concerns(self, *kinds: Kind) -> bool:
        """Tell whether any of these kinds was touched."""
        return not self.kinds.isdisjoint(kinds)
