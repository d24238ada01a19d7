"""Sums of a report: ladders, parts of a total and their shares.

排查 ≥ 调处 ≥ 成功; parts (其中…, 分别…, 合计…) sum to their total (domain.md 1.17, anchors.md N3).
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from liaison_desktop.domain.figures.number_words import percent_words, plain_number, rounded
from liaison_desktop.domain.figures.proof import Finding, Severity
from liaison_desktop.domain.figures.proof_finding import Known, at
from liaison_desktop.domain.figures.proof_reading import PERCENT, Quantity, ReadBlock
from liaison_desktop.domain.figures.report_words import report_words

_AMONG = re.compile(
    r"其中|按[^，,。；;：:]{1,10}(?:分类|划分|分|统计)(?=[，,：:])|从[^，,。]{1,6}看(?=[，,：:])"
)
_TOTAL = re.compile(r"(合计|共计|总计|共)[为有]?$")
_SHARE = re.compile(r"占(?:比|总数的?|全部的?|受理数的?|排查数的?|.{0,6}的)?[为达]?$|^[（(]$")


def sum_findings(blocks: Sequence[ReadBlock], _known: Known) -> Iterator[Finding]:
    """Yield what does not add up."""
    for block in blocks:
        if block.plan:
            continue
        for number in range(len(block.sentences)):
            inside = block.of_sentence(number)
            yield from _ladders(block, inside)
            yield from _among(block, number)
            yield from _in_turn(block, number)
            yield from _summed_up(block, inside)
        yield from _shares(block)
    yield from _ladders_of_all(blocks)


def _ladders(block: ReadBlock, inside: Sequence[Quantity]) -> Iterator[Finding]:
    """Compare what follows each other in one sentence; places divide it."""
    for upper, lower in _steps(inside):
        if lower.value > upper.value:
            yield _climbs(block, upper, lower)


def _steps(inside: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield each quantity with the nearest one before it that stands higher on a ladder."""
    for ladder in report_words().ladders:
        for above, below in _rungs(ladder):
            between = ladder[ladder.index(above) + 1 : ladder.index(below)]
            upper: Quantity | None = None
            for one in inside:
                if one.role == above:
                    upper = one
                elif one.role in between:
                    upper = None
                elif one.role == below and upper is not None and _comparable(upper, one):
                    yield upper, one


def _rungs(ladder: Sequence[str]) -> Iterator[tuple[str, str]]:
    for place, above in enumerate(ladder):
        for below in ladder[place + 1 :]:
            yield above, below


def _comparable(upper: Quantity, lower: Quantity) -> bool:
    exact = not (upper.compared or lower.compared or upper.approximate or lower.approximate)
    same = upper.family == lower.family or "" in (upper.family, lower.family)
    return exact and same and upper.group == lower.group and upper.bare == lower.bare


def _climbs(block: ReadBlock, upper: Quantity, lower: Quantity) -> Finding:
    said = (
        f"“{lower.word}{lower.shown}”多于“{upper.word}{upper.shown}”，后者应当不少于前者；"
        "有上期转来的，请写明。"
    )
    told = upper.source is not None and lower.source is not None
    # Both stand so in the ledger: some were found earlier and settled now. Worth a word.
    severity = Severity.AMBER if told else Severity.RED
    meant = (upper, lower) if upper.block == lower.block else (lower,)
    return at(block, meant, "ladder", said, severity)


def _ladders_of_all(blocks: Sequence[ReadBlock]) -> Iterator[Finding]:
    """Compare the unlimited numbers of different sentences, each the first of its kind."""
    first: dict[tuple[str, str], tuple[ReadBlock, Quantity]] = {}
    for block in blocks:
        for one in block.quantities if not block.plan else ():
            if one.bare and one.role and one.family and not one.approximate:
                first.setdefault((one.family, one.role), (block, one))
    for ladder in report_words().ladders:
        for above, below in pairwise(ladder):
            for (family, role), (block, lower) in first.items():
                upper = first.get((family, above))
                if role != below or upper is None or not _comparable(upper[1], lower):
                    continue
                apart = (upper[0].index, upper[1].sentence) != (block.index, lower.sentence)
                if apart and lower.value > upper[1].value:
                    yield _climbs(block, upper[1], lower)


