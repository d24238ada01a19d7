"""Finds places by what people write, and puts them in order."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.register.place_name import group_stem, plain_name, village_stem
from liaison_desktop.models.register.area import Area, Station

NO_STATION = (
    "还没有建立工作站。请先运行 init（--county 县 --township 乡镇），或在窗口中新建工作站。"
)


def township_id(session: Session) -> int:
    """Return the township of the station.

    Raises:
        RefusedError: When there is no station yet.
    """
    found = session.scalars(select(Station.area_id).order_by(Station.id).limit(1)).first()
    if found is None:
        raise RefusedError(NO_STATION)
    return found


def find_village(villages: Sequence[Area], name: str) -> Area | None:
    """Return the village a written name means: by name, by stem, by a former name."""
    plain = plain_name(name)
    exact = (area for area in villages if plain_name(area.name) == plain)
    alike = (area for area in villages if village_stem(area.name) == village_stem(plain))
    former = (area for area in villages if plain in (area.former_names or "").split("、"))
    return next(exact, None) or next(alike, None) or next(former, None)


def find_group(groups: Sequence[Area], name: str, village: str) -> Area | None:
    """Return the group of a village that a written name means."""
    stem = group_stem(name, village)
    plain = plain_name(name)
    exact = (area for area in groups if plain_name(area.name) == plain)
    alike = (area for area in groups if group_stem(area.name, village) == stem)
    former = (area for area in groups if plain in (area.former_names or "").split("、"))
    return next(exact, None) or next(alike, None) or next(former, None)


def place_order(areas: Sequence[Area]) -> list[Area]:
    """Return areas of one parent in the order lists and prints follow."""
    return sorted(areas, key=lambda area: (area.position, area.name, area.id))
