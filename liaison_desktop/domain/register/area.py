"""Areas (县, 乡镇, 村, 村民小组) and stations."""

from dataclasses import dataclass
from enum import Enum


class Level(Enum):
    """Level of an area."""

    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"
    GROUP = "group"


LEVEL_LABELS = {
    Level.COUNTY: "县",
    Level.TOWNSHIP: "乡镇",
    Level.VILLAGE: "村",
    Level.GROUP: "村民小组",
}


@dataclass(frozen=True, slots=True)
class AreaRow:
    """A node of the tree.

    Attributes:
        id, parent_id: Keys; the county has no parent.
        level: Its level.
        name: Its name.
        code: 区划代码, "" if none.
        households: Households in it and below, today.
        version: Row version.
        liaison, liaison_phone: 民情联络员 of a village (R8), "" if none.
    """

    id: int
    parent_id: int | None
    level: Level
    name: str
    code: str
    households: int
    version: int
    liaison: str = ""
    liaison_phone: str = ""


@dataclass(frozen=True, slots=True)
class StationDetail:
    """A station and what its cards say.

    Attributes:
        id, version: Key and row version.
        county, township: Names.
        name: E.g. 罗雄镇群众工作站.
        address, hotline: As printed, "" if none.
        card_title: Name of the card.
        promises: 承诺事项 for the back.
    """

    id: int
    version: int
    county: str
    township: str
    name: str
    address: str
    hotline: str
    card_title: str
    promises: tuple[str, ...]
