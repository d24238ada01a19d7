"""Steps in the life of cards, from any pane: done on the write lane, told with 撤销."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QObject

from liaison_desktop.domain.progress import Progress
from liaison_desktop.domain.register.card_issue import IssueReport, StepReport
from liaison_desktop.domain.register.card_number import spoken
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.domain.terms.contact_card import CardLayout, ReceiptWay
from liaison_desktop.ui.lanes import Job
from liaison_desktop.ui.page import DeskContext


class CardSteps(QObject):
    """What can be done to cards; every step is one operation."""

    def __init__(self, desk: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def issue(
        self,
        wanted: HouseholdFilter,
        layout: CardLayout | None = None,
        then: Callable[[IssueReport], None] | None = None,
    ) -> Job:
        """Make cards for the households of a filter."""
        cards = self._desk.office.cards
        return self._make(lambda: cards.issue(wanted, layout), "制卡", then)

    def replace(self, ids: Sequence[int], then: Callable[[IssueReport], None] | None = None) -> Job:
        """Replace cards (换发)."""
        cards = self._desk.office.cards
        return self._make(lambda: cards.replace(ids), "换发", then)

    def reissue(self, ids: Sequence[int]) -> Job:
        """Make new cards for lost ones (遗失补发)."""
        cards = self._desk.office.cards
        return self._make(lambda: cards.reissue(ids), "补发", None)

    def hand_out(self, ids: Sequence[int], on: date, receiver: str, way: ReceiptWay) -> Job:
        """Hand cards out; undo refuses what is in a villager's hand, so none is offered."""
        cards = self._desk.office.cards

        def run(_progress: Progress) -> StepReport:
            return cards.hand_out(ids, on, receiver, way)

        def told(report: StepReport) -> None:
            self._desk.bus.tell(report.changes)
            self._desk.notice(f"{step_words('发放', report)}。登记错了请用“回收”")

        return self._desk.lanes.write(run, told, owner=self)

    def take_back(self, ids: Sequence[int], on: date, reason: str) -> Job:
        """Take cards back (回收)."""
        cards = self._desk.office.cards
        return self._take(lambda: cards.take_back(ids, on, reason), "回收")

    def void(self, ids: Sequence[int], reason: str) -> Job:
        """Void cards (作废)."""
        cards = self._desk.office.cards
        return self._take(lambda: cards.void(ids, reason), "作废")

    def mark_printed(self, ids: Sequence[int], words: str = "") -> Job:
        """Note that cards were printed; ``words`` say it otherwise, e.g. where the PDF is."""
        cards = self._desk.office.cards
        return self._take(lambda: cards.mark_printed(ids), "打印", words)

    def _make(
        self,
        work: Callable[[], IssueReport],
        word: str,
        then: Callable[[IssueReport], None] | None,
    ) -> Job:
        def run(_progress: Progress) -> IssueReport:
            return work()

        def told(report: IssueReport) -> None:
            self._desk.done(report.changes, issue_words(word, report))
            if then is not None:
                then(report)

        return self._desk.lanes.write(run, told, owner=self)

    def _take(self, work: Callable[[], StepReport], word: str, words: str = "") -> Job:
        def run(_progress: Progress) -> StepReport:
            return work()

        def told(report: StepReport) -> None:
            self._desk.done(report.changes, words or step_words(word, report))

        return self._desk.lanes.write(run, told, owner=self)


def issue_words(word: str, report: IssueReport) -> str:
    """Return what making cards did: 已制卡 12 张；2 户没有制成：中和村/ZH0001 没有户主."""
    made = f"已{word} {len(report.cards)} 张" if report.cards else f"没有{word}"
    if not report.unissued:
        return made
    first = report.unissued[0]
    return f"{made}；{len(report.unissued)} 户没有制成：{first.household} {first.why}"


def step_words(word: str, report: StepReport) -> str:
    """Return what a step did: 已发放 98 张；2 张没有发放：卡号 … 待换发."""
    done = f"已{word} {len(report.cards)} 张"
    if not report.left:
        return done
    first = report.left[0]
    return f"{done}；{len(report.left)} 张没有{word}：{spoken(first.number)} {first.why}"
