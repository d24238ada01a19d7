"""The pictures the README shows: ``python -m tests.ui.readme_pictures FOLDER``.

Made on a practice station of a fixed day, so that a picture changes only when the window does.
"""

import os
import sys
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Qt says of every window that nobody sizes it offscreen.
os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")

from PySide6.QtCore import QEventLoop, QSettings, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from liaison_desktop.app import make_application
from liaison_desktop.domain.cadres.cadre import CadreDetail, CadreDraft, CadreFilter
from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.figures.period import half_year_of
from liaison_desktop.domain.matters.concern import ConcernFilter
from liaison_desktop.domain.matters.visit import VisitFilter
from liaison_desktop.domain.register.card_issue import CardFilter
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.paths import resource
from liaison_desktop.services.office import Office, open_office
from liaison_desktop.services.system.practice import (
    CONCERN_LEDGER,
    DISPUTE_LEDGER,
    HOUSEHOLD_ROSTERS,
    VISIT_LEDGER,
    make_practice_station,
)
from liaison_desktop.ui.importing.wizard import ImportWizard
from liaison_desktop.ui.main_window import MainWindow
from liaison_desktop.ui.page import (
    CADRES,
    CARDS,
    CONCERNS,
    DISPUTES,
    FIGURES,
    HOUSEHOLDS,
    SUMMARIES,
    TODAY,
    VISITS,
    DeskContext,
    Destination,
)
from tests.fakes import InlineLanes

CLERK = "张会计"
MADE, HANDED_OUT, LEFT, DAY = (
    date(2023, 2, 20), date(2023, 3, 1), date(2023, 6, 1), date(2023, 6, 30),
)  # fmt: skip
WIDTH, HEIGHT = 1280, 800
_SETTLING_MS = 300
_LOOKS = 20


def main(folder: Path) -> None:
    """Save each tab, the dossier and the import wizard as PNG."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, made)
        make_application(sys.argv[:1]).setCursorFlashTime(0)  # a caret that never blinks
        station = Path(made, "station")
        make_practice_station(station, today=lambda: MADE)
        with open_office(station, actor=CLERK, today=lambda: DAY) as office:
            let_time_pass(office)
            save_pages(office, folder)
        with open_office(Path(made, "new"), actor=CLERK, create=True, today=lambda: DAY) as office:
            office.areas.set_up_station("罗平县", "罗雄镇")
            save_import(office, folder)


def let_time_pass(office: Office) -> None:
    """Keep the ledgers; hand out most cards; one cadre gets another number, another leaves."""
    for service, name in (
        (office.visit_import, VISIT_LEDGER),
        (office.concern_import, CONCERN_LEDGER),
        (office.dispute_import, DISPUTE_LEDGER),
    ):
        service.apply(service.plan(resource("practice", name)))
    cards = office.cards.ids(CardFilter())
    office.cards.hand_out(cards[:-20], HANDED_OUT)
    first, second = (office.cadres.detail(key) for key in office.cadres.ids(CadreFilter())[:2])
    office.cadres.save(with_phone(first, "13900000000"))
    office.cadres.leave(second.id, second.version, LEFT)


def with_phone(cadre: CadreDetail, phone: str) -> CadreDraft:
    """Return what is typed to give a cadre another number."""
    values = {**cadre.values, "phone": phone}
    return CadreDraft(cadre.id, cadre.version, cadre.name, cadre.unit, cadre.team, values)


def save_pages(office: Office, folder: Path) -> None:
    """Save each tab, with a record open where the tab has records."""
    desk = DeskContext(office, InlineLanes(), settings=QSettings())
    window = MainWindow(desk)
    window.showNormal()  # there is no screen it would have to fit on
    window.resize(WIDTH, HEIGHT)
    stale = office.cards.ids(CardFilter(stale=True))[0]
    for place in (
        Destination(TODAY),
        Destination(HOUSEHOLDS, Kind.HOUSEHOLD, office.households.ids(HouseholdFilter())[0]),
        Destination(CARDS, Kind.CONTACT_CARD, stale),
        Destination(CADRES, Kind.CADRE, office.cadres.ids(CadreFilter())[0]),
        Destination(VISITS, filter=VisitFilter(with_problem=True, counted=True)),
        Destination(CONCERNS, Kind.CONCERN, office.concerns.ids(ConcernFilter(amber=True))[0]),
        Destination(DISPUTES, Kind.DISPUTE, office.disputes.by_number("纠2023-0009")),
        Destination(FIGURES),
        Destination(SUMMARIES, Kind.SUMMARY, draft(office)),
    ):
        desk.go(place)
        save(window, folder / f"{place.page}.png")
    desk.go(
        Destination(DISPUTES, Kind.DISPUTE, office.disputes.by_number("纠2023-0009"), "dossier")
    )
    save(window, folder / "dossier.png")
    window.close()


def draft(office: Office) -> int:
    """Keep a draft of the half-year's summary; return its id."""
    key, _ = office.summaries.save(office.summaries.draft("A", half_year_of(DAY)))
    return key


def save_import(office: Office, folder: Path) -> None:
    """Save the step of the import wizard that shows what a roster would change."""
    desk = DeskContext(office, InlineLanes(), settings=QSettings())
    roster = resource("practice", HOUSEHOLD_ROSTERS[0])
    wizard = ImportWizard(desk, "households", str(roster), None)
    wizard.showNormal()
    wizard.resize(WIDTH - 200, HEIGHT - 80)
    wizard.go_on()
    wizard.go_on()
    wizard.plan.chips.chip("damaged").click()
    save(wizard, folder / "import.png")
    wizard.close()


def save(widget: QWidget, out: Path) -> None:
    """Save a picture of a window, once its parts have found their places.

    Raises:
        RuntimeError: When the window never comes to rest.
        OSError: When the file cannot be written.
    """
    before = QImage()
    for _ in range(_LOOKS):
        settling = QEventLoop()
        QTimer.singleShot(_SETTLING_MS, settling, settling.quit)
        settling.exec()
        now = widget.grab().toImage()
        if now == before:
            break
        before = now
    else:
        raise RuntimeError(f"{out.name}: the window does not come to rest")
    if not in_few_colours(now).save(str(out), "PNG"):
        raise OSError(f"{out} cannot be written")


def in_few_colours(picture: QImage) -> QImage:
    """Return the picture in 256 colours, a third of the size on disk."""
    picture = picture.convertToFormat(QImage.Format.Format_RGB32)
    shades: dict[int, int] = {}  # the most frequent of every sixteen steps of a channel
    for colour, _ in Counter(memoryview(picture.constBits()).cast("I")).most_common():
        shades.setdefault(colour & 0xF0F0F0, colour)
    return picture.convertToFormat(
        QImage.Format.Format_Indexed8,
        list(shades.values())[:256],
        Qt.ImageConversionFlag.ThresholdDither,
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
