"""Times of day as people type them: 930, 9.30, 9点半, 下午3点 (papers print 9:30)."""

import re
import unicodedata

_TYPED = re.compile(r"(上午|下午|中午|晚上|早上)?(\d{1,2})(?:[:.时点]?(\d{2})?分?|[时点](半)?)")
_AFTERNOON = ("下午", "晚上", "中午")
_NOON = 12


def read_time(text: str) -> str:
    """Return a time as 9:30; what is no time of a day stays as it was typed."""
    typed = "".join(unicodedata.normalize("NFKC", text).split())
    found = _TYPED.fullmatch(typed)
    if found is None:
        return text
    half, hour, minute, middle = found.groups()
    hours = int(hour)
    if half in _AFTERNOON and hours < _NOON and not (half == "中午" and hours > 10):
        hours += _NOON
    minutes = 30 if middle else int(minute or 0)
    if hours > 23 or minutes > 59:
        return text
    return f"{hours}:{minutes:02d}"