def _among(block: ReadBlock, number: int) -> Iterator[Finding]:
    """Check the parts after 其中, or 按类型分, against the number before them."""
    start, end = block.sentences[number]
    marks = [start + found.start() for found in _AMONG.finditer(block.text[start:end])]
    inside = block.of_sentence(number)
    for mark, stop in pairwise([*marks, end]):
        parts = _parts_after(block.text, inside, mark, stop)
        if not parts:
            continue
        totals = [
            one
            for one in block.quantities
            if one.end <= mark and one.group == parts[0].group and not one.compared
            and one.sentence >= number - 1
        ]  # fmt: skip
        if totals:
            yield from _part_findings(block, totals, parts)


def _parts_after(
    text: str, inside: Sequence[Quantity], mark: int, stop: int
) -> tuple[Quantity, ...]:
    after = [one for one in inside if mark < one.start < stop and one.unit != PERCENT]
    if _in_brackets(text, mark):
        closed = [text.find(sign, mark) for sign in "）)"]
        close = min((place for place in closed if place > 0), default=stop)
        after = [one for one in after if one.start < close]
    if not after:
        return ()
    group, role = after[0].group, after[0].role
    run = []
    for one in after:
        if one.group == group and (one.role == role or not one.role) and not one.compared:
            run.append(one)
        elif one.group == group and one.role:
            break
    return tuple(run)


def _in_brackets(text: str, place: int) -> bool:
    opened = max(text.rfind("（", 0, place), text.rfind("(", 0, place))
    closed = max(text.rfind("）", 0, place), text.rfind(")", 0, place))
    return opened > closed


def _part_findings(
    block: ReadBlock, totals: Sequence[Quantity], parts: Sequence[Quantity]
) -> Iterator[Finding]:
    total = totals[-1]
    exact = not total.approximate and not any(one.approximate for one in parts)
    if not exact:
        return
    largest = max(parts, key=lambda one: one.value)
    if all(largest.value > one.value for one in totals):
        said = (
            f"“其中”的{plain_number(largest.value)}{largest.unit}多于总数"
            f"{plain_number(total.value)}{total.unit}，请核对。"
        )
        yield at(block, (largest,), "part-over-total", said)
        return
    if len(parts) < 2 or not _divides(parts):
        return
    summed = sum((one.value for one in parts), Decimal())
    fits = any(summed == one.value for one in totals)
    over = all(summed > one.value for one in totals)
    if over or (not fits and _complete(parts)):
        yield _not_summing(block, total, parts, summed)


def _not_summing(
    block: ReadBlock, total: Quantity, parts: Sequence[Quantity], summed: Decimal
) -> Finding:
    working = "+".join(plain_number(one.value) for one in parts)
    said = (
        f"分项之和与总数不符：{working}={plain_number(summed)}，"
        f"总数写的是{plain_number(total.value)}{total.unit}。"
    )
    return at(block, (parts[0], parts[-1]), "parts-not-summing", said)


def _names(parts: Sequence[Quantity]) -> list[str]:
    """Return what each part is called: the words before its number, without the verb."""
    return [
        re.split(r"[，,、：:（(）)。]|其中|分别|有|和(?=.{2,}$)", _lead(one))[-1] for one in parts
    ]


def _lead(one: Quantity) -> str:
    lead = one.before.rstrip("：: 为有共")
    verb = one.word if one.role not in ("", "source") else ""
    return lead.removesuffix(verb) if lead.removesuffix(verb).strip("、，,和及") else lead


