"""Numbers of a report one by one: said twice, 余 and 近, typed by hand, left blank."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from liaison_desktop.domain.figures.number_words import plain_number
from liaison_desktop.domain.figures.proof import Finding, Severity
from liaison_desktop.domain.figures.proof_finding import Known, at
from liaison_desktop.domain.figures.proof_reading import PERCENT, Quantity, ReadBlock
from liaison_desktop.domain.figures.report_words import report_words
from liaison_desktop.domain.figures.summary import Block, BlockKind
from liaison_desktop.domain.figures.token import BLANK, Token, TokenKind

_OVER = frozenset(("余", "多"))
_TEN = 10
_NAMES_BEGIN = ("《", "（")  # a blank there wants the name or number of a document
_TYPED_KINDS = (BlockKind.BODY, BlockKind.HEADING_3)


def number_findings(blocks: Sequence[ReadBlock], known: Known) -> Iterator[Finding]:
    """Yield numbers that disagree with each other, and 余/近 that are not true."""
    yield from _said_twice(blocks)
    for block in blocks:
        for one in block.quantities:
            if not block.plan and one.approximate in (*_OVER, "近"):
                yield from _untrue(blocks, block, one, known)


def _said_twice(blocks: Sequence[ReadBlock]) -> Iterator[Finding]:
    first: dict[tuple[str, str, str], Quantity] = {}
    for block in blocks:
        for one in block.quantities if not block.plan else ():
            if not (one.bare and one.role and one.family) or one.approximate or one.compared:
                continue
            if one.role in ("other_rate", "source") or one.unit == "万元":
                continue
            earlier = first.setdefault((one.family, one.role, one.group), one)
            if earlier.value == one.value:
                continue
            said = (
                f"同一项数字前后不一致：前面写“{earlier.word}{earlier.shown}”，"
                f"这里写“{one.word}{one.shown}”。"
            )
            same = earlier.word == one.word or earlier.source is not None is not one.source
            severity = Severity.RED if same else Severity.AMBER
            yield at(block, (one,), "said-twice", said, severity)


def _untrue(
    blocks: Sequence[ReadBlock], block: ReadBlock, one: Quantity, known: Known
) -> Iterator[Finding]:
    over = one.approximate in _OVER
    if one.source is not None and one.source.kind is TokenKind.FIGURE:
        exact: Decimal | None = one.value
        figure = known.token_figures.get((one.source.key, one.source.period, one.source.scope))
        if figure is not None and figure.value is not None:
            exact = Decimal(str(figure.value))
            if one.unit == "万元":
                exact /= 10_000
    else:
        exact = _exact(blocks, one, known)
    if over and one.value % _TEN and one.unit != "万元" and one.value > _TEN:
        said = (
            f"“{plain_number(one.value)}{one.approximate}{one.unit}”不通：“{one.approximate}”"
            "前应是整十、整百的数；有准确数的，请直接写准确数。"
        )
        yield at(block, (one,), "approximate-untrue", said)
    elif exact is not None and over and exact <= one.value:
        said = (
            f"“{plain_number(one.value)}{one.approximate}{one.unit}”不属实：准确数是"
            f"{plain_number(exact)}{one.unit}，不比{plain_number(one.value)}多。"
        )
        yield at(block, (one,), "approximate-untrue", said)
    elif exact is not None and not over and one.unit != PERCENT and exact >= one.value:
        said = (
            f"“近{plain_number(one.value)}{one.unit}”不属实：准确数是"
            f"{plain_number(exact)}{one.unit}，不比{plain_number(one.value)}少。"
        )
        yield at(block, (one,), "approximate-untrue", said)


def _exact(blocks: Sequence[ReadBlock], one: Quantity, known: Known) -> Decimal | None:
    """Return the exact number of what is said roughly: elsewhere in the text, or the ledger's."""
    if not one.role or not one.bare:
        return None
    for block in blocks:
        for other in block.quantities:
            same = (other.role, other.group) == (one.role, one.group)
            if same and other.bare and not other.approximate and other.family == one.family:
                return other.value
    key = report_words().indicator(one.family, one.role)
    return known.value(key) if key and one.unit != "万元" else None


def typed_findings(
    blocks: Sequence[Block], read: Sequence[ReadBlock], known: Known
) -> Iterator[Finding]:
    """Yield numbers typed by hand in a drafted report, and blanks nobody filled."""
    drafted = any(
        isinstance(run, Token) and run.source.kind is TokenKind.FIGURE
        for block in blocks
        for run in block.runs
    )
    for block in read:
        for found in re.finditer(re.escape(BLANK), block.text):
            before = block.text[found.start() - 1 : found.start()]
            why = "" if before in _NAMES_BEGIN else "没有数字：台账里没有记录"
            said = f"这里还空着{why}，请补填，或删去这一句。"
            yield Finding(
                "blank-left", Severity.AMBER, said, block.index, _around(block.text, found.start()),
                max(0, found.start() - _TEN),
            )  # fmt: skip
        if not drafted or block.plan or block.kind not in _TYPED_KINDS:
            continue
        for one in block.quantities:
            if one.source is None and one.unit:
                yield at(block, (one,), "typed-number", _typed(one, known), Severity.AMBER)


def _around(text: str, place: int) -> str:
    return text[max(0, place - _TEN) : place + len(BLANK)]


def _typed(one: Quantity, known: Known) -> str:
    key = report_words().indicator(one.family, one.role) if one.bare else ""
    value = known.value(key) if key else None
    said = f"手工数字“{plain_number(one.value)}{one.unit}”，不随台账更新"
    if value is not None and value != one.value and one.unit != "万元":
        unit = known.figures[key].unit
        return f"{said}；台账现为{plain_number(value)}{unit}，请核对。"
    return f"{said}，请核对。"
