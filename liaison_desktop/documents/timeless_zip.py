"""Office files (.docx, .pptx) packed so that the same content is the same file, byte for byte.

The libraries that build them stamp every part with the hour of the day. A closed report is
reprinted identically (DESIGN 4), so the parts get one fixed time, as Excel gives them.
"""

import io
import zipfile

_FIXED = (1980, 1, 1, 0, 0, 0)  # the first moment a zip file can name


def timeless_zip(content: bytes) -> bytes:
    """Return a zip file with the same parts in the same order and no time in them.

    Args:
        content: A .docx, .pptx or .xlsx file; days in its properties are its maker's to set.
    """
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for part in source.namelist():
            about = zipfile.ZipInfo(part, _FIXED)
            about.compress_type = zipfile.ZIP_DEFLATED
            about.create_system = 0  # the same on Windows and Linux
            packed.writestr(about, source.read(part))
    return target.getvalue()
