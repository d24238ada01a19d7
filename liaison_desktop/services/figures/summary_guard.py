"""No names of parties, no identity numbers, no telephones in a summary (domain.md 11.3)."""

from collections.abc import Iterable

from pypinyin.constants import PHRASES_DICT
from sqlalchemy import select
from sqlalchemy.orm import Session

from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.figures.summary import Block
from liaison_desktop.domain.figures.token import Token, TokenKind
from liaison_desktop.domain.matters.leak import LEAK_LABELS
from liaison_desktop.domain.matters.leak_scan import HiddenNames, scan
from liaison_desktop.models.tables import table
from liaison_desktop.services.context import Context
from liaison_desktop.services.figures.own_words import PERSONAL_NUMBERS, natural_parties

_COMPUTED = "□"  # stands for what no person typed; it ends a run of digits
_EXCERPT = 12


def require_no_personal_data(context: Context, blocks: Iterable[Block]) -> None:
    """Refuse a text that names a party or holds a personal number.

    The numbers the program computed are not looked at: they are nobody's.

    Raises:
        RefusedError: With one sentence that names the paragraph, never what leaks.
    """
    texts = [(block, _typed(block)) for block in blocks]
    with context.store.reading() as session:
        names, places = HiddenNames(_party_names(session)), HiddenNames(_places(session))
    for block, text in texts:
        kinds = [leak.kind for leak in scan([("", text)]) if leak.kind in PERSONAL_NUMBERS]
        if kinds:
            raise RefusedError(_sentence(block, LEAK_LABELS[kinds[0]]))
        if _names_somebody(text, names, places):
            raise RefusedError(_sentence(block, "矛盾纠纷当事人的姓名"))


def _typed(block: Block) -> str:
    return "".join(
        _COMPUTED if isinstance(run, Token) and run.source.kind is not TokenKind.TYPED
        else run.shown if isinstance(run, Token) else run
        for run in block.runs
    )  # fmt: skip


def _party_names(session: Session) -> set[str]:
    """Return the names of natural parties; what is also an ordinary word is not looked for."""
    known = set(session.scalars(select(table("cadre").c.name).distinct()))
    names = natural_parties(session) - known
    return {name for name in names if len(name) > 2 or name not in PHRASES_DICT}


def _places(session: Session) -> set[str]:
    """Return the names of places and units: 张三村 does not speak of 张三."""
    names = (table("area").c.name, table("unit").c.name)
    return {name for column in names for name in session.scalars(select(column).distinct())}


def _names_somebody(text: str, names: HiddenNames, places: HiddenNames) -> bool:
    """Tell whether a name stands in a text that is no piece of a longer name of a place."""
    around = places.find(text)
    return any(
        not any(start <= first and last <= end and last - first < end - start
                for start, end in around)
        for first, last in names.find(text)
    )  # fmt: skip


def _sentence(block: Block, what: str) -> str:
    begins = "".join(_masked(run) for run in block.runs if isinstance(run, str))[:_EXCERPT]
    place = f"“{begins}……”一段" if begins else "有一段"
    return f"{place}里有{what}，总结里不能出现。请改掉后再打印。"


def _masked(text: str) -> str:
    return "".join("＊" if character.isdigit() else character for character in text)
