"""Long runs of cards: drawn in a child process, the same sheets; cancelling ends them."""

import pypdfium2
import pytest

from liaison_desktop.documents.sheet import SheetOptions
from liaison_desktop.domain.progress import CancelledError
from liaison_desktop.domain.register.contact_card import CardContent
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.domain.terms.contact_card import Duplex
from liaison_desktop.services.office import Office
from liaison_desktop.services.register.contact_cards_print import cards_pdf


def pages_of(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return pages


@pytest.fixture
def contents(paired_office: Office) -> tuple[CardContent, ...]:
    """What the cards of one village print."""
    report = paired_office.cards.issue(HouseholdFilter(village="补歹村"))
    return paired_office.cards.contents(report.cards)


@pytest.mark.parametrize("duplex", [Duplex.NONE, Duplex.LONG, Duplex.MANUAL])
def test_a_child_draws_the_same_sheets(contents: tuple[CardContent, ...], duplex: Duplex) -> None:
    options = SheetOptions(start=3, duplex=duplex)
    assert pages_of(cards_pdf(contents, options, long_run=1)) == pages_of(
        cards_pdf(contents, options)
    )


class Heard:
    """Remembers what was told; cancels at a given step, once."""

    def __init__(self, cancel_at: int = 0) -> None:
        self.steps: list[tuple[int, int]] = []
        self._cancel_at = cancel_at

    def step(self, done: int, total: int, sentence: str) -> None:
        self.steps.append((done, total))
        if len(self.steps) == self._cancel_at:
            raise CancelledError


@pytest.mark.parametrize("long_run", [1, 10_000])
def test_cancelling_ends_the_print(contents: tuple[CardContent, ...], long_run: int) -> None:
    heard = Heard(cancel_at=1)
    with pytest.raises(CancelledError):
        cards_pdf(contents, SheetOptions(), heard, long_run=long_run)
    assert len(heard.steps) == 1
