"""Where a household is and who heads it, joined once for lists, cards and forms."""

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, FromClause, Join, and_, func
from sqlalchemy.sql.selectable import NamedFromClause

from liaison_desktop.models.tables import table


class HouseholdPlace(NamedTuple):
    """Aliases joined to the household table.

    Attributes:
        village, group: Areas; the group is absent where a household names none.
        head: The 户主; absent where there is none.
    """

    village: NamedFromClause
    group: NamedFromClause
    head: NamedFromClause

    def join(self, source: FromClause) -> Join:
        """Join village, group and head to a source that holds the household table."""
        household = table("household")
        return (
            self.join_village(source)
            .outerjoin(self.group, self.group.c.id == household.c.group_id)
            .outerjoin(
                self.head, and_(self.head.c.household_id == household.c.id, self.head.c.is_head)
            )
        )

    def join_village(self, source: FromClause) -> Join:
        """Join the village alone."""
        return source.join(self.village, self.village.c.id == table("household").c.village_id)

    @property
    def columns(self) -> tuple[ColumnElement[Any], ...]:
        """``village``, ``group``, ``number`` and ``head``, blank as ""."""
        return (
            self.village.c.name.label("village"),
            func.coalesce(self.group.c.name, "").label("group"),
            table("household").c.number.label("number"),
            func.coalesce(self.head.c.name, "").label("head"),
        )

    @property
    def order(self) -> tuple[ColumnElement[Any], ...]:
        """村→组→户号: the order cards are printed, cut and handed out in."""
        household = table("household")
        return (
            self.village.c.position,
            self.village.c.id,
            func.coalesce(self.group.c.position, -1),
            func.coalesce(self.group.c.id, 0),
            household.c.number_key,
            household.c.id,
        )


def household_place() -> HouseholdPlace:
    """Return fresh aliases."""
    return HouseholdPlace(
        table("area").alias("village"),
        table("area").alias("village_group"),
        table("resident").alias("head"),
    )
