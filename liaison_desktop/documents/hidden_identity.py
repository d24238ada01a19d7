"""Identity and card numbers inside typed text, hidden before they reach a villager's paper."""

from liaison_desktop.domain.matters.leak import LeakKind
from liaison_desktop.domain.matters.leak_scan import scan

_HIDDEN = frozenset((LeakKind.IDENTITY, LeakKind.CARD))
_BEHIND = 4  # digits that stay, so that the clerk sees what was hidden (domain.md 10.3)


def hidden_identity(text: str) -> str:
    """Return the text with identity and card numbers hidden but for their last four digits."""
    for leak in reversed(scan((("", text),))):
        if leak.kind in _HIDDEN:
            text = f"{text[: leak.start]}****{text[leak.end - _BEHIND :]}"
    return text
