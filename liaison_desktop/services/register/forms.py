"""Printing registration forms (民情登记卡) of households (domain.md 4.1)."""

from collections.abc import Sequence
from pathlib import Path

from liaison_desktop.documents.registration_form import registration_forms_pdf, undrawable
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.listing import Sort
from liaison_desktop.domain.progress import Progress, Silence
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.domain.register.registration_form import RegistrationContent
from liaison_desktop.services.context import Context
from liaison_desktop.services.register.contact_cards_rows import station_lines
from liaison_desktop.services.register.form_contents import form_contents
from liaison_desktop.services.register.households import Households
from liaison_desktop.services.system.disclosures import Disclosures
from liaison_desktop.services.system.heavy import DRAWING, run_in_child

LONG_RUN = 200  # forms; below, starting a child costs more than it saves


class Forms:
    """The forms of the station."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def contents(
        self, wanted: HouseholdFilter, *, purpose: str = ""
    ) -> tuple[RegistrationContent, ...]:
        """Return what the registration forms of a filter print, in print order.

        Args:
            wanted: Which households.
            purpose: 事由 for which phones, births, health and whereabouts are needed in
                full; without one they are masked or left blank. Identity numbers are
                always masked 6+4.
        """
        ids = Households(self._context).ids(wanted, Sort())
        with self._context.store.reading() as session:
            station = station_lines(session)["station"]
            return form_contents(
                session, ids, self._context.today(), station=station, full=bool(purpose.strip())
            )

    def missing_glyphs(self, contents: Sequence[RegistrationContent]) -> dict[str, frozenset[str]]:
        """Return texts of forms that no font can draw, with those characters."""
        return undrawable(contents)

    def registration_pdf(
        self,
        wanted: HouseholdFilter,
        progress: Progress | None = None,
        *,
        purpose: str = "",
        out: Path | None = None,
    ) -> bytes:
        """Return the registration forms of a filter as one PDF, in print order.

        Args:
            wanted: Which households.
            progress: Told after every household; may cancel.
            purpose: As in ``contents``; it is kept with name, time and number of
                households before the forms are given out.
            out: The file they are written to afterwards, None for screen or printer.

        Raises:
            RefusedError: When there is no household.
        """
        listener = progress or Silence()
        contents = self.contents(wanted, purpose=purpose)
        if not contents:
            raise RefusedError("没有可打印的农户，请调整筛选条件。")
        if len(contents) < LONG_RUN:
            pdf = registration_forms_pdf(contents, listener)
        else:
            pdf = run_in_child(
                registration_forms_pdf, (contents,), limits=DRAWING, progress=listener, reports=True
            )
        if purpose := purpose.strip():
            Disclosures(self._context).keep("registration", len(contents), purpose, out)
        return pdf
