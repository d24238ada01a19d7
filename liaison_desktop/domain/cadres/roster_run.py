"""Which households the names in a pairing list mean.

A cell such as 王明、龙勇、吉克阿牛(ZH0062) runs in roster order (DESIGN 7): a namesake is
the one that continues the run of its neighbours; a name absent from the given village
but unique elsewhere is that one. Both are taken and told. A hint in brackets (组 or
户编号) decides.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from liaison_desktop.domain.person_name import name_key
from liaison_desktop.domain.register.place_name import (
    group_stem,
    number_key,
    plain_name,
    village_stem,
)
from liaison_desktop.domain.register.roster import ProblemCode

_SEPARATORS = re.compile(r"[、,，;；/／|\s]+")
_VILLAGES = re.compile(r"[、,，;；/／\s]+|(?<=[村会区])[和及]")  # 中和村 is one village
_PLACE_HINT = re.compile(r"[\d一二三四五六七八九十]|组|社")


@dataclass(frozen=True, slots=True)
class Heading:
    """A household as the list can name it.

    Attributes:
        id: Key.
        position: Its place in roster order, from 0.
        village, group, number, head: Where and who.
    """

    id: int
    position: int
    village: str
    group: str
    number: str
    head: str

    @property
    def label(self) -> str:
        """村/户编号."""
        return f"{self.village}/{self.number}"


@dataclass(frozen=True, slots=True)
class Mention:
    """One name of the list.

    Attributes:
        cell: Number of the cell it stands in; names of a cell run together.
        name: The name, "" when only a number stands there.
        hints: What the brackets or the columns 组 and 户编号 say, in order of strength.
        villages: The given villages, empty when none is.
    """

    cell: int
    name: str
    hints: tuple[str, ...] = ()
    villages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a mention was taken for.

    Attributes:
        household: The household, None when it stays unknown.
        code: "" when sure, else ``ambiguous`` or ``not-found``.
        message: One Chinese sentence when not sure.
    """

    household: Heading | None
    code: str = ""
    message: str = ""


def split_villages(text: str) -> tuple[str, ...]:
    """Split 中和村、补歹村 into villages."""
    return tuple(part for part in _VILLAGES.split(text.strip()) if part)


class RosterRun:
    """Finds the households a list means, against the register."""

    def __init__(self, households: Iterable[Heading]) -> None:
        self._by_name: dict[str, list[Heading]] = defaultdict(list)
        self._by_number: dict[str, list[Heading]] = defaultdict(list)
        for household in households:
            self._by_name[name_key(household.head)].append(household)
            self._by_number[number_key(household.number)].append(household)

    def meanings(self, mentions: Sequence[Mention]) -> list[Meaning]:
        """Return what each mention means, in order."""
        candidates = [self._candidates(mention) for mention in mentions]
        found: dict[int, Heading] = {
            n: options[0] for n, (options, _) in enumerate(candidates) if len(options) == 1
        }
        sure = dict(found)
        for n, (options, _) in enumerate(candidates):
            if len(options) > 1:
                chosen = _continuing(n, mentions, options, found) or _left_over(options, sure)
                if chosen is not None:
                    found[n] = chosen
        return [
            _meaning(mention, options, found.get(n), strange=strange)
            for n, (mention, (options, strange)) in enumerate(
                zip(mentions, candidates, strict=True)
            )
        ]

    def _candidates(self, mention: Mention) -> tuple[list[Heading], bool]:
        """Return who can be meant, and whether something given does not fit him."""
        stems = {village_stem(village) for village in mention.villages}
        everywhere = self._named(mention)
        inside = [item for item in everywhere if not stems or village_stem(item.village) in stems]
        options, strange = (inside, False) if inside else (everywhere, bool(everywhere))
        for hint in (part for text in mention.hints for part in _SEPARATORS.split(text) if part):
            fitting = [item for item in options if _fits(item, hint)]
            fitting = fitting or [item for item in everywhere if _fits(item, hint)]
            if fitting:
                options = fitting
            elif _PLACE_HINT.search(hint):
                strange = True
        return options, strange

    def _named(self, mention: Mention) -> list[Heading]:
        if mention.name:
            return self._by_name.get(name_key(mention.name), [])
        return [
            item for hint in mention.hints for item in self._by_number.get(number_key(hint), [])
        ]


def _fits(household: Heading, hint: str) -> bool:
    if number_key(household.number) == number_key(hint):
        return True
    plain = plain_name(hint)
    if household.group and plain in (plain_name(household.group), household.village):
        return True
    stem = group_stem(plain, household.village)
    return bool(household.group) and group_stem(household.group, household.village) == stem


def _continuing(
    n: int, mentions: Sequence[Mention], options: Sequence[Heading], found: dict[int, Heading]
) -> Heading | None:
    """Return the namesake nearest to where the run of the neighbours leads, None if two are."""
    expected = _expected(n, mentions, found)
    taken = {found[k].id for k in found if mentions[k].cell == mentions[n].cell and k != n}
    free = [item for item in options if item.id not in taken] or list(options)
    if not expected:
        return None

    def cost(item: Heading) -> int:
        return sum(abs(item.position - place) for place in expected)

    ranked = sorted(free, key=lambda item: (cost(item), item.position))
    costs = [cost(item) for item in ranked[:2]]
    return ranked[0] if len(costs) < 2 or costs[0] < costs[1] else None


def _expected(n: int, mentions: Sequence[Mention], found: dict[int, Heading]) -> list[int]:
    """Return the places before and after which a mention should stand; its own cell first."""
    own: list[int] = []
    for step in (-1, 1):
        k = n + step
        while 0 <= k < len(mentions) and mentions[k].cell == mentions[n].cell:
            if k in found:
                own.append(found[k].position + n - k)
                break
            k += step
    if own:
        return own
    near: list[int] = []
    for step in (-1, 1):
        k = n + step
        while 0 <= k < len(mentions) and k not in found:
            k += step
        if 0 <= k < len(mentions):
            near.append(found[k].position + n - k)
    return near


def _left_over(options: Sequence[Heading], sure: dict[int, Heading]) -> Heading | None:
    """Return the only namesake nobody else surely means, None if there are several."""
    taken = {household.id for household in sure.values()}
    free = [item for item in options if item.id not in taken]
    return free[0] if len(free) == 1 else None


def _meaning(
    mention: Mention, options: Sequence[Heading], chosen: Heading | None, *, strange: bool
) -> Meaning:
    shown = mention.name or "、".join(mention.hints)
    if not options:
        return Meaning(None, ProblemCode.NOT_FOUND, f"没有找到户主{shown}，请核对姓名和所在村。")
    if chosen is None:
        places = "、".join(item.label for item in options[:4])
        message = f"{shown}有 {len(options)} 户同名（{places}），请在姓名后用括号写明组或户编号。"
        return Meaning(None, ProblemCode.AMBIGUOUS, message)
    if strange:
        message = f"{shown}与所写的村、组或户号不符，按唯一同名的{chosen.label}登记，请核对。"
        return Meaning(chosen, ProblemCode.AMBIGUOUS, message)
    if len(options) > 1:
        message = f"{shown}有 {len(options)} 户同名，按名单前后顺序认作{chosen.label}，请核对。"
        return Meaning(chosen, ProblemCode.AMBIGUOUS, message)
    return Meaning(chosen)
