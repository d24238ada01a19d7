"""Comparisons of a report (同比, 环比): size, direction, and 百分之 against 百分点.

A comparison is held against every number before it that it can be about; it is wrong only
when it fits none of them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from liaison_desktop.domain.figures.number_words import plain_number, rounded
from liaison_desktop.domain.figures.proof import Finding
from liaison_desktop.domain.figures.proof_finding import Known, at
from liaison_desktop.domain.figures.proof_reading import PERCENT, POINTS, Quantity, ReadBlock
from liaison_desktop.domain.figures.report_words import report_words
from liaison_desktop.domain.figures.token import Aspect

_UP, _DOWN = 1, -1
_TO = re.compile(r"(到|至|为)$")
_FROM = re.compile(r"[由从](?P<subject>[^，,。由从]{0,12})$")
_RATE_SUBJECT = re.compile(r"[\u4e00-\u9fff]率$")
_COUNT_SUBJECT = re.compile(r"(?:数|数量|件数|总量|金额)$")
_JUST_CHANGED = re.compile(
    r"[，,]?(?:共|净)?(?:增加|增长|上升|提高|提升|减少|下降|降低|回落|下滑)了?"
)
_CLAUSE = re.compile(r"[，,：:（(]")


@dataclass(frozen=True, slots=True)
class _Change:
    """One number of a comparison with the direction its words give it."""

    quantity: Quantity
    direction: int


@dataclass(frozen=True, slots=True)
class _Comparison:
    """A comparison: how much more or less, in number and per cent, than what base.

    Attributes:
        start: Where its first word stands (同比).
        changes: Its numbers with a direction.
        base: The number of the other time, None when it is not told.
        subject: Words between the number before and 同比, e.g. 办结率.
    """

    start: int
    changes: tuple[_Change, ...]
    base: Quantity | None
    subject: str

    def of(self, *, percent: bool) -> _Change | None:
        """Return its number in per cent, or the one in units."""
        fitting = (
            one
            for one in self.changes
            if one.quantity.unit != POINTS and (one.quantity.unit == PERCENT) is percent
        )
        return next(fitting, None)


def comparison_findings(blocks: Sequence[ReadBlock], known: Known) -> Iterator[Finding]:
    """Yield comparisons that do not fit the numbers they compare."""
    for block in blocks:
        if block.plan:
            continue
        for number in range(len(block.sentences)):
            yield from _from_to(block, number)
            for comparison in _comparisons(block, number):
                yield from _wrong_sign(block, comparison, known)
                found = (
                    _two_ways(block, comparison)
                    or _wrong_unit(block, comparison)
                    or _wrong_size(block, comparison)
                )
                if found is not None:
                    yield found


def _comparisons(block: ReadBlock, number: int) -> Iterator[_Comparison]:
    start, end = block.sentences[number]
    marks = [start + found.start() for found in _marks(block.text[start:end])]
    inside = block.of_sentence(number)
    for place, mark in enumerate(marks):
        stop = marks[place + 1] if place + 1 < len(marks) else end
        own = [one for one in inside if mark < one.start < stop and one.compared]
        changes, base, previous_end = [], None, mark
        for one in own:
            words = block.text[previous_end : one.start]
            previous_end = one.end
            direction = _direction(words)
            if direction and not _TO.search(words.rstrip()):
                changes.append(_Change(one, direction))
            elif direction == 0 and base is None and report_words().bases.search(words):
                base = one
        earlier = max((one.end for one in inside if one.end <= mark), default=start)
        clause = _CLAUSE.split(block.text[earlier:mark])[-1]
        if changes:
            yield _Comparison(mark, tuple(changes), base or _base_behind(own), clause)


def _marks(text: str) -> Iterator[re.Match[str]]:
    last = -10
    for found in report_words().compared.finditer(text):
        if found.start() - last > 8 or text[last : found.start()].strip():
            yield found
        last = found.start()


def _base_behind(own: Sequence[Quantity]) -> Quantity | None:
    """Return the base told in brackets after the change: 增加5件（去年同期31件）."""
    for one in own:
        before = _CLAUSE.split(one.before)[-1]
        if report_words().bases.search(before) and not _direction(before):
            return one
    return None


def _direction(words: str) -> int:
    """Return which way the words before a number point; the nearest one counts."""
    lexicon = report_words()
    ups = [found.end() for found in lexicon.up.finditer(words)]
    downs = [found.end() for found in lexicon.down.finditer(words)]
    up, down = max(ups, default=-1), max(downs, default=-1)
    if up == down:
        return 0
    return _UP if up > down else _DOWN


def _wrong_sign(block: ReadBlock, comparison: _Comparison, known: Known) -> Iterator[Finding]:
    """Hold the words before a token of a change against the change's sign."""
    for change in comparison.changes:
        source = change.quantity.source
        if source is None or source.aspect not in (Aspect.DELTA, Aspect.PERCENT, Aspect.POINTS):
            continue
        sign = known.signs.get(source)
        if sign is not None and sign != change.direction:
            real = {1: "增加", -1: "减少", 0: "持平"}[sign]
            said = f"“{_said(block, change)}”的方向与台账不符，实际是{real}。"
            yield at(block, (change.quantity,), "change-direction", said)


