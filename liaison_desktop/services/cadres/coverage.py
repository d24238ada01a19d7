"""两个全覆盖 (R28, R29): every cadre takes part, every household has somebody."""

from array import array
from datetime import date

from sqlalchemy import ColumnElement, func, select

from liaison_desktop.domain.cadres.cadre import Coverage, CoverageRow
from liaison_desktop.domain.register.area import Level
from liaison_desktop.models.tables import table
from liaison_desktop.services.cadres.in_force import current_on, in_post_on, kept_on
from liaison_desktop.services.context import Context
from liaison_desktop.services.register.household_place import household_place


class CoverageReport:
    """Coverage today, or on any day, as a whole and by place."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def on(self, day: date | None = None) -> Coverage:
        """Return both coverages of a day.

        Args:
            day: None for today.
        """
        chosen = day or self._context.today()
        household, cadre = table("household").c, table("cadre").c
        kept, in_post = kept_on(chosen), in_post_on(chosen)
        with self._context.store.reading() as session:

            def count(column: ColumnElement[int], *conditions: ColumnElement[bool]) -> int:
                return int(session.scalar(select(func.count(column)).where(*conditions)) or 0)

            return Coverage(
                households=count(household.id, kept),
                households_paired=count(household.id, kept, _has_cadre(chosen)),
                cadres=count(cadre.id, in_post),
                cadres_paired=count(cadre.id, in_post, _has_household(chosen)),
            )

    def by_area(
        self, level: Level = Level.VILLAGE, day: date | None = None
    ) -> tuple[CoverageRow, ...]:
        """Return the coverage of each village, or of each group, in place order.

        Households that name no group are left out of the groups.
        """
        chosen = day or self._context.today()
        household = table("household")
        area, village = table("area").alias("counted"), table("area").alias("village")
        column = household.c.village_id if level is Level.VILLAGE else household.c.group_id
        counts = (
            select(
                column.label("area_id"),
                func.count().label("households"),
                func.count().filter(_has_cadre(chosen)).label("paired"),
            )
            .where(kept_on(chosen), column.is_not(None))
            .group_by(column)
            .subquery()
        )
        statement = select(
            area.c.id, area.c.name, village.c.name, counts.c.households, counts.c.paired
        ).join(counts, counts.c.area_id == area.c.id)
        if level is Level.VILLAGE:
            statement = statement.join(village, village.c.id == area.c.id)
        else:
            statement = statement.join(village, village.c.id == area.c.parent_id)
        order = (village.c.position, village.c.id, area.c.position, area.c.id)
        with self._context.store.reading() as session:
            rows = session.execute(statement.order_by(*order)).all()
        return tuple(
            CoverageRow(key, name if level is Level.VILLAGE else f"{above} {name}", all_, paired)
            for key, name, above, all_, paired in rows
        )

    def uncovered_households(self, day: date | None = None) -> "array[int]":
        """Return the households nobody is responsible for, in print order."""
        chosen = day or self._context.today()
        household, place = table("household"), household_place()
        statement = (
            select(household.c.id)
            .select_from(place.join(household))
            .where(kept_on(chosen), ~_has_cadre(chosen))
            .order_by(*place.order)
        )
        with self._context.store.reading() as session:
            return array("q", session.scalars(statement))

    def idle_cadres(self, day: date | None = None) -> "array[int]":
        """Return the cadres in their post without any household, by pinyin."""
        chosen = day or self._context.today()
        cadre = table("cadre")
        statement = (
            select(cadre.c.id)
            .where(in_post_on(chosen), ~_has_household(chosen))
            .order_by(cadre.c.name_key, cadre.c.id)
        )
        with self._context.store.reading() as session:
            return array("q", session.scalars(statement))


def _has_cadre(day: date) -> ColumnElement[bool]:
    """Say that a household has somebody; one scan of the pairings, not one a household."""
    pairing = table("pairing").alias("covering")
    covered = select(pairing.c.household_id).where(current_on(day, pairing))
    return table("household").c.id.in_(covered)


def _has_household(day: date) -> ColumnElement[bool]:
    """Say that a cadre has a household kept on the day."""
    pairing, household = table("pairing"), table("household")
    busy = (
        select(pairing.c.cadre_id)
        .join(household, household.c.id == pairing.c.household_id)
        .where(current_on(day), kept_on(day))
    )
    return table("cadre").c.id.in_(busy)
