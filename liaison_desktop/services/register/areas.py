"""The administrative tree and the station: set-up, villages and groups, names, liaisons."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.errors import ConflictError, InputRefusedError, RefusedError
from liaison_desktop.domain.register.area import LEVEL_LABELS, AreaRow, Level, StationDetail
from liaison_desktop.domain.register.place_name import (
    group_name,
    group_position,
    plain_name,
)
from liaison_desktop.models.operation import Operation
from liaison_desktop.models.register.area import Area, Station
from liaison_desktop.models.tables import table
from liaison_desktop.services.context import Context
from liaison_desktop.services.register.area_lookup import (
    find_group,
    find_village,
    place_order,
    township_id,
)

NO_STATION = (
    "还没有建立工作站。请先运行 init（--county 县 --township 乡镇），或在窗口中新建工作站。"
)
_STATION_EXISTS = "这里已经建立了{name}，不能重复建立。换一个数据文件夹可以另建。"
_GONE = "该区划已被删除，请刷新后再试。"
_STALE = "该区划刚被其他人修改，请核对后再保存。"
_FORMER_LENGTH = 200


class Areas:
    """County, township, villages and groups, and the station of the township."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def tree(self) -> tuple[AreaRow, ...]:
        """Return all areas, parents before children, in place order, with their households."""
        with self._context.store.reading() as session:
            areas = session.scalars(select(Area)).all()
            counts = self._counts(session)
        children: dict[int | None, list[Area]] = defaultdict(list)
        for area in areas:
            children[area.parent_id].append(area)
        rows: list[AreaRow] = []
        _walk(children, None, counts, rows)
        return tuple(rows)

    def villages(self) -> tuple[AreaRow, ...]:
        """Return the villages in place order."""
        return tuple(row for row in self.tree() if row.level is Level.VILLAGE)

    def groups(self, village_id: int) -> tuple[AreaRow, ...]:
        """Return the groups of a village in place order."""
        return tuple(row for row in self.tree() if row.parent_id == village_id)

    def _counts(self, session: Session) -> dict[int, int]:
        """Count today's households for each village and each group."""
        columns = table("household").c
        today = self._context.today()
        statement = (
            select(columns.village_id, columns.group_id, func.count())
            .where(or_(columns.until.is_(None), columns.until > today))
            .group_by(columns.village_id, columns.group_id)
        )
        counts: dict[int, int] = defaultdict(int)
        for village_id, group_id, count in session.execute(statement):
            counts[village_id] += count
            if group_id is not None:
                counts[group_id] += count
        return counts

    def set_up_station(self, county: str, township: str) -> Changes:
        """Make the county, the township and its 群众工作站.

        Raises:
            RefusedError: When this store already has a station.
            InputRefusedError: When a name is blank.
        """
        county, township = plain_name(county), plain_name(township)
        if not county or not township:
            raise InputRefusedError("请写明县和乡镇的名称。")
        sentence = f"建立{county}{township}群众工作站"
        with self._context.store.operation(sentence, self._context.actor) as operation:
            session = operation.session
            known = session.scalars(select(Station).limit(1)).first()
            if known is not None:
                raise RefusedError(_STATION_EXISTS.format(name=known.name))
            above = _new_area(operation, None, Level.COUNTY, county, 1)
            own = _new_area(operation, above.id, Level.TOWNSHIP, township, 1)
            name = f"{township}群众工作站"
            session.add(Station(public_id=operation.public_id(), area_id=own.id, name=name))
        return operation.changes

    def station(self) -> StationDetail | None:
        """Return the station of this store, None before it is set up."""
        with self._context.store.reading() as session:
            station = session.scalars(select(Station).order_by(Station.id).limit(1)).first()
            if station is None:
                return None
            township = session.get_one(Area, station.area_id)
            county = session.get(Area, township.parent_id) if township.parent_id else None
        return StationDetail(
            id=station.id,
            version=station.version,
            county=county.name if county else "",
            township=township.name,
            name=station.name,
            address=station.address or "",
            hotline=station.hotline or "",
            card_title=station.card_title,
            promises=tuple(line for line in (station.promises or "").splitlines() if line),
        )

    def save_station(self, detail: StationDetail) -> Changes:
        """Store what the station's cards say; county and township keep their names.

        Raises:
            ConflictError: When someone else saved it meanwhile.
            RefusedError: When the name or the card's title is blank.
        """
        if not detail.name.strip() or not detail.card_title.strip():
            raise RefusedError("工作站名称和卡片名称不能空着。")
        sentence = f"修改{detail.name}信息"
        with self._context.store.operation(sentence, self._context.actor) as operation:
            station = operation.session.get_one(Station, detail.id)
            values = {
                "name": detail.name.strip(),
                "address": detail.address.strip() or None,
                "hotline": detail.hotline.strip() or None,
                "card_title": detail.card_title.strip(),
                "promises": "\n".join(detail.promises) or None,
            }
            if station.version != detail.version:
                raise ConflictError("工作站信息刚被其他人修改，请核对后再保存。", {})
            for name, value in values.items():
                setattr(station, name, value)
        return operation.changes

    def ensure_village(self, operation: Operation, name: str) -> int:
        """Return the village of that name, made under the station's township if absent.

        Args:
            operation: The running operation.
            name: As written: 中和村, 中和村委会 and 中和 are the same village.

        Raises:
            RefusedError: When there is no station yet.
        """
        township = township_id(operation.session)
        siblings = _children(operation.session, township, Level.VILLAGE)
        found = find_village(siblings, name)
        if found is not None:
            return found.id
        position = max((area.position for area in siblings), default=0) + 1
        return _new_area(operation, township, Level.VILLAGE, plain_name(name), position).id

    def ensure_group(self, operation: Operation, village_id: int, name: str) -> int:
        """Return the group of that name in a village, made if absent.

        Args:
            operation: The running operation.
            village_id: The village.
            name: As written: 中和一组, 一组, 第1组 are the same group of 中和村.
        """
        village = operation.session.get_one(Area, village_id)
        siblings = _children(operation.session, village_id, Level.GROUP)
        found = find_group(siblings, name, village.name)
        if found is not None:
            return found.id
        position = group_position(name, village.name)
        if position is None:
            position = max((area.position for area in siblings), default=0) + 1
        return _new_area(operation, village_id, Level.GROUP, group_name(name), position).id

    def add_village(self, name: str) -> tuple[int, Changes]:
        """Make a village of the township, or find the one of that name."""
        _refuse_blank(name)
        sentence = f"新建{plain_name(name)}"
        with self._context.store.operation(sentence, self._context.actor) as operation:
            key = self.ensure_village(operation, name)
        return key, operation.changes

    def add_group(self, village_id: int, name: str) -> tuple[int, Changes]:
        """Make a group of a village, or find the one of that name."""
        _refuse_blank(name)
        sentence = f"新建村民小组{group_name(name)}"
        with self._context.store.operation(sentence, self._context.actor) as operation:
            key = self.ensure_group(operation, village_id, name)
        return key, operation.changes

    def rename(self, area_id: int, version: int, name: str) -> Changes:
        """Give an area another name; the old one is kept as 曾用名.

        Raises:
            ConflictError: When someone else changed it meanwhile.
            RefusedError: When a sibling has this name, or it is blank.
        """
        _refuse_blank(name)
        wanted = plain_name(name)
        with self._context.store.operation("", self._context.actor) as operation:
            area = _fresh(operation.session, area_id, version, ("名称", wanted))
            siblings = _siblings(operation.session, area)
            if any(plain_name(other.name) == wanted for other in siblings):
                raise RefusedError(f"已经有{wanted}，不能重名。")
            if area.name != wanted:
                operation.sentence = f"{area.name}改名为{wanted}"
                former = [area.name, *(area.former_names or "").split("、")]
                kept = "、".join(part for part in dict.fromkeys(former) if part and part != wanted)
                area.former_names = kept[:_FORMER_LENGTH] or None
                area.name = wanted
        return operation.changes

    def set_liaison(self, area_id: int, version: int, name: str, phone: str) -> Changes:
        """Set the 民情联络员 of a village (R8); blanks take them away.

        Raises:
            ConflictError: When someone else changed the village meanwhile.
        """
        with self._context.store.operation("", self._context.actor) as operation:
            area = _fresh(operation.session, area_id, version, ("民情联络员", name))
            area.liaison, area.liaison_phone = name.strip() or None, phone.strip() or None
            operation.sentence = f"修改{area.name}民情联络员"
        return operation.changes

    def remove(self, area_id: int, version: int) -> Changes:
        """Remove a village or group that is empty.

        Raises:
            ConflictError: When someone else changed it meanwhile.
            RefusedError: When households or groups belong to it.
        """
        with self._context.store.operation("", self._context.actor) as operation:
            session = operation.session
            area = _fresh(session, area_id, version, ("名称", ""))
            columns = table("household").c
            belongs = (columns.village_id == area_id) | (columns.group_id == area_id)
            households = session.scalar(select(func.count()).where(belongs)) or 0
            below = session.scalar(select(func.count()).where(Area.parent_id == area_id)) or 0
            label = LEVEL_LABELS[Level(area.level)]
            if households or below or Level(area.level) in (Level.COUNTY, Level.TOWNSHIP):
                raise RefusedError(f"{area.name}下还有农户、小组或工作站，不能删除该{label}。")
            operation.sentence = f"删除{label}{area.name}"
            session.delete(area)
        return operation.changes


