"""Rosters built in tests: valid by default, override what the test is about."""

from datetime import date

from liaison_desktop.domain.register.roster import (
    Roster,
    RosterHousehold,
    RosterMember,
    RosterProblem,
    SheetMapping,
)
from liaison_desktop.domain.terms.resident import IdState

SHEET = "花名册"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def id_number(serial: int, birth: date = date(1980, 1, 1), *, male: bool = True) -> str:
    """Return a right identity number of nobody."""
    digits = f"530324{birth:%Y%m%d}{2 * serial + (1 if male else 2):03d}"
    total = sum(int(d) * w for d, w in zip(digits, _WEIGHTS, strict=True))
    return digits + "10X98765432"[total % 11]


def member(name: str, relation: str = "户主", *, line: int = 2, state: str = "", **values):
    """Return a person; the relation 户主 makes the head."""
    codes = {"户主": "02", "配偶": "1", "妻": "12", "长子": "22", "次子": "23", "父亲": "51"}
    given = IdState.OK if "id_number" in values else IdState.MISSING
    is_head = relation == "户主"
    return RosterMember(
        line, name, relation, codes.get(relation, ""), is_head, values, state or given
    )


def household(number: str, *members: RosterMember, line: int = 2, **values) -> RosterHousehold:
    """Return a household; ``village`` and ``group`` may be among the values."""
    village = values.pop("village", "中和村")
    group = values.pop("group", "中和一组")
    return RosterHousehold(SHEET, line, village, group, number, values, members)


def roster(*households: RosterHousehold, problems: tuple[RosterProblem, ...] = ()) -> Roster:
    """Return a file of one sheet."""
    mapping = SheetMapping(SHEET, (0, 1), (), "fingerprint")
    return Roster(households, problems, (mapping,))
