"""Where a line of an official paper may not end: within figures, years, pairs of marks.

Sources: GB/T 9704-2012, 7.3.3 (numbers and years are not broken), GB/T 15834-2011, 5.1.10 and
5.1.11 (marks that begin or end no line), domain.md 8.3.
"""

import re
from itertools import pairwise

NOT_FIRST = frozenset("，。、；：？！）》】〉〕」』”’…·～﹪％‰℃,.;:?!)]}%")
NOT_LAST = frozenset("（《【〈〔「『“‘([{￥＄№")

_DIGITS = r"[0-9０-９＿]"
_UNIT = (
    r"(?:个?百分点|平方[公千厘]?[里米]|立方米|[公千厘毫]米|[公海]里|公斤|千克|"
    r"[十百千万亿]*(?:人次|户次|公里|周年|周岁|年度|季度|个月|[元人户件起次亩吨])|[㐀-鿿])"
)
# What stays together, each a figure with what belongs to it.
_WHOLE = (
    rf"第?[-+−－＋]?{_DIGITS}[0-9０-９＿.．,:：/%％‰—～~–-]*[余多来近]?{_UNIT}?",
    r"〔[0-9]{4}〕\s?第?[0-9]+号?",
    rf"[A-Z][A-Z/]*\s?[0-9]+(?:[.—-][0-9]+)*{_UNIT}?",
    r"——|……",
)
_TOGETHER = re.compile("|".join(f"(?:{each})" for each in _WHOLE))
# A blank at an end of a line is dropped, so what stands behind it would begin or end one.
_BLANKS = re.compile(
    rf"\s+(?=[{re.escape(''.join(NOT_FIRST))}])|(?<=[{re.escape(''.join(NOT_LAST))}])\s+"
)


def closed_places(text: str) -> frozenset[int]:
    """Return the places inside a text where no line may end.

    A place is the number of characters before it. What is closed is the inside of figures with
    their unit, of 〔2023〕5号, GB/T 9704, dashes and dots, and the places before and after
    marks that begin or end no line, with the blanks beside them.
    """
    closed = {
        place
        for place, (before, after) in enumerate(pairwise(text), start=1)
        if before in NOT_LAST or after in NOT_FIRST
    }
    for found in _TOGETHER.finditer(text):
        closed.update(range(found.start() + 1, found.end()))
    for found in _BLANKS.finditer(text):
        closed.update(range(found.start(), found.end() + 1))
    return frozenset(closed)
