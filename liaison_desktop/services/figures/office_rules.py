"""What an office set for itself and figures depend on, read when first asked for.

Which class a dispute is reported under, how many households a cadre should have, and what
lies below an area: none of it can be said in the SQL of one record.
"""

from collections import defaultdict
from datetime import date
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.matters.category import Scheme, classification
from liaison_desktop.domain.register.area import Level
from liaison_desktop.models.tables import table
from liaison_desktop.services.cadres.quota import RankQuota, quotas_by_rank
from liaison_desktop.services.matters.reporting_classes import stored_overrides


class OfficeRules:
    """The rules of one office as one session sees them.

    Attributes:
        session: What it reads with.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self._quotas: dict[date, dict[str, RankQuota]] = {}
        self._classes: dict[Scheme, dict[str, str]] = {}

    def classes(self, scheme: Scheme) -> dict[str, str]:
        """Return each category's code and the class it is reported under."""
        if scheme not in self._classes:
            own = stored_overrides(self.session, scheme)
            codes = (code for code, _ in code_list("dispute_category").items)
            self._classes[scheme] = {code: classification(code, scheme, own) for code in codes}
        return self._classes[scheme]

    def quotas(self, day: date) -> dict[str, RankQuota]:
        """Return how many households each rank should have under the rule sets of a day."""
        if day not in self._quotas:
            self._quotas[day] = quotas_by_rank(self.session, day)
        return self._quotas[day]

    def below(self, area_id: int, level: Level) -> list[int] | None:
        """Return the areas of a level that an area is or holds.

        Returns:
            Their keys; None when they are all there are: such an area limits nothing, and
            what names no place belongs to it too.
        """
        reached, waiting = {area_id}, [area_id]
        while waiting:
            children = self._children[waiting.pop()]
            waiting += [key for key in children if key not in reached]
            reached.update(children)
        every = {key for key, of in self._levels.items() if of == level.value}
        found = reached & every
        return None if found == every and area_id not in every else sorted(found)

    @cached_property
    def _levels(self) -> dict[int, str]:
        area = table("area").c
        rows = self.session.execute(select(area.id, area.level))
        return {row.id: row.level for row in rows}

    @cached_property
    def _children(self) -> defaultdict[int, list[int]]:
        area = table("area").c
        found: defaultdict[int, list[int]] = defaultdict(list)
        statement = select(area.id, area.parent_id).where(area.parent_id.is_not(None))
        for key, parent in self.session.execute(statement):
            found[parent].append(key)
        return found
