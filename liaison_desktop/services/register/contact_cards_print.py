"""Printing contact cards: as one PDF, long runs drawn in a child process.

A child leaves the window free and costs its start, about two seconds. Two children, each
drawing half, were measured too: every one of them reads and subsets the fonts anew, so
that 15,000 cards came no sooner; one is simpler.
"""

from collections.abc import Sequence

from liaison_desktop.documents.contact_card import contact_cards_pdf
from liaison_desktop.documents.sheet import SheetOptions
from liaison_desktop.domain.progress import Progress, Silence
from liaison_desktop.domain.register.contact_card import CardContent
from liaison_desktop.services.system.heavy import DRAWING, run_in_child

LONG_RUN = 2000  # cards; below, a child takes longer to start than to draw


def cards_pdf(
    cards: Sequence[CardContent],
    options: SheetOptions | None,
    progress: Progress | None = None,
    *,
    long_run: int = LONG_RUN,
) -> bytes:
    """Return the PDF of cards, in order.

    Args:
        cards: What is printed.
        options: How they are put on paper, None for fronts only from the first cell.
        progress: Told where the work is; may cancel.
        long_run: From how many cards on a child draws them.

    Raises:
        RefusedError: When there is no card, or the start cell does not exist.
    """
    listener, options = progress or Silence(), options or SheetOptions()
    if len(cards) < long_run:
        return contact_cards_pdf(cards, options, listener)
    return run_in_child(
        contact_cards_pdf,
        (tuple(cards), options),
        limits=DRAWING,
        progress=listener,
        reports=True,
    )
