"""Printing 民情登记卡 of some households."""

from PySide6.QtWidgets import QWidget

from liaison_desktop.domain.progress import Progress
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.paper_dialog import Paper, PaperDialog


class FormPrintDialog(PaperDialog):
    """Phones and birthdays print in part unless a purpose (事由) is given."""

    def __init__(
        self, desk: DeskContext, which: HouseholdFilter, parent: QWidget | None = None
    ) -> None:
        """Draw the forms of some households.

        Args:
            desk: What the pages share.
            which: The households.
            parent: The window it covers.
        """

        def draw(progress: Progress, purpose: str) -> bytes:
            # The service is made here, on the lane: it brings in the maker of PDF.
            return desk.office.forms.registration_pdf(which, progress, purpose=purpose)

        super().__init__(
            desk, Paper("民情登记卡", draw, "registration-forms", asks_purpose=True), parent
        )
