"""Reports of defects: where the program failed, and never what it was working on."""

import platform
import tempfile
import traceback
from datetime import datetime
from pathlib import Path

from liaison_desktop import __version__


def report_text(error: BaseException) -> str:
    """Return type and places of an error and of what caused it.

    Messages of exceptions are left out: a database names the values it refuses, and
    those are people's names and numbers.
    """
    lines = [f"liaison-desktop {__version__}", f"Python {platform.python_version()}"]
    lines.append(platform.platform())
    cause: BaseException | None = error
    while cause is not None:
        missing = f": {cause.name}" if isinstance(cause, ImportError) else ""
        lines.append(f"{type(cause).__module__}.{type(cause).__qualname__}{missing}")
        lines.extend(
            f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(cause.__traceback__)
        )
        cause = cause.__cause__ or cause.__context__
    return "\n".join(lines) + "\n"


def keep_report(error: BaseException, data: Path) -> Path:
    """Write a report below the data folder if there is one, else in the temporary folder.

    Returns:
        The file written.
    """
    name = f"error-{datetime.now().astimezone():%Y%m%d-%H%M%S-%f}.log"
    text = report_text(error)
    for folder in (data / "logs", Path(tempfile.gettempdir())):
        try:
            folder.mkdir(exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        except OSError:
            continue
        return folder / name
    return Path(name)
