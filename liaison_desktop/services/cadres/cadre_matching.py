"""Finding the cadre a list means: by name, then unit, phone and post among namesakes."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.person_name import name_key, read_name
from liaison_desktop.domain.phone import read_phones
from liaison_desktop.domain.register.place_name import plain_name
from liaison_desktop.domain.register.roster import ProblemCode
from liaison_desktop.models.tables import table
from liaison_desktop.services.cadres.in_force import left_by


@dataclass(frozen=True, slots=True)
class KnownCadre:
    """A stored cadre as lists name him."""

    id: int
    name: str
    unit: str
    post: str
    phone: str
    left: bool


@dataclass(frozen=True, slots=True)
class FoundCadre:
    """What a list's cadre was taken for.

    Attributes:
        id: Key, None when he stays unknown.
        code: "" when sure, else ``not-found`` or ``ambiguous``.
        trouble: One Chinese sentence when not sure.
    """

    id: int | None
    code: str = ""
    trouble: str = ""


class CadreFinder:
    """The cadres of the store, to be found by what a list says."""

    def __init__(self, session: Session, day: date) -> None:
        cadre, unit = table("cadre"), table("unit")
        statement = (
            select(
                cadre.c.id,
                cadre.c.name,
                func.coalesce(unit.c.name, ""),
                func.coalesce(cadre.c.post, ""),
                func.coalesce(cadre.c.phone, ""),
                left_by(day),
            )
            .outerjoin(unit, unit.c.id == cadre.c.unit_id)
            .order_by(cadre.c.id)
        )
        self.all = [KnownCadre(*row) for row in session.execute(statement)]
        self._by_name: dict[str, list[KnownCadre]] = defaultdict(list)
        for known in self.all:
            self._by_name[name_key(known.name)].append(known)

    def names(self) -> dict[int, str]:
        """Return key to name."""
        return {known.id: known.name for known in self.all}

    def named(self, name: str) -> list[KnownCadre]:
        """Return the cadres of a name, those who left included."""
        return self._by_name.get(name_key(read_name(name).name), [])

    def find(self, name: str, *, unit: str = "", post: str = "", phone: str = "") -> FoundCadre:
        """Find the cadre in his post that a row means.

        Among namesakes the phone, then the unit, then the post decides; for a single
        name they are not asked, since they change.
        """
        here = [known for known in self.named(name) if not known.left]
        if not here:
            gone = "已离岗" if self.named(name) else "不在干部名册中"
            message = f"干部{name}{gone}，请先登记干部再导入。" if name else "没有写干部姓名。"
            return FoundCadre(None, ProblemCode.NOT_FOUND, message)
        number = read_phones(phone).main
        for same in (
            [known for known in here if number and known.phone == number],
            [known for known in here if unit and plain_name(known.unit) == plain_name(unit)],
            [known for known in here if post and plain_name(known.post) == plain_name(post)],
        ):
            if len(here) > 1 and same:
                here = same
        if len(here) == 1:
            return FoundCadre(here[0].id)
        message = f"有 {len(here)} 名干部叫{name}，请写明单位或联系电话。"
        return FoundCadre(None, ProblemCode.AMBIGUOUS, message)
