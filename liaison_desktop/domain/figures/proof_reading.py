"""Reading the numbers of a report: what each speaks of, in which sentence, compared or not.

The reading is cautious: a number whose words are not all understood has no role, and one
that a place, a class or another time limits is not ``bare``. Rules speak only of what was
understood, so that a right text is left in peace.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from liaison_desktop.domain.figures.catalogue import INDICATOR_OF
from liaison_desktop.domain.figures.report_words import Role, report_words
from liaison_desktop.domain.figures.summary import Block, BlockKind
from liaison_desktop.domain.figures.token import Aspect, Token, TokenKind, TokenSource

PERCENT, POINTS = "%", "百分点"
_UNITS = (
    "个百分点", "百分点", "%", "户次", "人次", "万元", "亿元", "元", "户", "人", "名", "位", "件",
    "起", "宗", "例", "桩", "条", "个", "张", "份", "套", "本", "册", "篇", "次", "场", "天", "日",
    "年", "月", "季度", "周", "号", "公里", "平方公里", "吨", "亩", "米", "岁", "级", "项",
)  # fmt: skip
_NUMBER = re.compile(
    r"(?<![\d.A-Za-z])(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?[ \u3000]*(余|多)?[ \u3000]*"
    rf"({'|'.join(sorted(map(re.escape, _UNITS), key=len, reverse=True))})?(余|多)?"
)
_HUNDRED = re.compile(r"百分之百|百分百")
_WIDE = str.maketrans("０１２３４５６７８９．％，", "0123456789.%，")
_QUOTED = re.compile(r"《[^》]*》|〔[^〕]*〕|\[[^\]]*\]|[（(][^（()）]*(?:号|文)[)）]")
_SENTENCE = re.compile(r"[^。！？!?；;\n]*[。！？!?；;\n]?")
_CLAUSE_END = re.compile(r"[，,：:（(）)]")
_APPROXIMATE = re.compile(r"(近|约|超过|突破|不低于|不少于|达到|超)$")
_OTHER_TIME = re.compile(
    r"去年|上年|同期|上期|上月|上季|上周|上半年末|往年|历年|历史|前年|(?<!\d)\d{1,2}月|[一二三四]季度"
)
_DATES = frozenset(("年", "月", "日", "季度", "周", "号", "天", "岁", "级", "项"))
_PLACE = re.compile(r"(?<![各全我本驻住进入农两])[\u4e00-\u9fff](?:村|社区)(?![民委组内级])")
_CARRIED = "open_before"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text.

    Attributes:
        block: Index of its block.
        start, end: Where it stands with its measure word.
        value: The number.
        places: Digits after the point, as written.
        unit: Its measure word, ``%``, ``百分点``, or "".
        role, family, word: What it is, by which word; "" when not understood.
        sentence: Number of its sentence within the block.
        bare: Whether nothing limits it: neither place nor class nor another time.
        compared: Whether it is part of a comparison, or of another time.
        before: Its words: from the quantity before, or the sentence's beginning, to it.
        after: From it to the end of the clause or the next quantity.
        source: Of its token, None when it was typed.
        approximate: 余, 多, 近, 约, 超过, 以上 …, "" for an exact one.
    """

    block: int
    start: int
    end: int
    value: Decimal
    places: int
    unit: str
    role: str = ""
    family: str = ""
    word: str = ""
    sentence: int = 0
    bare: bool = False
    compared: bool = False
    before: str = ""
    after: str = ""
    source: TokenSource | None = None
    approximate: str = ""

    @property
    def group(self) -> str:
        """Measure words that count the same things are one group."""
        return report_words().group_of_unit.get(self.unit, self.unit)

    @property
    def shown(self) -> str:
        """Number and unit as people write them."""
        return f"{self.value}{'个' if self.unit == POINTS else ''}{self.unit}"


@dataclass(frozen=True, slots=True)
class ReadBlock:
    """A paragraph that was read.

    Attributes:
        index: Its place among the blocks.
        text: As printed; full-width digits made plain, so positions stay.
        kind: What it is.
        sentences: Start and end of each sentence; 。！？； end one.
        quantities: Its numbers in order.
        plan: Whether it speaks of what is to come (下步打算).
    """

    index: int
    text: str
    kind: BlockKind
    sentences: tuple[tuple[int, int], ...]
    quantities: tuple[Quantity, ...]
    plan: bool

    def of_sentence(self, number: int) -> tuple[Quantity, ...]:
        """Return the quantities of one sentence."""
        return tuple(one for one in self.quantities if one.sentence == number)

    def sentence_text(self, number: int) -> str:
        """Return one sentence."""
        start, end = self.sentences[number]
        return self.text[start:end]


