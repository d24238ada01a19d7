"""统计图表: charts for the screen, the meeting and the summary: values made of indicators alone.

Nothing here counts: every value is asked of ``Figures``, so a chart agrees with the table and
the sentence beside it. Which files they become is ``meeting_files``' affair.
"""

from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path

from liaison_desktop.domain.errors import UsageError
from liaison_desktop.domain.figures.chart import Chart
from liaison_desktop.domain.figures.meeting_pack import MeetingPack
from liaison_desktop.domain.figures.period import Period
from liaison_desktop.domain.figures.scope import EVERYWHERE, Scope
from liaison_desktop.services.context import Context
from liaison_desktop.services.figures import concern_charts, dispute_charts, work_charts
from liaison_desktop.services.figures.cadres import quotas_to_reach
from liaison_desktop.services.figures.chart_making import ChartBench, Desk, Maker
from liaison_desktop.services.figures.figures import Figures
from liaison_desktop.services.figures.meeting_files import write_pack
from liaison_desktop.services.register.contact_cards_rows import station_lines

MAKERS: dict[str, Maker] = {
    "dispute_classes": dispute_charts.dispute_classes,
    "disputes_by_month": dispute_charts.disputes_by_month,
    "disputes_by_village": dispute_charts.disputes_by_village,
    "ledger_states": concern_charts.ledger_states,
    "year_and_before": work_charts.year_and_before,
    "concern_classes": concern_charts.concern_classes,
    "visits_by_month": work_charts.visits_by_month,
    "coverage_matrix": work_charts.coverage_matrix,
    "satisfaction_stack": concern_charts.satisfaction_stack,
    "quota_bullets": work_charts.quota_bullets,
}
STANDARD = tuple(MAKERS)[:6]
"""The six of a meeting (N22); the others take the place of empty ones, in this order."""


class Charts:
    """统计图表."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._figures = Figures(context)

    def keys(self) -> tuple[str, ...]:
        """Return the names of all charts, the six of a meeting first."""
        return tuple(MAKERS)

    def one(self, key: str, period: Period, scope: Scope = EVERYWHERE) -> Chart:
        """Make one chart.

        Raises:
            UsageError: When there is no such chart.
        """
        return self.several((key,), period, scope)[0]

    def several(
        self, keys: Iterable[str], period: Period, scope: Scope = EVERYWHERE
    ) -> tuple[Chart, ...]:
        """Make some charts.

        Raises:
            UsageError: When one of them does not exist.
        """
        bench = self._bench(period, scope)
        return tuple(_maker(key)(bench) for key in keys)

    def meeting(self, period: Period, scope: Scope = EVERYWHERE) -> tuple[Chart, ...]:
        """Make the charts of a meeting: six, or as many as have something to show.

        When none has, the standard ones come and say so.
        """
        bench = self._bench(period, scope)
        made: list[Chart] = []
        empty: list[Chart] = []
        for make in MAKERS.values():
            if len(made) == len(STANDARD):
                break
            chart = make(bench)
            (empty if chart.empty else made).append(chart)
        return tuple(made or empty[: len(STANDARD)])

    def pack(
        self, period: Period, *, scope: Scope = EVERYWHERE, keys: Iterable[str] = ()
    ) -> MeetingPack:
        """Make the meeting pack.

        Args:
            period: 统计时段.
            scope: What all of it is limited to.
            keys: Which charts; those of a meeting when none are named.

        Raises:
            UsageError: When a chart does not exist.
        """
        named = tuple(keys)
        charts = self.several(named, period, scope) if named else self.meeting(period, scope)
        place = f"{scope.label}" if scope.parts else ""
        title = f"{period.label}{place}工作情况图表"
        return MeetingPack(title, self._station(), period, self._context.today(), charts)

    def write(
        self,
        period: Period,
        path: Path,
        *,
        scope: Scope = EVERYWHERE,
        keys: Iterable[str] = (),
        each: bool = False,
    ) -> tuple[Path, ...]:
        """Write the meeting pack as what the file's name says.

        Args:
            period: 统计时段.
            path: .pptx, .pdf, .xlsx, .png or .svg.
            scope: What all of it is limited to.
            keys: Which charts; those of a meeting when none are named.
            each: Of .png and .svg: a picture a chart, numbered behind the name.

        Returns:
            The files written.

        Raises:
            UsageError: When the name ends otherwise, or a chart does not exist.
            AppError: When a file cannot be written.
        """
        return write_pack(self.pack(period, scope=scope, keys=keys), path, each=each)

    def _bench(self, period: Period, scope: Scope) -> ChartBench:
        today = self._context.today()
        owed = partial(self._owed, period.stock_day(today))
        return ChartBench(self._figures, period, scope, Desk(today, self._station(), owed))

    def _station(self) -> str:
        with self._context.store.reading() as session:
            return str(station_lines(session)["station"])

    def _owed(self, day: date) -> dict[str, int]:
        """Return how many households each cadre should have on a day, where it is laid down."""
        with self._context.store.reading() as session:
            return {str(key): quota for key, quota in quotas_to_reach(session, day).items()}


def _maker(key: str) -> Maker:
    try:
        return MAKERS[key]
    except KeyError:
        raise UsageError(f"没有名为“{key}”的图表；可选：{'、'.join(MAKERS)}。") from None
