"""Records for tests: valid by default, override what the test is about."""

from typing import Any

from liaison_desktop.domain.pinyin import pinyin_key
from liaison_desktop.models.cadres.cadre import Cadre, Unit
from liaison_desktop.models.cadres.pairing import Pairing
from liaison_desktop.models.operation import Operation
from liaison_desktop.models.register.area import Area
from liaison_desktop.models.register.household import Household, Resident


def make_area(operation: Operation, name: str = "中和村", **values: Any) -> Area:
    """Add a village."""
    row = Area(public_id=operation.public_id(), **{"level": "village", "name": name, **values})
    operation.session.add(row)
    operation.session.flush()
    return row


def make_household(operation: Operation, village: Area, number: str = "001", **values: Any):
    """Add a household without members."""
    row = Household(
        public_id=operation.public_id(),
        village_id=village.id,
        **{"number": number, "number_key": number.zfill(8), **values},
    )
    operation.session.add(row)
    operation.session.flush()
    return row


def make_resident(operation: Operation, household: Household, name: str = "张伟", **values: Any):
    """Add a member; the head unless told otherwise."""
    defaults = {
        "position": 0,
        "is_head": True,
        "name": name,
        "name_key": pinyin_key(name),
        "relation": "户主",
        "relation_code": "02",
        "id_state": "missing",
    }
    row = Resident(
        public_id=operation.public_id(), household_id=household.id, **{**defaults, **values}
    )
    operation.session.add(row)
    operation.session.flush()
    return row


def make_cadre(
    operation: Operation, name: str = "李强", unit: str = "镇政府", **values: Any
) -> Cadre:
    """Add a cadre of a new unit."""
    office = Unit(public_id=operation.public_id(), name=unit)
    operation.session.add(office)
    operation.session.flush()
    row = Cadre(
        public_id=operation.public_id(),
        unit_id=office.id,
        **{"name": name, "name_key": pinyin_key(name), "phone": "13800000000", **values},
    )
    operation.session.add(row)
    operation.session.flush()
    return row


def make_pairing(
    operation: Operation, household: Household, cadre: Cadre, **values: Any
) -> Pairing:
    """Make a cadre responsible for a household, open at both ends."""
    row = Pairing(
        public_id=operation.public_id(),
        household_id=household.id,
        cadre_id=cadre.id,
        **{"way": "干部结对联户", **values},
    )
    operation.session.add(row)
    operation.session.flush()
    return row
