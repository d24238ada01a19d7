"""Start: the window without a command, else the command line."""

import gc
import importlib
import os
import sys
from collections.abc import Sequence

from liaison_desktop import paths
from liaison_desktop.cli import commands
from liaison_desktop.cli.arguments import Options
from liaison_desktop.cli.paper import output_file
from liaison_desktop.domain.errors import AppError, UsageError

# Qt platforms that need no display server.
_WITHOUT_DISPLAY = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program.

    Args:
        arguments: What follows the program's name; those of the process by default.

    Returns:
        The exit code (DESIGN 7).
    """
    given = sys.argv[1:] if arguments is None else list(arguments)
    if not commands.wants_window(given):
        return commands.main(given)
    try:
        options = commands.parse_window_options(given)
        return _save_picture(options) if options.picture else _open_window(options)
    except AppError as error:
        return commands.told(error)


def _save_picture(options: Options) -> int:
    out = output_file(options.picture, ".png", options, option="--picture")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = importlib.import_module("liaison_desktop.app")
    usual = app.USUAL_SIZE
    width, height = options.size or (usual.width, usual.height)
    app.save_picture(
        out,
        paths.data_dir(options.data),
        options.database,
        page=options.page or "",
        size=app.PictureSize(width, height, options.text or usual.percent),
    )
    return 0


def _open_window(options: Options) -> int:
    if not _has_display():
        raise UsageError(
            "没有图形界面，无法打开窗口。请在桌面环境中运行，或加 --help 查看命令行能做的工作。"
        )
    gc.disable()  # nothing of what a start makes is garbage; the desk wakes it when all stands
    # Imported here only: no command waits for Qt.
    app = importlib.import_module("liaison_desktop.app")
    return int(app.main(paths.data_dir(options.data), options.database))


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    if os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in _WITHOUT_DISPLAY:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    sys.exit(main())
