"""Today (今日): what is due, overdue and promised, for a person and for the station."""

from liaison_desktop.domain.matters.agenda import Duty, TimelineEntry
from liaison_desktop.domain.matters.clock import Light
from liaison_desktop.services.context import Context
from liaison_desktop.services.matters.agenda_concerns import Asked, concern_duties
from liaison_desktop.services.matters.agenda_disputes import dispute_duties
from liaison_desktop.services.matters.agenda_reports import report_duties
from liaison_desktop.services.matters.agenda_station import station_duties, visit_duties
from liaison_desktop.services.matters.agenda_zero import zero_duties
from liaison_desktop.services.matters.household_timeline import greeting, timeline

_URGENCY = {light: place for place, light in enumerate((Light.RED, Light.AMBER, Light.GREY))}
_NO_DAY = 1 << 30


class Agenda:
    """Computed anew each time from the ledgers; nothing is stored of it."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def duties(self, cadre_id: int | None = None) -> tuple[Duty, ...]:
        """Return what is due, red before amber before grey, the longest overdue first.

        Args:
            cadre_id: Only what this cadre owns; None for everybody's and the station's.
        """
        today = self._context.today()
        asked = Asked(today, cadre_id)
        with self._context.store.reading() as session:
            found = [
                *concern_duties(session, asked),
                *dispute_duties(session, asked),
                *visit_duties(session, asked),
            ]
            if cadre_id is None:
                found += station_duties(session, today)
                found += zero_duties(session, today)
                found += report_duties(session, today)
        return tuple(sorted(found, key=_urgency))

    def timeline(self, household_id: int) -> tuple[TimelineEntry, ...]:
        """Return what happened at a household, newest first."""
        with self._context.store.reading() as session:
            return timeline(session, household_id)

    def greeting(self, household_id: int) -> tuple[str, ...]:
        """Return what a clerk should say to someone of this household, at most three sentences."""
        with self._context.store.reading() as session:
            return greeting(session, household_id, self._context.today())


def _urgency(duty: Duty) -> tuple[int, int, str]:
    return _URGENCY[duty.light], _NO_DAY if duty.days is None else duty.days, duty.title