def _said(block: ReadBlock, change: _Change) -> str:
    words = _CLAUSE.split(block.text[: change.quantity.start])[-1][-8:]
    return words + change.quantity.shown


def _two_ways(block: ReadBlock, comparison: _Comparison) -> Finding | None:
    directions = {one.direction for one in comparison.changes[:2]}
    if len(directions) < 2 or len(comparison.changes) < 2:
        return None
    first, second = comparison.changes[:2]
    if {first.quantity.unit == PERCENT, second.quantity.unit == PERCENT} != {True, False}:
        return None
    said = f"“{_said(block, first)}”与“{_said(block, second)}”方向相反，同一个比较不能又升又降。"
    return at(block, (first.quantity, second.quantity), "change-direction", said)


def _wrong_unit(block: ReadBlock, comparison: _Comparison) -> Finding | None:
    """Tell 百分之 from 百分点: rates change by points, numbers by per cent."""
    change = comparison.changes[0]
    one = change.quantity
    about_rate = _about_rate(block, comparison)
    if about_rate is None or len(comparison.changes) > 1:
        return None
    if about_rate and one.unit == PERCENT:
        said = f"比率的变化应写百分点：“{_said(block, change)}”应写成“{one.value}个百分点”。"
        return at(block, (one,), "percent-and-points", said)
    if not about_rate and one.unit == POINTS:
        said = f"数量的变化应写百分之几：“{_said(block, change)}”不应写百分点，应写“{one.value}%”。"
        return at(block, (one,), "percent-and-points", said)
    return None


def _about_rate(block: ReadBlock, comparison: _Comparison) -> bool | None:
    """Tell whether a comparison is about a rate; None when the text leaves it open."""
    subject = comparison.subject.strip()
    if subject:
        counted = False if _COUNT_SUBJECT.search(subject) else None
        return True if _RATE_SUBJECT.search(subject) else counted
    before = [
        one
        for one in block.quantities
        if one.end <= comparison.start
        and one.sentence == comparison.changes[0].quantity.sentence
        and not one.compared
    ]
    rates = [one for one in before if one.unit == PERCENT]
    if not before or (rates and rates[-1] is not before[-1]):
        return None
    return bool(rates[-1].role) or None if rates else False


def _candidates(block: ReadBlock, comparison: _Comparison, group: str) -> list[Quantity]:
    return [
        one
        for one in block.quantities
        if one.end <= comparison.start
        and one.group == group
        and not one.compared
        and not one.approximate
    ]


def _wrong_size(block: ReadBlock, comparison: _Comparison) -> Finding | None:
    told = [one.quantity for one in comparison.changes]
    if any(one.source is not None or one.approximate for one in told):
        return None  # computed by the program: compared with the ledger elsewhere
    if comparison.base is not None and not comparison.base.approximate:
        return _against_base(block, comparison, comparison.base)
    delta, percent = comparison.of(percent=False), comparison.of(percent=True)
    if delta is None or percent is None:
        return None
    candidates = _candidates(block, comparison, delta.quantity.group)
    if not candidates or any(_share_of(one.value, delta, percent) for one in candidates):
        return None
    return _wrong_share(block, delta, percent, candidates)


def _wrong_share(
    block: ReadBlock, delta: _Change, percent: _Change, candidates: Sequence[Quantity]
) -> Finding | None:
    """Say whether the words or the percentage of a change are wrong."""
    turned = _Change(delta.quantity, -delta.direction)
    if any(_share_of(one.value, turned, percent) for one in candidates):
        way = "减少、下降" if turned.direction == _DOWN else "增加、上升"
        said = f"“{_said(block, delta)}”的方向写反了，按文中数字应为{way}。"
        return at(block, (delta.quantity, percent.quantity), "change-direction", said)
    right = _right_share(candidates[0].value, delta)
    if right is None:
        return None
    said = (
        f"“{_said(block, percent)}”不符：{plain_number(candidates[0].value)}比上期"
        f"{plain_number(candidates[0].value - delta.direction * delta.quantity.value)}，"
        f"变化应为{plain_number(right)}%。"
    )
    return at(block, (delta.quantity, percent.quantity), "change-arithmetic", said)


