"""The menus of the window, built from the table of commands."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMainWindow

from liaison_desktop.ui.actions import COMMANDS, SEPARATOR, ActionSpec, fill_menu

TEXT_PERCENTS = (100, 115, 130, 150, 175, 200)

# Commands that only the window itself has.
WINDOW_COMMANDS: tuple[ActionSpec, ...] = (
    ActionSpec("import_households", "导入农户花名册…", "", "import"),
    ActionSpec("import_cadres", "导入干部名册…", "", "import"),
    ActionSpec("import_pairings", "导入结对安排表…", "", "import"),
    ActionSpec("import_visits", "导入走访登记表…", "", "import"),
    ActionSpec("import_concerns", "导入民情台账…", "", "import"),
    ActionSpec("import_disputes", "导入矛盾纠纷台账…", "", "import"),
    ActionSpec(
        "blank_roster",
        "下载空白花名册…",
        "",
        "save",
        "存一份空白的农户花名册，发给村里填写，填好后导入",
    ),
    ActionSpec("operations", "操作历史", "Ctrl+Shift+H", "history", "谁在什么时候做了什么，可撤销"),
    ActionSpec("check", "检查数据", "", "ok", "核对数据库与操作日志是否完好"),
    ActionSpec("practice", "打开练习站", "", "today", "人员均为虚构，不影响正式数据"),
    ActionSpec("keys", "快捷键", "Ctrl+/", "help"),
    ActionSpec("about", "关于", "", "household"),
)
PAGE_COMMANDS = (
    "new",
    "edit",
    "save",
    "delete",
    "print",
    "import",
    "export",
    "history",
    "refresh",
)
"""Commands each page gives a meaning of its own."""

_MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "文件(&F)",
        (
            "import_households",
            "import_cadres",
            "import_pairings",
            "blank_roster",
            SEPARATOR,
            "import_visits",
            "import_concerns",
            "import_disputes",
            SEPARATOR,
            "export",
            "print",
            SEPARATOR,
            "quit",
        ),
    ),
    (
        "编辑(&E)",
        ("undo", "redo", SEPARATOR, "new", "edit", "save", "delete", SEPARATOR, "find", "history"),
    ),
    ("查看(&V)", ("next_tab", "previous_tab", "refresh", SEPARATOR, "larger_text", "smaller_text")),
    ("系统(&S)", ("operations", "check", "practice", SEPARATOR, "settings")),
    ("帮助(&H)", ("help", "keys", SEPARATOR, "about")),
)
_TEXT_MENU = "查看(&V)"


def window_commands() -> tuple[ActionSpec, ...]:
    """Return every command the window builds."""
    built = {one for _, ids in _MENUS for one in ids} | {"import"}
    return tuple(spec for spec in (*COMMANDS, *WINDOW_COMMANDS) if spec.id in built)


def fill_menu_bar(
    window: QMainWindow,
    actions: Mapping[str, QAction],
    percent: int,
    choose_percent: Callable[[int], None],
) -> dict[int, QAction]:
    """Build the menus.

    Args:
        window: The window.
        actions: Its commands by id.
        percent: The text size in force.
        choose_percent: Called with the text size chosen.

    Returns:
        The actions of the text sizes by percent, to tick the one in force.
    """
    sizes: dict[int, QAction] = {}
    for caption, ids in _MENUS:
        menu = window.menuBar().addMenu(caption)
        menu.setToolTipsVisible(True)
        fill_menu(menu, actions, ids)
        if caption == _TEXT_MENU:
            group = QActionGroup(window)
            sub = menu.addMenu("文字大小")
            for one in TEXT_PERCENTS:
                action = sub.addAction(f"{one} %")
                action.setCheckable(True)
                action.setChecked(one == percent)
                group.addAction(action)
                action.triggered.connect(lambda _on=False, size=one: choose_percent(size))
                sizes[one] = action
    return sizes


def key_lines(specs: Sequence[ActionSpec]) -> list[tuple[str, str]]:
    """Return keys and captions of the commands that have keys."""
    return [(spec.shortcut, spec.caption) for spec in specs if spec.shortcut]
