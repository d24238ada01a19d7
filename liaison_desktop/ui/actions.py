"""Every command of the window in one table; menus, tool bars and key help come from it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from liaison_desktop.ui.icons import icon

WINDOW = "window"
SEPARATOR = "-"


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """A command.

    Attributes:
        id: Its identifier; pages connect by it.
        caption: What it says in menus and on buttons.
        shortcut: Its keys as Qt writes them, "" for none.
        icon: Name of its icon, "" for none.
        tip: What the pointer is told; the caption and the keys if "".
        scope: ``window`` for commands that work everywhere, else the page that owns it;
            no keys may serve two commands of one scope, or of a page and the window.
    """

    id: str
    caption: str
    shortcut: str = ""
    icon: str = ""
    tip: str = ""
    scope: str = WINDOW


# Commands every page shares; a page with commands of its own adds a table like this one.
COMMANDS: tuple[ActionSpec, ...] = (
    ActionSpec("find", "查找", "Ctrl+F", "search", "查找农户、人员和事项"),
    ActionSpec("new", "新建", "Ctrl+N", "add"),
    ActionSpec("edit", "修改", "F2", "edit"),
    ActionSpec("save", "保存", "Ctrl+S", "save"),
    ActionSpec("delete", "删除", "Ctrl+Del", "delete"),
    ActionSpec("undo", "撤销", "Ctrl+Z", "undo", "撤销上一步操作；在输入框里撤销打字"),
    ActionSpec("redo", "恢复", "Ctrl+Y", "redo"),
    ActionSpec("history", "修改记录", "Ctrl+H", "history"),
    ActionSpec("refresh", "刷新", "F5", "refresh"),
    ActionSpec("import", "导入", "Ctrl+I", "import", "从 Excel 或 WPS 表格导入"),
    ActionSpec("export", "导出表格", "Ctrl+E", "export", "把当前列表导出为 Excel 表格"),
    ActionSpec("print", "打印", "Ctrl+P", "print"),
    ActionSpec("help", "本页帮助", "F1", "help"),
    ActionSpec("larger_text", "放大文字", "Ctrl+=", "zoom-in"),
    ActionSpec("smaller_text", "缩小文字", "Ctrl+-", "zoom-out"),
    ActionSpec("next_tab", "下一页", "Ctrl+Tab"),
    ActionSpec("previous_tab", "上一页", "Ctrl+Shift+Tab"),
    ActionSpec("settings", "设置", "Ctrl+,", "settings"),
    ActionSpec("backup", "备份", "", "backup"),
    ActionSpec("quit", "退出", "Ctrl+Q", "close"),
)


def build_actions(
    parent: QObject,
    specs: Iterable[ActionSpec],
    context: Qt.ShortcutContext = Qt.ShortcutContext.WindowShortcut,
) -> dict[str, QAction]:
    """Return the Qt actions of some commands by id.

    Args:
        parent: Owner of the actions.
        specs: The commands.
        context: Where their keys work; pages take ``WidgetWithChildrenShortcut`` and add
            the actions to themselves with ``addActions``.
    """
    actions = {}
    for spec in specs:
        action = QAction(spec.caption, parent)
        action.setObjectName(spec.id)
        action.setToolTip(tip_of(spec))
        if spec.icon:
            action.setIcon(icon(spec.icon))
        if spec.shortcut:
            action.setShortcut(QKeySequence(spec.shortcut))
            action.setShortcutContext(context)
        actions[spec.id] = action
    return actions


def fill_menu(menu: QMenu, actions: Mapping[str, QAction], ids: Sequence[str]) -> None:
    """Put commands in a menu; ``-`` is a line between groups."""
    for one in ids:
        if one == SEPARATOR:
            menu.addSeparator()
        else:
            menu.addAction(actions[one])


def tip_of(spec: ActionSpec) -> str:
    """Return the tool tip of a command, its keys at the end."""
    words = spec.tip or spec.caption
    return f"{words}（{spec.shortcut}）" if spec.shortcut else words


def shortcut_clashes(specs: Iterable[ActionSpec]) -> list[str]:
    """Return the keys that serve two commands where both could hear them."""
    used = Counter[tuple[str, str]]()
    listed = [spec for spec in specs if spec.shortcut]
    scopes = {spec.scope for spec in listed} | {WINDOW}
    for spec in listed:
        keys = QKeySequence(spec.shortcut).toString()
        for scope in scopes if spec.scope == WINDOW else {spec.scope}:
            used[scope, keys] += 1
    return sorted({keys for (_, keys), times in used.items() if times > 1})
