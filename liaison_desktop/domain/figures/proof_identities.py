"""Identities of the ledgers that a report's numbers must keep (domain.md 1.17).

收集 = 当场答复 + 进入台账; 上期未结 + 新增 − 办结 − 退回 = 期末未结; and where nothing was left
from before, no more can be closed and open than came in (the 永寿 figures of domain.md 13:
收集 120, 解决 103, 在办 150).
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from liaison_desktop.domain.figures.number_words import plain_number
from liaison_desktop.domain.figures.proof import Finding
from liaison_desktop.domain.figures.proof_finding import Known, at
from liaison_desktop.domain.figures.proof_reading import Quantity, ReadBlock

_CAME = ("collected", "entered", "accepted", "found")
_CARRIED = re.compile("上期|上年|去年|上月|上季|结转|转入|遗留|历年|往年|期初|累计")


def identity_findings(blocks: Sequence[ReadBlock], _known: Known) -> Iterator[Finding]:
    """Yield what breaks an identity."""
    for block in blocks:
        if not block.plan:
            yield from _collected(block)
            yield from _left_open(block)
            yield from _more_than_came(block)


def _collected(block: ReadBlock) -> Iterator[Finding]:
    """收集 = 当场答复 + 进入台账."""
    for number in range(len(block.sentences)):
        inside = block.of_sentence(number)
        collected, answered, entered = (
            _only(inside, name) for name in ("collected", "answered", "entered")
        )
        if collected is None or answered is None or entered is None:
            continue
        summed = answered.value + entered.value
        if summed != collected.value:
            said = (
                f"收集的{collected.shown}应当等于当场答复与进入台账之和："
                f"{plain_number(answered.value)}+{plain_number(entered.value)}"
                f"={plain_number(summed)}。"
            )
            yield at(block, (collected, answered, entered), "identity-collected", said)


def _left_open(block: ReadBlock) -> Iterator[Finding]:
    """上期未结 + 新增 − 办结 − 退回 = 期末未结, where a text says all of it."""
    for inside in _stretches(block):
        before, closed, still = (_only(inside, name) for name in ("open_before", "closed", "open"))
        entered = _only(inside, "entered") or _only(inside, "accepted")
        if before is None or entered is None or closed is None or still is None:
            continue
        returned = _only(inside, "returned")
        left = before.value + entered.value - closed.value
        left -= returned.value if returned is not None else 0
        if left != still.value:
            minus = f"−退回{plain_number(returned.value)}" if returned is not None else ""
            said = (
                f"上期未结{plain_number(before.value)}+新增{plain_number(entered.value)}"
                f"−办结{plain_number(closed.value)}{minus}={plain_number(left)}，"
                f"期末未结写的是{plain_number(still.value)}。"
            )
            yield at(block, (before, entered, closed, still), "identity-open", said)
            return


def _more_than_came(block: ReadBlock) -> Iterator[Finding]:
    """Without anything from before, 办结 + 在办 is at most what came in.

    What the program put in keeps the identity with what was open before, so at least one of
    the numbers must be typed.
    """
    if _CARRIED.search(block.text):
        return
    for inside in _stretches(block):
        closed, still = (_only(inside, name, exact=False) for name in ("closed", "open"))
        came = next(filter(None, (_only(inside, name, exact=False) for name in _CAME)), None)
        if came is None or closed is None or still is None:
            continue
        named = (came, closed, still)
        families = {one.family for one in named} - {""}
        typed = any(one.source is None for one in named)
        if not typed or len(families) > 1 or any(one.bare != came.bare for one in named):
            continue
        summed = closed.value + still.value
        if summed > _at_most(came):
            said = (
                f"{came.word}的是{came.shown}，办结与在办却有{plain_number(closed.value)}"
                f"+{plain_number(still.value)}={plain_number(summed)}；有上期转来的，请写明。"
            )
            yield at(block, named, "more-than-came", said)
            return


def _stretches(block: ReadBlock) -> Iterator[Sequence[Quantity]]:
    for number in range(len(block.sentences)):
        yield block.of_sentence(number)
    yield block.quantities


def _only(inside: Sequence[Quantity], role: str, *, exact: bool = True) -> Quantity | None:
    """Return the number of a role when there is just one; by default an exact one."""
    found = [one for one in inside if one.role == role and not one.compared]
    if len({one.value for one in found}) != 1 or (exact and found[0].approximate):
        return None
    return found[0]


def _at_most(one: Quantity) -> Decimal:
    """Return the most a number with 余 or 多 can mean: 120余 stays below 130."""
    step = Decimal(1)
    while one.approximate and one.value and one.value % (step * 10) == 0:
        step *= 10
    return one.value + step if one.approximate else one.value
