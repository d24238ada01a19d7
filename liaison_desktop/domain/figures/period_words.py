"""Words of another period: 本月 in a half-year report, last year's date left standing.

What is to come (下步打算, 将…) may name any time; so may comparisons, names of papers and
the history of things (自2019年以来).
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from liaison_desktop.domain.figures.named_period import PERIOD_WORDS, period_of
from liaison_desktop.domain.figures.period import Period
from liaison_desktop.domain.figures.proof import Finding, Severity
from liaison_desktop.domain.figures.proof_reading import ReadBlock
from liaison_desktop.domain.figures.report_words import report_words
from liaison_desktop.domain.figures.summary import BlockKind

_WEEK, _MONTH, _QUARTER, _HALF, _YEAR, _DAYS = range(6)
_WORDS: tuple[tuple[str, int], ...] = (
    (r"本周|这一?周|一周来", _WEEK),
    (r"本月|当月|一个月来", _MONTH),
    (r"本季度?(?!节)|三个月来", _QUARTER),
    (r"上半年|下半年|半年来|半年以来", _HALF),
    (r"全年|一年来|一年以来|本年度", _YEAR),
    (r"今年以来|年初以来", _DAYS),
)
_NAMES = {_WEEK: "周", _MONTH: "月", _QUARTER: "季度", _HALF: "半年", _YEAR: "年度"}
_NOT_MEANT = re.compile(r"^(?:初|中旬?|末|底|以前|之前)?(?:的)?(?:目标|任务|计划|工作要点|预算)")
_SPAN = re.compile(r"(?<![\d年])(\d{1,2})月?[至到—\-－~～](\d{1,2})月")
_ONLY_MONTH = re.compile(r"(?<![\d年至到—\-－~～月])(\d{1,2})月份?(?![\d至到—\-－~～])")
_HISTORY = re.compile(r"^(?:以来|起|始|底|初|末|至今|到|至|建|成立|开始|的?(?:计划|规划|目标))")
_QUOTED = re.compile(r"《[^》]*》|〔[^〕]*〕|“[^”]*”|[（(][^（()）]*(?:号|文)[)）]")


def period_findings(blocks: Sequence[ReadBlock], period: Period) -> Iterator[Finding]:
    """Yield words that name another period than the report's.

    Args:
        blocks: The report.
        period: Its period.
    """
    for block in blocks:
        if block.kind in (BlockKind.DATE, BlockKind.SIGNATURE, BlockKind.ADDRESSEE) or block.plan:
            continue
        quoted = [found.span() for found in _QUOTED.finditer(block.text)]
        for number in range(len(block.sentences)):
            start, end = block.sentences[number]
            sentence = block.text[start:end]
            if report_words().plan_words.search(_unquoted(sentence)) and "现将" not in sentence:
                continue
            found = (
                *_words(block, number, period),
                *_years(block, number, period),
                *_months(block, number, period),
            )
            for one in found:
                if not any(first <= one.start < last for first, last in quoted):
                    yield one


def _unquoted(sentence: str) -> str:
    return _QUOTED.sub("", sentence)


def _words(block: ReadBlock, number: int, period: Period) -> Iterator[Finding]:
    start, end = block.sentences[number]
    sentence = block.text[start:end]
    for pattern, length in _WORDS:
        for found in re.finditer(pattern, sentence):
            rest = sentence[found.end() :]
            clause = _clause_around(sentence, found.start())
            if _NOT_MEANT.match(rest) or _comparing(sentence, found.start(), found.end()):
                continue
            if sentence[: found.start()].endswith(("年", "上", "下")) and length == _HALF:
                continue  # 2023年上半年 is read as a date
            counted = _counts(block, number, clause)
            severity = _judged(found.group(), length, period, counted=counted)
            if severity is not None:
                said = f"“{found.group()}”与本报告的期间（{period.label}）不符，请改正。"
                yield Finding(
                    "wrong-period-word", severity, said, block.index, found.group(),
                    start + found.start(),
                )  # fmt: skip


def _judged(word: str, length: int, period: Period, *, counted: bool) -> Severity | None:
    own = _length(period)
    if own == _DAYS:
        return None
    if length == _DAYS:
        return _since_new_year(period, own)
    if length == own:
        half = "上半年" if period.first.month == 1 else "下半年"
        other = word in ("上半年", "下半年") and word != half
        return Severity.RED if other and counted else None
    if length < own:
        within = length == _HALF and own == _YEAR  # a year's report tells of its halves
        return None if within else Severity.RED
    return Severity.RED if counted and own >= _HALF else None


def _since_new_year(period: Period, own: int) -> Severity | None:
    """Judge 今年以来: it means the period only where that began with the year."""
    if period.first == date(period.first.year, 1, 1):
        return None if own == _YEAR else Severity.AMBER
    return Severity.RED if own >= _HALF else None


def _length(period: Period) -> int:
    key = period.key
    if ".." in key:
        return _DAYS
    if "W" in key:
        return _WEEK
    if "Q" in key:
        return _QUARTER
    if "H" in key:
        return _HALF
    return _MONTH if "-" in key else _YEAR


def _counts(block: ReadBlock, number: int, clause: tuple[int, int]) -> bool:
    """Tell whether a clause of a sentence, or the one after it, has a number."""
    start, end = block.sentences[number]
    return any(start + clause[0] <= one.start < end for one in block.of_sentence(number)) or (
        block.kind is BlockKind.TITLE
    )


def _clause_around(sentence: str, place: int) -> tuple[int, int]:
    start = max((sentence.rfind(sign, 0, place) for sign in "，,、：:"), default=-1) + 1
    stop = min(
        (at for at in (sentence.find(sign, place) for sign in "，,：:") if at >= 0),
        default=len(sentence),
    )
    return start, stop


def _comparing(sentence: str, start: int, end: int) -> bool:
    """Tell whether a time is the one something is compared with."""
    lead = sentence[max(0, start - 6) : start]
    rest = sentence[end : end + 8]
    return bool(
        re.search(r"[比较同与和](?:去年|上年|今年)?$", lead)
        or re.match(r"(?:同期|相比|的?\d)", rest)
        or "累计" in rest[:4]
    )


def _years(block: ReadBlock, number: int, period: Period) -> Iterator[Finding]:
    start, end = block.sentences[number]
    sentence = block.text[start:end]
    for found in PERIOD_WORDS.finditer(sentence):
        rest = sentence[found.end() :]
        if _HISTORY.match(rest) or _compared_time(sentence, found.start(), found.end()):
            continue
        if re.match(r"\d{1,2}月\d{1,2}日|\d{1,2}日", rest):
            continue
        if _names_period(found, period):
            continue
        title = block.kind is BlockKind.TITLE or "现将" in sentence
        counted = _counts(block, number, _clause_around(sentence, found.start()))
        if title or found["part"] or counted:
            said = f"“{found.group()}”不是本报告的期间（{period.label}），请改正。"
            severity = Severity.RED if title or counted else Severity.AMBER
            yield Finding(
                "wrong-period-date", severity, said, block.index, found.group(),
                start + found.start(),
            )  # fmt: skip


def _compared_time(sentence: str, start: int, end: int) -> bool:
    lead, rest = sentence[max(0, start - 5) : start], sentence[end : end + 8]
    return bool(
        re.search(r"[比较与和自从至到]$|截至$|根据$|上期报告[（(]$", lead)
        or re.match(r"(?:度)?(?:同期|相比)", rest)
        or re.search(r"同期", rest)
    )


def _names_period(found: re.Match[str], period: Period) -> bool:
    """Tell whether 2023年, 2023年上半年, 2023年3月 … lies in the period, or the period in it."""
    named = period_of(found)
    if named is None:
        return True
    if not found["part"]:
        return period.first.year <= named.first.year <= period.last.year
    inside = period.first <= named.first and named.last <= period.last
    around = named.first <= period.first and period.last <= named.last
    return inside or around


def _months(block: ReadBlock, number: int, period: Period) -> Iterator[Finding]:
    if _length(period) in (_WEEK, _DAYS):
        return
    start, end = block.sentences[number]
    sentence = block.text[start:end]
    spans = [found.span() for found in _SPAN.finditer(sentence)]
    for found in _SPAN.finditer(sentence):
        if _compared_time(sentence, found.start(), found.end()):
            continue
        first, last = int(found[1]), int(found[2])
        own = (period.first.month, period.last.month)
        if (
            (first, last) != own
            and _length(period) >= _QUARTER
            and (first < own[0] or last > own[1] or first == own[0])
        ):
            said = f"“{found.group()}”与本报告的期间（{period.label}）不符，请核对。"
            inside = own[0] <= first and last <= own[1]
            yield Finding(
                "wrong-period-date", Severity.AMBER if inside else Severity.RED, said,
                block.index, found.group(), start + found.start(),
            )  # fmt: skip
    for found in _ONLY_MONTH.finditer(sentence):
        month = int(found[1])
        if any(first <= found.start() < last for first, last in spans) or not 1 <= month <= 12:
            continue
        if re.match(r"\d{1,2}日", sentence[found.end() :]) or _compared_time(
            sentence, found.start(), found.end()
        ):
            continue
        counted = _counts(block, number, _clause_around(sentence, found.start()))
        if counted and not period.first.month <= month <= period.last.month:
            said = f"“{found.group()}”不在本报告的期间（{period.label}）内，请核对。"
            yield Finding(
                "wrong-period-date", Severity.RED, said, block.index, found.group(),
                start + found.start(),
            )  # fmt: skip
