"""Settles columns against each other: repeated member blocks, notes, telephones, doubles.

One heading alone does not tell whose 联系电话 or 备注 it is; its neighbours do.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from liaison_desktop.excel.ledger_columns import settle_ledger
from liaison_desktop.excel.ledger_words import LEDGERS
from liaison_desktop.excel.lexicon import (
    CADRES,
    HEAD_SLOT,
    HOUSEHOLDS,
    SPOUSE_SLOT,
    UNKNOWN,
    Lexicon,
    Meaning,
    plain_heading,
)

_NAME, _HEAD, _PHONE, _RELATION = (
    "resident.name",
    "household.head",
    "resident.phone",
    "resident.relation",
)
_NOTES = ("household.note", "resident.note")


def settle_columns(
    titles: Sequence[str],
    meanings: Sequence[Meaning],
    words: Lexicon,
) -> list[Meaning]:
    """Return the meanings with every target and slot used once.

    Args:
        titles: The first header row, group titles spread.
        meanings: What each heading means by itself.
        words: The lexicon of the kind of file.
    """
    settled = list(meanings)
    if words.kind in LEDGERS:
        return settle_ledger(words.kind, [plain_heading(title) for title in titles], settled)
    if words.kind == HOUSEHOLDS:
        settled = _after_foreigners(_spouses(settled))
        settled = _name_of_members(settled)
        settled = _slots(settled)
        settled = _head_columns(titles, settled)
        settled = _notes(settled)
        settled = _second_phones(settled)
    elif words.kind != CADRES:
        settled = _pairing_phones(_pairing_cadres(titles, settled))
    return _once(settled)


def _spouses(meanings: list[Meaning]) -> list[Meaning]:
    """Read 配偶姓名 as a person of the household only beside a 户主, in a list of heads."""
    targets = {(meaning.target, meaning.slot) for meaning in meanings}
    listed = {(_NAME, None), (_RELATION, None)} & targets
    if not listed and (_HEAD, None) in targets and (_NAME, SPOUSE_SLOT) in targets:
        return meanings
    return [UNKNOWN if meaning.slot == SPOUSE_SLOT else meaning for meaning in meanings]


def _after_foreigners(meanings: list[Meaning]) -> list[Meaning]:
    """Leave out the 联系电话, 单位 … that follow a 联系干部: they are the cadre's."""
    settled, foreign = [], False
    for meaning in meanings:
        if meaning.foreign:
            foreign = True
        elif foreign and meaning.target in (_PHONE, "resident.employer"):
            settled.append(replace(UNKNOWN, foreign=True))
            continue
        elif meaning.target:
            foreign = False
        settled.append(meaning)
    return settled


def _name_of_members(meanings: list[Meaning]) -> list[Meaning]:
    """Read 户主 | 与户主关系 without a 姓名 column as the names of the members."""
    targets = {(meaning.target, meaning.slot) for meaning in meanings}
    named = any(target == _NAME for target, _ in targets)
    if named or (_RELATION, None) not in targets or (_HEAD, None) not in targets:
        return meanings
    return [replace(m, target=_NAME) if m.target == _HEAD else m for m in meanings]


def _slots(meanings: list[Meaning]) -> list[Meaning]:
    """Number the member blocks of a roster that has a household in a row."""
    if any(meaning.slot for meaning in meanings):
        return _explicit_slots(meanings)
    names = [at for at, meaning in enumerate(meanings) if meaning.target == _NAME]
    if len(names) < 2:
        return meanings
    period = names[1] - names[0]
    lead = _lead(meanings, names, period)
    settled = list(meanings)
    for slot, name in enumerate(names, 1):
        end = names[slot] - lead if slot < len(names) else name - lead + period
        for at in range(name - lead, min(end, len(meanings))):
            if settled[at].target.startswith("resident.") and settled[at].slot is None:
                settled[at] = replace(settled[at], slot=slot)
    return settled


def _explicit_slots(meanings: list[Meaning]) -> list[Meaning]:
    """Complete headings such as 成员1姓名, 关系, 身份证, 成员2姓名."""
    settled: list[Meaning] = []
    slot = None
    for meaning in meanings:
        if meaning.slot:
            slot = meaning.slot if meaning.slot != SPOUSE_SLOT else None
        elif meaning.slot is None and slot and meaning.target.startswith("resident."):
            taken = any(m.target == meaning.target and m.slot == slot for m in settled)
            if not taken and meaning.target not in _NOTES:
                settled.append(replace(meaning, slot=slot))
                continue
        settled.append(meaning)
    return settled


