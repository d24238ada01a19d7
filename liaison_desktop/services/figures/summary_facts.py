"""Facts offered under 存在的问题: figures to be put into the text, never prose about causes."""

from collections.abc import Iterator

from liaison_desktop.domain.figures.period import Period
from liaison_desktop.domain.figures.scope import EVERYWHERE, Scope
from liaison_desktop.domain.figures.summary import Fact
from liaison_desktop.domain.figures.template_words import COUNT_UNITS, LATE_ENTRIES
from liaison_desktop.domain.figures.token import TokenKind, TokenSource
from liaison_desktop.services.context import Context
from liaison_desktop.services.figures.figures import Figures
from liaison_desktop.services.figures.summary_tokens import TokenValues

# Indicator to the words before its number.
_FACTS = {
    "concerns_overdue": "超期未办结的民情事项",
    "disputes_overdue": "超期未化解的矛盾纠纷",
    "concerns_open": "期末未办结的民情事项",
    "disputes_open": "期末未办结的矛盾纠纷",
    "concerns_reopened": "办结后反弹的民情事项",
    "households_uncovered": "没有干部联系的农户",
    "households_unvisited": "期内没有走访到的农户",
    "cadres_below_quota": "联户不足的干部",
    "cadres_idle": "没有联户的在岗干部",
}


def ledger_facts(context: Context, period: Period, scope: Scope = EVERYWHERE) -> Iterator[Fact]:
    """Yield what the ledgers say is wanting, and what came late; 0 and unknown are no facts."""
    figures, values = Figures(context), TokenValues(context)
    known = {term.key: term for term in figures.indicators()}
    sources = {
        key: TokenSource(TokenKind.FIGURE, key=key, period=period.key, scope=scope)
        for key in _FACTS
        if key in known
    }
    values.prepare(sources.values())
    for key, source in sources.items():
        if values.number(source):
            yield Fact(key, (_FACTS[key], values.token(source), f"{known[key].unit}。"))
    late = TokenSource(TokenKind.COUNT, key=LATE_ENTRIES, period=period.key, scope=scope)
    if values.number(late):
        unit = COUNT_UNITS[LATE_ENTRIES]
        yield Fact(LATE_ENTRIES, ("期末以后补录的记录", values.token(late), f"{unit}。"))
