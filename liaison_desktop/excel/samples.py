"""Sample values of a column for the mapping dialog, masked where they are personal."""

from collections.abc import Sequence

from liaison_desktop.domain.cell_text import plain_text
from liaison_desktop.domain.identity import masked
from liaison_desktop.domain.phone import masked_phone
from liaison_desktop.excel.workbook import Row

_COUNT = 3
_LONGEST = 24


def samples_of(rows: Sequence[Row], column: int, target: str) -> tuple[str, ...]:
    """Return up to three different values of a column.

    Args:
        rows: Rows beneath the header.
        column: 0-based column.
        target: What the column was understood as; decides what is masked.
    """
    found: dict[str, None] = {}
    for row in rows:
        if column < len(row) and (text := plain_text(row[column])):
            found.setdefault(_shown(text, target))
        if len(found) == _COUNT:
            break
    return tuple(found)


def _shown(text: str, target: str) -> str:
    digits = sum(character.isdigit() for character in text)
    if target.endswith("id_number") or digits >= 15:
        return masked(text)
    if "phone" in target or digits >= 11:
        return masked_phone(text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