def read_blocks(blocks: Sequence[Block], places: frozenset[str]) -> tuple[ReadBlock, ...]:
    """Read all blocks of a report.

    Args:
        blocks: The text.
        places: Names of villages and other areas that limit what is counted.
    """
    read, plan_level = [], 0
    for index, block in enumerate(blocks):
        level = _LEVELS.get(block.kind, 0)
        if level:
            if plan_level and level <= plan_level:
                plan_level = 0
            if not plan_level and report_words().plan_headings.search(block.text):
                plan_level = level
        read.append(_read(index, block, places, plan=bool(plan_level)))
    return tuple(read)


_LEVELS = {BlockKind.HEADING_1: 1, BlockKind.HEADING_2: 2, BlockKind.HEADING_3: 3}


def _read(index: int, block: Block, places: frozenset[str], *, plan: bool) -> ReadBlock:
    text = block.text.translate(_WIDE)
    sentences = tuple(
        (found.start(), found.end()) for found in _SENTENCE.finditer(text) if found.group()
    )
    tokens = _token_spans(block)
    found = list(_quantities(index, text, tokens))
    placed = [replace(one, sentence=_sentence_of(one.start, sentences)) for one in found]
    with_words = _with_words(text, sentences, placed)
    understood = _understood(with_words, places)
    return ReadBlock(index, text, block.kind, sentences, tuple(understood), plan)


def _token_spans(block: Block) -> list[tuple[int, int, Token]]:
    spans, position = [], 0
    for run in block.runs:
        shown = run.shown if isinstance(run, Token) else run
        if isinstance(run, Token):
            spans.append((position, position + len(shown), run))
        position += len(shown)
    return spans


def _quantities(
    index: int, text: str, tokens: Sequence[tuple[int, int, Token]]
) -> Iterator[Quantity]:
    quoted = [found.span() for found in _QUOTED.finditer(text)]
    for found in _HUNDRED.finditer(text):
        yield Quantity(index, found.start(), found.end(), Decimal(100), 0, PERCENT)
    for found in _NUMBER.finditer(text):
        start, end = found.span()
        if any(first <= start < last for first, last in quoted):
            continue
        whole, fraction, more, unit, after = found.groups()
        if unit in (None, "个") and text.startswith("百分点", end):
            continue
        approximate = more or after or ""
        if not unit and approximate and _APPROXIMATE.search(text[:start]):
            approximate = ""
        if text.startswith("以上", end) or text.startswith("以内", end):
            approximate = text[end : end + 2]
        elif leading := _APPROXIMATE.search(text[:start]):
            approximate = approximate or leading.group().removeprefix("达到")
        yield Quantity(
            index,
            start,
            end,
            Decimal(whole.replace(",", "") + (fraction or "")),
            len(fraction or ".") - 1,
            _plain_unit(unit or ""),
            source=_source_at(start, end, tokens),
            approximate=approximate,
        )


def _plain_unit(unit: str) -> str:
    return POINTS if unit.endswith(POINTS) else unit


def _source_at(
    start: int, end: int, tokens: Sequence[tuple[int, int, Token]]
) -> TokenSource | None:
    found = bisect_right(tokens, start, key=lambda one: one[0]) - 1
    if found >= 0:
        first, last, token = tokens[found]
        if first <= start < last and (end <= last or last > start):
            return token.source
    return None


def _sentence_of(position: int, sentences: Sequence[tuple[int, int]]) -> int:
    number = bisect_right(sentences, position, key=lambda one: one[0]) - 1
    return number if number >= 0 and position < sentences[number][1] else 0


def _with_words(
    text: str, sentences: Sequence[tuple[int, int]], found: list[Quantity]
) -> list[Quantity]:
    """Give each quantity the words before and after it, within its sentence."""
    found = sorted(found, key=lambda one: one.start)
    told = []
    counted = [one for one in found if one.unit not in _DATES]
    ends = sorted(one.end for one in counted)
    starts = [one.start for one in counted]
    for one in counted:
        first, last = sentences[one.sentence]
        earlier, later = bisect_right(ends, one.start), bisect_left(starts, one.end)
        begin = max([first, *ends[max(earlier - 1, 0) : earlier]])
        stop = min([last, *starts[later : later + 1]])
        after = _CLAUSE_END.split(text[one.end : stop], maxsplit=1)[0]
        told.append(replace(one, before=text[begin : one.start], after=after))
    return told


def _understood(found: Sequence[Quantity], places: frozenset[str]) -> Iterator[Quantity]:
    family, sentence, placed = "", -1, False
    last: Quantity | None = None
    for one in found:
        if one.sentence != sentence:
            last, placed = None, False
        sentence = one.sentence
        told = _of_token(one) if _is_figure(one) else _of_words(one, family, last)
        told = replace(told, compared=told.compared or _is_compared(told, last))
        placed = placed or (told.source is None and _has_place(told.before, places))
        if told.compared or (told.bare and (placed or _limited(told))):
            told = replace(told, bare=False)
        family = told.family or family
        last = told
        yield told