def _walk(
    children: dict[int | None, list[Area]],
    parent_id: int | None,
    counts: dict[int, int],
    rows: list[AreaRow],
) -> int:
    """Add the areas below a parent to ``rows``; return their households."""
    total = 0
    for area in place_order(children[parent_id]):
        index = len(rows)
        rows.append(_row(area, 0))
        below = _walk(children, area.id, counts, rows)
        level = Level(area.level)
        own = counts.get(area.id, 0) if level in (Level.VILLAGE, Level.GROUP) else below
        rows[index] = _row(area, own)
        total += own
    return total


def _row(area: Area, households: int) -> AreaRow:
    return AreaRow(
        id=area.id,
        parent_id=area.parent_id,
        level=Level(area.level),
        name=area.name,
        code=area.code or "",
        households=households,
        version=area.version,
        liaison=area.liaison or "",
        liaison_phone=area.liaison_phone or "",
    )


def _new_area(
    operation: Operation, parent_id: int | None, level: Level, name: str, position: int
) -> Area:
    area = Area(
        public_id=operation.public_id(),
        parent_id=parent_id,
        level=level.value,
        name=name,
        position=position,
    )
    operation.session.add(area)
    operation.session.flush()
    return area


def _children(session: Session, parent_id: int, level: Level) -> Sequence[Area]:
    statement = select(Area).where(Area.parent_id == parent_id, Area.level == level.value)
    return place_order(session.scalars(statement).all())


def _siblings(session: Session, area: Area) -> Sequence[Area]:
    same = Area.parent_id.is_(None) if area.parent_id is None else Area.parent_id == area.parent_id
    return session.scalars(select(Area).where(same, Area.id != area.id)).all()


def _fresh(session: Session, area_id: int, version: int, mine: tuple[str, str]) -> Area:
    """Return the area if it is still as the person saw it.

    Raises:
        ConflictError: When it is not; both values are told.
        RefusedError: When it is gone.
    """
    area = session.get(Area, area_id)
    if area is None:
        raise RefusedError(_GONE)
    if area.version != version:
        label, value = mine
        theirs = (area.liaison or "") if label == "民情联络员" else area.name
        raise ConflictError(_STALE, {label: (theirs, value)})
    return area


def _refuse_blank(name: str) -> None:
    if not plain_name(name):
        raise RefusedError("名称不能空着。")
