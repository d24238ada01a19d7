"""The meeting pack (会议材料): charts of one period for slides, paper and workbook."""

from dataclasses import dataclass
from datetime import date

from liaison_desktop.domain.figures.chart import Chart
from liaison_desktop.domain.figures.period import Period


@dataclass(frozen=True, slots=True)
class MeetingPack:
    """What a meeting is shown.

    Attributes:
        title: Of the whole, e.g. 2023年上半年群众工作站工作情况图表.
        station: Whose it is.
        period: 统计时段.
        dated: 制图日期; also the day in the files' properties, so that a reprint is the same.
        charts: In the order they are shown.
    """

    title: str
    station: str
    period: Period
    dated: date
    charts: tuple[Chart, ...]