def _is_figure(one: Quantity) -> bool:
    return one.source is not None and one.source.kind is TokenKind.FIGURE


def _of_token(one: Quantity) -> Quantity:
    """Read a token: its source says what it is, no word has to."""
    source = one.source
    if source is None or source.aspect is not Aspect.VALUE:
        compared = source is not None and source.aspect in _COMPARING
        return replace(one, compared=compared)
    family, role = report_words().meaning_of(source.key)
    spoken = _last_role(_CLAUSE_END.split(one.before)[-1], one)
    term = INDICATOR_OF.get(source.key)
    word = spoken[1] if spoken is not None else term.label if term is not None else ""
    return replace(one, family=family, role=role, word=word, bare=not source.scope.parts)


_COMPARING = frozenset(
    (Aspect.BASE, Aspect.DELTA, Aspect.PERCENT, Aspect.POINTS, Aspect.CHANGE, Aspect.TREND)
)


def _of_words(one: Quantity, family: str, last: Quantity | None) -> Quantity:
    words = report_words()
    clauses = _CLAUSE_END.split(one.before)
    near = clauses[-1]
    if len(clauses) > 1 and words.filler.fullmatch(near):
        near = clauses[-2] + near
    own = _family_of(near + one.after)
    spoken = _last_role(near, one)
    if spoken is None and words.filler.fullmatch(_without_times(near)):
        spoken = _first_role(one.after, one)
    if spoken is None:
        inherited = last is not None and _joined(near) and last.group == one.group
        if inherited and last is not None and last.role:
            return replace(one, role=last.role, family=last.family, word=last.word)
        # 186件纠纷中，… : what there was, said without a verb.
        all_there = near == "" or words.filler.fullmatch(near)
        if all_there and own == "dispute" and _OUT_OF.fullmatch(one.after):
            return replace(one, role="accepted", family=own, word=one.after, bare=True)
        return replace(one, family=own)
    role, word, lead, gap = spoken
    chosen = own or role.family or family
    bare = bool(words.plain.fullmatch(_stripped(lead)) and words.plain.fullmatch(_stripped(gap)))
    return replace(one, role=role.name, family=chosen, word=word, bare=bare)


def _joined(near: str) -> bool:
    return near.startswith(("、", "和", "及")) and len(near) > 1


def _last_role(near: str, one: Quantity) -> tuple[Role, str, str, str] | None:
    found = None
    for match in report_words().spoken.finditer(near):
        for role in report_words().roles(match.group()):
            if _fits(role, one):
                found = (role, match.group(), near[: match.start()], near[match.end() :])
    return found


def _first_role(after: str, one: Quantity) -> tuple[Role, str, str, str] | None:
    for match in report_words().spoken.finditer(after):
        for role in report_words().roles(match.group()):
            if _fits(role, one):
                return role, match.group(), "", after[: match.start()]
    return None


def _fits(role: Role, one: Quantity) -> bool:
    return role.units == (one.unit if one.unit in (PERCENT, POINTS) else one.group)


def _family_of(text: str) -> str:
    places = {
        family: max((found.end() for found in noun.finditer(text)), default=-1)
        for family, noun in report_words().nouns.items()
    }
    family = max(places, key=lambda name: places[name])
    return family if places[family] >= 0 else ""


_OUT_OF = re.compile(r"[各类农村民间群众]*(?:矛盾|纠纷|矛盾纠纷)(?:案件|隐患)?(?:当中|中|里)?")
_TIMES = re.compile(r"\d{4}年(?:上半年|下半年|第?[一二三四]季度|\d{1,2}月)?")


def _without_times(text: str) -> str:
    return _TIMES.sub("", text)


def _stripped(text: str) -> str:
    return re.sub(r"[\s，,、：:“”\"《》]", "", _without_times(text))


def _is_compared(one: Quantity, last: Quantity | None) -> bool:
    """Tell whether a number is a change, a base, or of another time."""
    words = report_words()
    before = one.before.replace(one.word, "") if one.role == _CARRIED else one.before
    if words.compared.search(before) or words.bases.search(before):
        return True
    near = _CLAUSE_END.split(one.before)[-1]
    changed = words.up.search(near) or words.down.search(near)
    if last is not None and last.compared and changed:
        return True
    return one.unit == POINTS


def _limited(one: Quantity) -> bool:
    if one.source is not None:
        return False
    before = one.before.replace(one.word, "") if one.role == _CARRIED else one.before
    return "其中" in before or bool(_OTHER_TIME.search(before + one.after))


def _has_place(text: str, places: frozenset[str]) -> bool:
    return any(name in text for name in places) or bool(_PLACE.search(text))
