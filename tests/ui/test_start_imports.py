"""What a start imports: as little as the standing window shows, then what its first page asks."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from liaison_desktop.models.tables import complete_metadata, domain_tables, table
from liaison_desktop.services import on_demand as services_on_demand
from liaison_desktop.services.office import Office
from liaison_desktop.ui import on_demand
from liaison_desktop.ui.tabs import TABS

_ROOT = Path(__file__).resolve().parents[2]
# Both lists are taken at a known moment: the first before the event loop runs, the second on
# the read lane, in turn after what the first page asked and before anything else is asked.
_SCRIPT = """
import json
import os
import sys
from pathlib import Path
from PySide6.QtCore import QSettings
from liaison_desktop.app import Desk, Place, make_application
app = make_application(sys.argv[:1])
desk = Desk(app, QSettings())
desk.open(Place(Path(sys.argv[1])))
stands = sorted(sys.modules)
window = desk.window
def ask():
    desk.lanes.read("modules", lambda: sorted(sys.modules), tell)
def tell(filled):
    blocks = len(window.stack.currentWidget().blocks)
    print(json.dumps({"stands": stands, "filled": filled, "blocks": blocks}), flush=True)
    os._exit(0)
window.desk.opened.connect(ask)
app.exec()
"""
_OTHER_TASKS = {
    "PIL", "alembic", "calamine", "docx", "fontTools", "numpy", "openpyxl", "pptx", "psycopg",
    "pypdfium2", "pyqtgraph", "python_calamine", "reportlab", "xlsxwriter", "zxingcpp",
}  # fmt: skip


@pytest.fixture
def imported(practice_office, tmp_path):
    """Names of the modules there when the window stands and when its first page is filled."""
    data = practice_office.data
    practice_office.close()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, str(data)],
        capture_output=True,
        text=True,
        cwd=_ROOT,
        env=environment,
        check=True,
        timeout=120,
    )
    return json.loads(done.stdout)


def below(names, *packages):
    """The names that are or lie in one of the packages."""
    starts = tuple(f"{package}." for package in packages)
    return [name for name in names if name in packages or name.startswith(starts)]


def test_a_start_imports_what_it_shows_and_no_more(imported):
    stands, filled = imported["stands"], imported["filled"]
    assert imported["blocks"] > 0
    assert "liaison_desktop.ui.main_window" in stands
    assert below(stands, "sqlalchemy", "asyncio", "multiprocessing", *_OTHER_TASKS) == []
    own = ("models", "services", "excel", "documents", "cli", "ui.matters", "ui.register")
    assert below(stands, *(f"liaison_desktop.{one}" for one in own)) == []
    waiting = ("errors", "hit_list", "code_edit", "scanner", "today", "layout_parts")
    assert below(stands, *(f"liaison_desktop.ui.{one}" for one in waiting)) == []
    assert "sqlalchemy" in filled
    assert below(filled, "sqlalchemy.dialects.postgresql", *_OTHER_TASKS) == []
    later = (
        "excel", "documents", "models.figures.summary", "services.figures.figures",
        "services.system.undo", "services.system.record_history",
    )  # fmt: skip
    pages = [tab.module for tab in TABS if not tab.module.startswith("today")]
    assert below(filled, *(f"liaison_desktop.{one}" for one in later)) == []
    assert below(filled, *(f"liaison_desktop.ui.{one}" for one in pages)) == []


@pytest.mark.parametrize(
    ("table_of_names", "name"),
    [(one, name) for one in (on_demand, services_on_demand) for name in sorted(one._MODULE_OF)],
)
def test_what_waits_for_its_demand_is_there(qapp, table_of_names, name):
    assert callable(table_of_names.on_demand(name))


def test_tabs_name_services_that_there_are():
    asked = {service for tab in TABS for service in tab.services}
    assert asked
    assert [one for one in asked if not hasattr(Office, one)] == []


def test_every_table_is_found_by_its_name():
    named = {name: table(name).name for name in complete_metadata().tables}
    assert all(name == found for name, found in named.items())
    assert {"household", "dispute", "own_indicator"} <= {one.name for one in domain_tables()}
    assert "operation" not in {one.name for one in domain_tables()}
