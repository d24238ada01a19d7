"""Every word a sentence template may use, for a person to choose from."""

from collections.abc import Iterable, Iterator

from liaison_desktop.domain.cadres.rule_set import INDICATOR_LABELS
from liaison_desktop.domain.figures.indicator import Indicator
from liaison_desktop.domain.figures.template_words import (
    CHOICE_MEANINGS,
    COUNT_KEYS,
    COUNT_MEANINGS,
    DAY_WORD,
    MEASURE_WORDS,
    NO_UNIT_WORD,
    PERIOD_KEYS,
    PLACE_WORDS,
    RULE_WORD,
    STYLE_MEANINGS,
    TO_FILL_WORD,
    TemplateWord,
)

_PERIOD_MEANINGS = {
    "期间": "如 2023年上半年",
    "期间词": "半年来、一年来、本季度、本月、本周",
    "年份": "如 2023年",
    "起止日期": "如 2023年1月1日至6月30日",
    "起始日期": "期间的第一天",
    "截止日期": "期间的最后一天",
}


def template_words(indicators: Iterable[Indicator]) -> tuple[TemplateWord, ...]:
    """Return the words by heading: indicators first, then what may follow them."""
    return tuple(_words(indicators))


def _words(indicators: Iterable[Indicator]) -> Iterator[TemplateWord]:
    for term in indicators:
        yield TemplateWord(term.label, f"{term.meaning}单位：{term.unit}", "指标")
    for word, meaning in CHOICE_MEANINGS.items():
        yield TemplateWord(f"指标·{word}", meaning, "指标的比较和构成")
    for word, meaning in STYLE_MEANINGS.items():
        yield TemplateWord(f"指标·{word}", meaning, "数字的写法")
    yield TemplateWord(f"指标·{NO_UNIT_WORD}", "只写数字，不带单位", "数字的写法")
    for word in MEASURE_WORDS:
        yield TemplateWord(f"指标·{word}", f"按件或起计的改用“{word}”", "数字的写法")
    for word, meaning in (
        ("指标·中和村", "只算一个村、组、单位、责任小组、干部、类别或来源"),
        ("指标·各类别", "逐项列出，也可写各村、各来源"),
        ("指标·类别上升", "比去年同期多的类别；“下降”为少的"),
    ):
        yield TemplateWord(word, meaning, "范围和分组")
    for word in PERIOD_KEYS:
        yield TemplateWord(word, _PERIOD_MEANINGS[word], "期间、日期和单位")
    yield TemplateWord(DAY_WORD, "成文日期", "期间、日期和单位")
    for word, meaning in PLACE_WORDS.items():
        yield TemplateWord(word, meaning, "期间、日期和单位")
    for word, key in COUNT_KEYS.items():
        yield TemplateWord(word, COUNT_MEANINGS[key], "其他数")
    for label in INDICATOR_LABELS.values():
        yield TemplateWord(f"{RULE_WORD}·{label}", f"规则方案里“{label}”的要求", "规则")
    yield TemplateWord(f"{TO_FILL_WORD}·内容", "留空，由起草人填写", "其他数")
