"""What a cell of a blank form asks for, guessed from the words left of it and above it.

A guess is offered, never taken by itself: a person accepts it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from liaison_desktop.domain.figures.comparison import Against
from liaison_desktop.domain.figures.form_fields import FORM_FIELDS
from liaison_desktop.domain.figures.form_mapping import YEAR_SO_FAR, Filling, MappedCell
from liaison_desktop.domain.figures.indicator import Indicator
from liaison_desktop.domain.figures.question import Question
from liaison_desktop.domain.figures.scope import Dimension, Scope, ScopePart
from liaison_desktop.domain.figures.token import Aspect, Style
from liaison_desktop.domain.register.place_name import village_stem

# Words upper offices use, beside the indicators' own labels.
_ASKED_AS: Mapping[str, tuple[str, ...]] = {
    "disputes_found": ("排查数", "排查纠纷", "排查起数", "排查"),
    "disputes_mediated": ("调处数", "调解数", "调处", "调解起数"),
    "dispute_mediate_rate": ("调处率",),
    "disputes_settled": ("成功数", "化解数", "调解成功数", "调处成功"),
    "dispute_settle_rate": ("成功率", "调处成功率"),
    "disputes_open": ("未化解数", "未化解", "未调处"),
    "disputes_accepted": ("受理数", "受理"),
    "agreement_amount": ("协议金额",),
    "concerns_collected": ("收集意见", "收集民情", "意见建议"),
    "concerns_closed": ("办结数", "办结件数"),
    "concerns_open": ("在办", "未办结"),
    "visits": ("走访户次", "入户次数"),
    "households_visited": ("走访户数", "走访群众", "走访"),
    "households_paired": ("联户数", "结对户数"),
    "cadres_paired": ("结对干部", "联户干部"),
    "cards_issued": ("发卡数", "发放联系卡", "联系卡"),
    "registration_forms": ("登记卡",),
    "village_stay_days": ("驻村天数",),
}
_ASPECTS: tuple[tuple[str, Against, Aspect], ...] = (
    ("上年同期", Against.YEAR_AGO, Aspect.BASE),
    ("去年同期", Against.YEAR_AGO, Aspect.BASE),
    ("同比增减", Against.YEAR_AGO, Aspect.DELTA),
    ("同比", Against.YEAR_AGO, Aspect.PERCENT),
    ("环比增减", Against.BEFORE, Aspect.DELTA),
    ("环比", Against.BEFORE, Aspect.PERCENT),
    ("上期", Against.BEFORE, Aspect.BASE),
    ("上月", Against.BEFORE, Aspect.BASE),
)
# Words that limit nothing.
_PLAIN_WORDS = (
    "年度累计", "累计", "年度", "合计", "总计", "小计", "总数", "总况", "总体情况", "全镇", "全乡",
    "全县", "全站", "本期", "本月", "本季度", "本季", "上半年", "本年", "矛盾纠纷", "纠纷", "情况",
    "数量", "增减",
)  # fmt: skip
_BARE = re.compile(r"[\s　（）()：:、，,“”\"]|[（(][^）)]*[）)]$")
_MONTH = re.compile(r"(\d{1,2})月份?")
_MEASURES = ("起数", "件数", "户数", "人数")


@dataclass(frozen=True, slots=True)
class KnownWords:
    """What words can mean.

    Attributes:
        indicators: All there are.
        parts: Of every dimension, what can be chosen; by indicator key.
    """

    indicators: tuple[Indicator, ...]
    parts: Mapping[str, Mapping[Dimension, Sequence[ScopePart]]]


def suggested(
    place: tuple[str, str], labels: Sequence[str], known: KnownWords, likely: Dimension | None
) -> MappedCell | None:
    """Return what would fill a cell, None when its words say nothing known.

    Args:
        place: Sheet and address.
        labels: The words around it, outer ones first.
        known: What words can mean.
        likely: Of several classings with the same class, the one this form uses.
    """
    bare = [_plain(label) for label in labels]
    said = "".join(bare)
    term = _indicator(bare, known.indicators)
    if term is None:
        return None
    parts = _parts(bare, labels, known.parts.get(term.key, {}), likely)
    if not all(_understood(one, term, parts) for one in bare):
        return None
    scope = Scope(parts)
    period = YEAR_SO_FAR if "累计" in said else ""
    against, aspect = next(
        ((one, which) for word, one, which in _ASPECTS if word in said), (None, Aspect.VALUE)
    )
    style = Style.WAN_2 if term.unit == "元" and "万元" in "".join(labels) else Style.EXACT
    sheet, address = place
    question = Question(period, term.key, scope, against=against)
    return MappedCell(
        sheet, address, " · ".join(labels), Filling.FIGURE, question,
        style=style.value, aspect=aspect.value,
    )  # fmt: skip


def suggested_field(place: tuple[str, str], text: str) -> MappedCell | None:
    """Return which field a word with a colon asks for, None when it asks for none known."""
    bare = _plain(re.split("[：:]", text)[0])
    for one in FORM_FIELDS:
        if bare and any(bare == _plain(word) for word in (one.label, *one.asked_as)):
            return MappedCell(*place, text.strip(), Filling.FIELD, field=one.key)
    return None


def likely_classing(
    words: Iterable[str], parts: Mapping[Dimension, Sequence[ScopePart]]
) -> Dimension | None:
    """Return by which classes a form divides disputes: whose names stand on it most."""
    said = {_plain(word) for word in words}
    counts = {
        dimension: sum(_plain(part.label) in said for part in parts.get(dimension, ()))
        for dimension in (Dimension.CATEGORY, Dimension.SICHUAN)
    }
    best = max(counts, key=lambda one: counts[one])
    return best if counts[best] else None


def _indicator(bare: Sequence[str], indicators: Iterable[Indicator]) -> Indicator | None:
    """Return the indicator whose word is the longest found; exact words before parts of words."""
    best: tuple[int, int, Indicator] | None = None
    for term in indicators:
        for word in (term.label, *_ASKED_AS.get(term.key, ())):
            plain = _plain(word)
            for label in bare:
                if plain and plain in label:
                    score = (int(plain == label), len(plain))
                    if best is None or score > best[:2]:
                        best = (*score, term)
    return best[2] if best else None


def _parts(
    bare: Sequence[str],
    labels: Sequence[str],
    choices: Mapping[Dimension, Sequence[ScopePart]],
    likely: Dimension | None,
) -> tuple[ScopePart, ...]:
    return tuple(_named_parts(bare, labels, choices, likely))


def _named_parts(
    bare: Sequence[str],
    labels: Sequence[str],
    choices: Mapping[Dimension, Sequence[ScopePart]],
    likely: Dimension | None,
) -> Iterable[ScopePart]:
    taken: set[str] = set()
    order = sorted(choices, key=lambda one: one is not likely)
    for dimension in order:
        if dimension is Dimension.MONTH:
            continue
        for part in choices[dimension]:
            found = next((one for one in bare if one not in taken and _same(one, part)), None)
            if found is not None:
                taken.add(found)
                yield part
                break
    for label in labels:
        named = _MONTH.fullmatch(label.strip())
        if named is not None and 1 <= int(named[1]) <= 12:
            yield ScopePart(Dimension.MONTH, f"{int(named[1]):02d}", f"{int(named[1])}月")
            return


def _understood(bare: str, term: Indicator, parts: Sequence[ScopePart]) -> bool:
    """Tell whether a word is accounted for: else a village nobody knows would get the total."""
    if any(_same(bare, part) or bare.startswith(part.label) for part in parts):
        return True
    rest = bare
    said = sorted((term.label, *_ASKED_AS.get(term.key, ())), key=len, reverse=True)
    for word in (*map(_plain, said), *(word for word, _, _ in _ASPECTS), *_PLAIN_WORDS):
        rest = rest.replace(word, "")
    return not rest.strip("数率%起件户人次条张篇天元万的()（）")


def _same(bare: str, part: ScopePart) -> bool:
    label = _plain(part.label)
    if part.dimension in (Dimension.VILLAGE, Dimension.GROUP):
        return bool(label) and village_stem(bare) == village_stem(label)
    return bare in (label, f"{label}类", f"{label}纠纷")


def _plain(text: str) -> str:
    """Return words without blanks, brackets and what counts: 走访（户次） → 走访."""
    bare = _BARE.sub("", _BARE.sub("", text.strip()) if text else "")
    for measure in _MEASURES:
        if bare.endswith(measure) and len(bare) > len(measure) + 1:
            return bare.removesuffix(measure)
    return bare
