"""People's mediation committees (人民调解委员会), one an area, made when first needed."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.errors import ConflictError, InputRefusedError, RefusedError
from liaison_desktop.domain.matters.dispute import Committee
from liaison_desktop.domain.register.place_name import village_stem
from liaison_desktop.models.matters.dispute import MediationCommittee
from liaison_desktop.models.operation import Operation
from liaison_desktop.models.register.area import Area
from liaison_desktop.services.context import Context
from liaison_desktop.services.register.area_lookup import township_id

_STALE = "该调委会的资料刚被其他人修改，请核对后再保存。"
_GONE = "没有找到该调委会，请刷新后再试。"
_FEWEST, _MOST = 3, 9  # 人民调解法 8: members of a committee


class Committees:
    """The committees of the township and its villages."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def rows(self) -> tuple[Committee, ...]:
        """Return all committees, in the order of their areas."""
        statement = (
            select(MediationCommittee, Area)
            .join(Area, Area.id == MediationCommittee.area_id)
            .order_by(Area.level.desc(), Area.position, Area.id)
        )
        with self._context.store.reading() as session:
            return tuple(_committee(row, area) for row, area in session.execute(statement))

    def for_village(self, village_id: int | None) -> Committee:
        """Return the committee of a village, or of the township; made when there is none.

        Args:
            village_id: The village, None for the township's.
        """
        with self._context.store.operation("设立调委会", self._context.actor) as operation:
            key = ensure_committee(operation, village_id)
            row = operation.session.get_one(MediationCommittee, key)
            area = operation.session.get_one(Area, row.area_id)
            operation.sentence = f"设立{row.name}"
            return _committee(row, area)

    def problems(self, committee: Committee) -> tuple[str, ...]:
        """Say what the law asks of a committee and this one lacks (人民调解法 8, 9)."""
        found = []
        names = [name for name in committee.members.replace("，", "、").split("、") if name]
        if committee.members and not _FEWEST <= len(names) <= _MOST:
            found.append(f"调委会由 {_FEWEST} 至 {_MOST} 名委员组成，现在填了 {len(names)} 名。")
        if not committee.chair:
            found.append("还没有填写调委会主任。")
        if committee.term_until is not None and committee.term_until < self._context.today():
            found.append("调委会任期已经届满，请换届后更新任期。")
        return tuple(found)

    def save(self, committee: Committee) -> tuple[int, Changes]:
        """Store a committee.

        Its word stands in the numbers of its files; files that have a number keep it.

        Raises:
            InputRefusedError: When name or word are blank, or another one has the word.
            ConflictError: When someone else saved it meanwhile.
        """
        name, word = committee.name.strip(), committee.word.strip()
        if not name or not word:
            raise InputRefusedError("请填写调委会的名称和编号字头。")
        with self._context.store.operation(f"登记{name}", self._context.actor) as operation:
            session = operation.session
            row = _loaded(operation, committee)
            other = session.scalar(
                select(MediationCommittee.name).where(
                    MediationCommittee.word == word, MediationCommittee.id != (committee.id or 0)
                )
            )
            if other is not None:
                raise InputRefusedError(f"编号字头“{word}”已由{other}使用，请换一个。")
            row.name, row.word, row.area_id = name, word, committee.area_id
            row.chair = committee.chair.strip() or None
            row.members = committee.members.strip() or None
            row.phone = committee.phone.strip() or None
            row.term_until = committee.term_until
            session.add(row)
            session.flush()
            key = row.id
        return key, operation.changes


def ensure_committee(operation: Operation, village_id: int | None) -> int:
    """Return the committee of a village, or of the township; make it when there is none."""
    session = operation.session
    area_id = village_id if village_id is not None else township_id(session)
    of_area = select(MediationCommittee.id).where(MediationCommittee.area_id == area_id)
    known = session.scalar(of_area)
    if known is None:  # another desk may be making it, or one with the same word
        operation.wait_for_others("committee")
        known = session.scalar(of_area)
    if known is not None:
        return known
    area = session.get_one(Area, area_id)
    stem = village_stem(area.name) if village_id is not None else area.name.rstrip("镇乡") or ""
    row = MediationCommittee(
        public_id=operation.public_id(),
        area_id=area_id,
        name=f"{area.name}人民调解委员会",
        word=_free_word(session, stem or area.name, area),
    )
    session.add(row)
    session.flush()
    return row.id


def _free_word(session: Session, stem: str, area: Area) -> str:
    """Return the stem, or what tells it from a committee that has it already."""
    used = set(session.scalars(select(MediationCommittee.word)))
    parent = session.get(Area, area.parent_id) if area.parent_id else None
    words = (stem, area.name, f"{parent.name if parent else ''}{area.name}")
    counted = (f"{stem}{n}" for n in range(2, len(used) + 3))
    return next(word for word in (*words, *counted) if word not in used)


def _loaded(operation: Operation, committee: Committee) -> MediationCommittee:
    if committee.id is None:
        return MediationCommittee(public_id=operation.public_id())
    row = operation.session.get(MediationCommittee, committee.id)
    if row is None:
        raise RefusedError(_GONE)
    if row.version != committee.version:
        raise ConflictError(_STALE, {"名称": (row.name, committee.name)})
    return row


def _committee(row: MediationCommittee, area: Area) -> Committee:
    return Committee(
        id=row.id,
        version=row.version,
        area_id=row.area_id,
        area=area.name,
        name=row.name,
        word=row.word,
        chair=row.chair or "",
        members=row.members or "",
        phone=row.phone or "",
        term_until=row.term_until,
    )
