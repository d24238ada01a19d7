"""What the window imports only when it is first asked for: one table, one way to ask.

A start imports what the standing window shows. Everything behind a menu, a key or a
failure stands here by name.
"""

import importlib
from collections.abc import Callable, Mapping
from typing import Any

_MODULE_OF: Mapping[str, str] = {
    "AboutDialog": "about_dialog",
    "CardSteps": "register.card_steps",
    "ChartCard": "figures.chart_card",
    "CheckDialog": "check_dialog",
    "ConflictDialog": "errors",
    "ExportDialog": "export_dialog",
    "FormPrintDialog": "register.form_print_dialog",
    "HelpPane": "help_pane",
    "HistoryPane": "history_pane",
    "ImportWizard": "importing.wizard",
    "KeysDialog": "help_pane",
    "PaperDialog": "paper_dialog",
    "PracticeStart": "practice",
    "PreferencesDialog": "preferences_dialog",
    "PrintDialog": "print_dialog",
    "QuestionView": "figures.question_line",
    "ReportDialog": "errors",
    "Scanner": "scanner",
    "SearchDrop": "search_drop",
    "Welcome": "welcome",
    "WindowKeys": "window_keys",
    "begins_a_record": "draft_places",
    "not_found": "scanned_code",
    "place_of": "draft_places",
    "record_of": "scanned_code",
    "report_text": "errors",
    "save_blank_list": "importing.blank_list",
    "take_typed": "code_edit",
}


def on_demand(name: str) -> Callable[..., Any]:
    """Return a class or function of the table, importing its module the first time."""
    module = importlib.import_module(f"liaison_desktop.ui.{_MODULE_OF[name]}")
    found: Callable[..., Any] = getattr(module, name)
    return found