def _divides(parts: Sequence[Quantity]) -> bool:
    """Tell whether parts are of one division, so that no record stands in two of them."""
    names = _names(parts)
    plain = [name for name in names if not name.startswith(("其他", "其它"))]
    words = report_words()
    if len(plain) < len(names) and plain:
        return True
    for suffix in words.part_suffixes:
        if all(name.endswith(suffix) for name in plain) and len(set(plain)) == len(plain):
            return True
    return _in_division(names) is not None


def _complete(parts: Sequence[Quantity]) -> bool:
    names = _names(parts)
    if names[-1].startswith(("其他", "其它")):
        return True
    division = _in_division(names)
    return division is not None and len(names) == len(division)


def _in_division(names: Sequence[str]) -> tuple[str, ...] | None:
    for division in report_words().divisions:
        found = {word for word in division for name in names if word in name}
        if len(found) == len(names) and all(
            any(word in name for word in division) for name in names
        ):
            return division
    return None


def _in_turn(block: ReadBlock, number: int) -> Iterator[Finding]:
    """Check 甲村、乙村分别排查20起、16起，共36起: what follows 分别 sums to the total said."""
    start, end = block.sentences[number]
    mark = block.text.find("分别", start, end)
    if mark < 0:
        return
    inside = [one for one in block.of_sentence(number) if one.unit != PERCENT]
    run: list[Quantity] = []
    for one in (one for one in inside if one.start > mark):
        if run and (one.group != run[0].group or not one.before.startswith(("、", "和", "及"))):
            break
        run.append(one)
    if len(run) < 2 or any(one.approximate or one.compared for one in run):
        return
    summed = sum((one.value for one in run), Decimal())
    for one in inside:
        said_total = one not in run and _TOTAL.search(one.before.rstrip("，, "))
        if said_total and one.group == run[0].group and summed != one.value:
            yield _not_summing(block, one, run, summed)


def _summed_up(block: ReadBlock, inside: Sequence[Quantity]) -> Iterator[Finding]:
    """Check A村12起、B村10起、C村14起，合计36起."""
    counts = [one for one in inside if one.unit != PERCENT]
    for place, total in enumerate(counts):
        if not _TOTAL.search(_last_clause(total.before)) or "分别" in block.sentence_text(
            total.sentence
        ):
            continue
        run: list[Quantity] = []
        for one in reversed(counts[:place]):
            if one.group != total.group or one.compared or one.approximate:
                break
            run.insert(0, one)
            if not one.before.startswith(("、", "，", ",")):
                break
        if len(run) < 2 or not _divides(run):
            continue
        summed = sum((one.value for one in run), Decimal())
        if summed != total.value:
            yield _not_summing(block, total, run, summed)


def _last_clause(before: str) -> str:
    return re.split(r"[，,、：:]", before)[-1]


def _shares(block: ReadBlock) -> Iterator[Finding]:
    """A part with its share (455件，占52.4%): some total before it must give that share."""
    for place, share in enumerate(block.quantities):
        if share.unit != PERCENT or share.role or share.compared or share.approximate:
            continue
        near = share.before.lstrip("，, ") if "占" in share.before else share.before.strip()
        part = block.quantities[place - 1] if place else None
        if part is None or part.unit == PERCENT or not _SHARE.search(near):
            continue
        if part.compared or part.approximate or part.end + len(share.before) != share.start:
            continue
        totals = [
            one
            for one in block.quantities[:place]
            if one.group == part.group and one.value >= part.value and one is not part
            and not one.compared and not one.approximate and one.value
        ]  # fmt: skip
        if totals and not any(
            rounded(part.value * 100 / one.value, share.places) == share.value for one in totals
        ):
            total = max(totals, key=lambda one: one.value)
            right = percent_words(part.value * 100 / total.value)
            said = (
                f"“占{plain_number(share.value)}%”不符：{plain_number(part.value)}÷"
                f"{plain_number(total.value)}={right}。"
            )
            yield at(block, (part, share), "share-arithmetic", said)