def _share_of(now: Decimal, delta: _Change, percent: _Change) -> bool:
    base = now - delta.direction * delta.quantity.value
    if base <= 0:
        return False
    exact = delta.quantity.value * 100 / base
    return rounded(exact, percent.quantity.places) == percent.quantity.value


def _right_share(now: Decimal, delta: _Change) -> Decimal | None:
    base = now - delta.direction * delta.quantity.value
    return rounded(delta.quantity.value * 100 / base, 1) if base > 0 else None


def _against_base(block: ReadBlock, comparison: _Comparison, base: Quantity) -> Finding | None:
    candidates = _candidates(block, comparison, base.group)
    if base.unit == PERCENT:
        candidates = [one for one in candidates if one.role]
    if not candidates:
        return None
    for change in comparison.changes:
        if not any(_fits_base(one.value, base.value, change) for one in candidates):
            now = candidates[-1].value
            said = f"“{_said(block, change)}”不符：{_right_words(now, base, change)}。"
            code = "change-arithmetic"
            if now != base.value and (now > base.value) != (change.direction == _UP):
                code = "change-direction"
            return at(block, (change.quantity,), code, said)
    return None


def _fits_base(now: Decimal, base: Decimal, change: _Change) -> bool:
    one = change.quantity
    difference = (now - base) * change.direction
    if one.unit == PERCENT:
        return base > 0 and rounded(difference * 100 / base, one.places) == one.value
    return difference == one.value


def _right_words(now: Decimal, base: Quantity, change: _Change) -> str:
    difference = now - base.value
    way = "增加" if difference > 0 else "减少"
    sides = f"{plain_number(now)}与{plain_number(base.value)}相比"
    if difference == 0:
        return f"{sides}持平"
    if change.quantity.unit == PERCENT and base.value:
        share = rounded(abs(difference) * 100 / base.value, 1)
        return f"{sides}{way}{plain_number(share)}%"
    return f"{sides}{way}{plain_number(abs(difference))}"


def _from_to(block: ReadBlock, number: int) -> Iterator[Finding]:
    """Check 由5件增加到3件 and its like, and the change told after it: …，提高了5个百分点."""
    inside = block.of_sentence(number)
    for place, (earlier, later) in enumerate(pairwise(inside)):
        if earlier.group != later.group or not _FROM.search(block.text[: earlier.start]):
            continue
        if place + 2 < len(inside):
            yield from _told_after(block, earlier, later, inside[place + 2])
        words = block.text[earlier.end : later.start]
        direction = _direction(words)
        if not direction or not _TO.search(words.rstrip()) or earlier.value == later.value:
            continue
        if (later.value > earlier.value) != (direction == _UP):
            way = "增加、上升" if later.value > earlier.value else "减少、下降"
            said = f"由{earlier.shown}到{later.shown}是{way}，与文中的说法相反。"
            yield at(block, (earlier, later), "change-direction", said)


def _told_after(
    block: ReadBlock, earlier: Quantity, later: Quantity, told: Quantity
) -> Iterator[Finding]:
    """Check the size of a change that follows its two numbers: a rate's is in 百分点."""
    to = _TO.search(block.text[earlier.end : later.start].rstrip())
    words = block.text[later.end : told.start]
    if not to or not _JUST_CHANGED.fullmatch(words) or not earlier.value:
        return
    difference = abs(later.value - earlier.value)
    share = rounded(difference * 100 / earlier.value, 1)
    if told.unit == PERCENT:
        if told.value == share:
            return
        if earlier.unit == PERCENT and told.value == difference:
            said = f"比率的变化应写百分点：“{told.shown}”应写成“{told.value}个百分点”。"
            yield at(block, (told,), "percent-and-points", said)
            return
        right = f"{plain_number(share)}%"
    elif told.unit in (POINTS, later.unit):
        if told.value == difference:
            return
        right = f"{plain_number(difference)}{'个百分点' if told.unit == POINTS else told.unit}"
    else:
        return
    said = f"由{earlier.shown}到{later.shown}，变化应为{right}，文中写的是{told.shown}。"
    yield at(block, (earlier, later, told), "change-arithmetic", said)