def _lead(meanings: list[Meaning], names: list[int], period: int) -> int:
    """Return how many columns of a member block stand before its name."""
    for lead in range(period):
        starts = [name - lead for name in names]
        if starts[0] < 0 or starts[-1] + period > len(meanings):
            continue
        blocks = {
            tuple(meaning.target for meaning in meanings[start : start + period])
            for start in starts
        }
        if len(blocks) == 1 and all(
            t.startswith("resident.") or not t for t in blocks.copy().pop()
        ):
            return lead
    return 0


def _head_columns(titles: Sequence[str], meanings: list[Meaning]) -> list[Meaning]:
    """Give personal columns outside the members' block to the head of the household."""
    name = next((at for at, m in enumerate(meanings) if m.target == _NAME), -1)
    head = next((at for at, m in enumerate(meanings) if m.target == _HEAD), -1)
    if head < 0 or name < 0:
        return meanings
    wide = meanings[name].slot is not None
    settled = list(meanings)
    for at, meaning in enumerate(meanings):
        if not meaning.target.startswith("resident.") or meaning.slot is not None:
            continue
        if meaning.target in _NOTES or meaning.target in (_NAME, _RELATION):
            continue
        apart = meaning.target == _PHONE and titles[name] != titles[at] and _titled(titles, name)
        if wide or apart or head < at < name:
            settled[at] = replace(meaning, slot=HEAD_SLOT)
    return settled


def _titled(titles: Sequence[str], at: int) -> bool:
    """Tell whether a group title spreads over a column and a neighbour."""
    return bool(titles[at]) and Counter(titles)[titles[at]] > 1


def _notes(meanings: list[Meaning]) -> list[Meaning]:
    """Read 备注 as the household's or the person's by the column before it."""
    settled: list[Meaning] = []
    wide = any(meaning.slot for meaning in meanings)
    for meaning in meanings:
        if meaning.target not in _NOTES or meaning.slot is not None:
            settled.append(meaning)
            continue
        before = next((m for m in reversed(settled) if m.target), UNKNOWN)
        personal = before.target.startswith("resident.") and before.slot is None and not wide
        target = _NOTES[1] if personal else _NOTES[0]
        settled.append(replace(meaning, target=target))
    return settled


def _second_phones(meanings: list[Meaning]) -> list[Meaning]:
    """Read a second 联系电话 of the same person as 其他电话."""
    seen: set[int | None] = set()
    settled = []
    for meaning in meanings:
        again = meaning.target == _PHONE and meaning.slot in seen
        settled.append(replace(meaning, target="resident.other_phones") if again else meaning)
        if meaning.target == _PHONE:
            seen.add(meaning.slot)
    return settled


def _pairing_cadres(titles: Sequence[str], meanings: list[Meaning]) -> list[Meaning]:
    """Leave out 姓名 beside 联系干部: in a roster it is the villager's."""
    columns = [at for at, meaning in enumerate(meanings) if meaning.target == "pairing.cadre"]
    plain = [at for at in columns if plain_heading(titles[at]) == "姓名"]
    if len(plain) == len(columns):
        return meanings
    return [UNKNOWN if at in plain else meaning for at, meaning in enumerate(meanings)]


def _pairing_phones(meanings: list[Meaning]) -> list[Meaning]:
    """Leave out the telephone that follows the household instead of the cadre."""
    settled: list[Meaning] = []
    for meaning in meanings:
        if meaning.target == "pairing.cadre_phone":
            people = ("pairing.cadre", "pairing.households")
            before = next((m.target for m in reversed(settled) if m.target in people), "")
            if before == "pairing.households":
                settled.append(UNKNOWN)
                continue
        settled.append(meaning)
    return settled


def _once(meanings: list[Meaning]) -> list[Meaning]:
    """Leave out a column whose target an earlier one already has."""
    seen: set[tuple[str, int | None]] = set()
    settled = []
    for meaning in meanings:
        key = (meaning.target, meaning.slot)
        if meaning.flag:
            settled.append(meaning)
            continue
        settled.append(UNKNOWN if meaning.target and key in seen else meaning)
        seen.add(key)
    return settled
