"""数字出处: figures worked out a second time, from the records they list and not from their counts.

A figure is counted by the store; here its listed records are counted one by one, those
of a flow only if their own date lies in the period, and sums are added up record by record.
"""

from liaison_desktop.domain.figures.indicator import Figure, Nature, Number, percentage
from liaison_desktop.domain.figures.period import Period
from liaison_desktop.domain.figures.scope import Dimension, Scope
from liaison_desktop.services.context import Context
from liaison_desktop.services.figures.figures import Figures
from liaison_desktop.services.figures.summary_adding import ADDED

# Rate to the indicators its denominator is the sum of; - takes away.
_DENOMINATORS: dict[str, tuple[str, ...]] = {
    "household_coverage": ("households",),
    "cadre_participation": ("cadres",),
    "visit_rate": ("households",),
    "concern_close_rate": ("concerns_open_before", "concerns_entered", "-concerns_returned"),
    "concern_on_time_rate": ("concerns_closed",),
    "dispute_mediate_rate": ("disputes_found",),
    "dispute_settle_rate": ("disputes_mediated",),
    "dispute_accepted_settle_rate": ("disputes_accepted",),
}
# Lists whose records carry another date than the event: a household visited, its start.
_OTHER_DATES = frozenset(("households_visited", "disputes_followed_up"))
_MANY = 5_000  # more records than a person would count one by one are counted by key


class Recount:
    """Counts again what a figure lists."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._figures = Figures(context)
        self._known: dict[tuple[str, str, Scope], Figure] = {}

    def figure(self, key: str, period: Period, scope: Scope) -> Figure:
        """Return a figure as its records give it; without a ledger there is none."""
        asked = (key, period.key, scope)
        if asked not in self._known:
            self._known[asked] = self._counted(key, period, scope)
        return self._known[asked]

    def _counted(self, key: str, period: Period, scope: Scope) -> Figure:
        printed = self._figures.one(key, period, scope)
        if printed.records is None:
            return printed
        term = self._figures.term(key)
        if key in ADDED:
            ids = list(self._figures.record_ids(key, period, scope))
            days = (period.first, period.last, period.stock_day(self._context.today()))
            with self._context.store.reading() as session:
                total = ADDED[key](session, ids, days, scope)
            return Figure(key, term.label, total, term.unit, total, None, len(ids))
        count = self._records(key, period, scope, dated=term.nature is Nature.FLOW)
        if term.nature is not Nature.RATE:
            return Figure(key, term.label, count, term.unit, count, None, count)
        of = self._denominator(key, period, scope, printed)
        value = percentage(count, of)
        return Figure(key, term.label, value, term.unit, count, of, count)

    def _records(self, key: str, period: Period, scope: Scope, *, dated: bool) -> int:
        ids = self._figures.record_ids(key, period, scope)
        if len(ids) > _MANY:
            return len(set(ids))
        listed = self._figures.records(key, period, scope)
        if not dated or key in _OTHER_DATES:
            return len({(one.kind, one.id) for one in listed})
        return len(
            {(one.kind, one.id) for one in listed if one.on is None or period.contains(one.on)}
        )

    def _denominator(self, key: str, period: Period, scope: Scope, printed: Figure) -> Number:
        if key == "satisfaction_rate":
            return self._judged(period, scope)
        parts_ = _DENOMINATORS.get(key)
        if parts_ is None:
            return printed.denominator or 0
        total: Number = 0
        for part in parts_:
            sign = -1 if part.startswith("-") else 1
            total += sign * (self.figure(part.lstrip("-"), period, scope).value or 0)
        return total

    def _judged(self, period: Period, scope: Scope) -> int:
        divided = self._figures.divided("concerns_closed", period, Dimension.GRADE, scope)
        return sum(int(one.figure.value or 0) for one in divided.parts if one.part.value)
