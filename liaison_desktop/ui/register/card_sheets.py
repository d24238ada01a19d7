"""The sheets of contact cards: what is known before, laid out to look at, on the printer."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from liaison_desktop.documents.preview import Preview
from liaison_desktop.domain.progress import Progress
from liaison_desktop.domain.register.card_issue import CardFilter
from liaison_desktop.domain.terms.contact_card import CardLayout, Duplex
from liaison_desktop.services.office import Office
from liaison_desktop.ui.page_image import Pages
from liaison_desktop.ui.print_options import PrintChoice
from liaison_desktop.ui.printers import Printers
from liaison_desktop.ui.printing import PrintJob, Side, print_pages


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What is known of the cards before they are laid out.

    Attributes:
        ids: In print order.
        layouts: Number of cards of each size, in the order they are printed.
        missing: Text to the characters no font draws.
        stale: Number of cards left out since what stands on them is wrong.
    """

    ids: tuple[int, ...]
    layouts: Mapping[CardLayout, int]
    missing: Mapping[str, frozenset[str]]
    stale: int


@dataclass(frozen=True, slots=True)
class CardSheets:
    """A laid-out document: its bytes, kept open for looking at, and the side of each page."""

    pdf: bytes
    preview: Preview
    sizes: tuple[tuple[float, float], ...]
    sides: tuple[Side, ...]
    coloured: bool

    def pages(self, first: int = 0, last: int | None = None, *, printing: bool = False) -> Pages:
        """Return a stretch of the pages; grey for printing unless a title is red."""
        grey = printing and not self.coloured
        return Pages(
            self.sizes[first:last],
            lambda page, dpi: self.preview.render(first + page, dpi, grey=grey),
        )


class CardPrinting:
    """The work of printing some sheets, for the heavy lane."""

    def __init__(self, printers: Printers, choice: PrintChoice, job: PrintJob) -> None:
        self._printers, self._choice, self._job = printers, choice, job

    def __call__(self, progress: Progress) -> None:
        """Print; see ``print_pages``."""
        choice = self._choice
        size = self._job.pages.sizes_mm[0]
        printer = self._printers.open(choice.printer, choice.tray, choice.sheet.duplex, size)
        print_pages(printer, self._job, progress)


def read_facts(office: Office, ids: tuple[int, ...]) -> CardFacts:
    """Read sizes and missing characters; runs on the read lane."""
    ordered = tuple(office.cards.ids(CardFilter(ids=ids, stale=False)))
    stale = office.cards.count(CardFilter(ids=ids, stale=True))
    rows = office.cards.rows(ordered)
    layouts = Counter(rows[key].layout for key in ordered if key in rows)
    return CardFacts(ordered, layouts, office.cards.missing_glyphs(ordered), stale)


def open_sheets(pdf: bytes, choice: PrintChoice) -> CardSheets:
    """Open a laid-out document to look at it."""
    preview = Preview(pdf)
    count = preview.page_count
    sizes = tuple(preview.page_size(page) for page in range(count))
    return CardSheets(
        pdf, preview, sizes, page_sides(choice.sheet.duplex, count), choice.sheet.red_title
    )


def page_sides(duplex: Duplex, count: int) -> tuple[Side, ...]:
    """Return the side of each page of a document of cards.

    Args:
        duplex: By the printer front and back take turns; by hand all backs come last.
        count: Number of pages.
    """
    if duplex is Duplex.NONE:
        return (Side.FRONT,) * count
    if duplex is Duplex.MANUAL:
        return (Side.FRONT,) * (count // 2) + (Side.BACK,) * (count - count // 2)
    return tuple(Side.BACK if page % 2 else Side.FRONT for page in range(count))
