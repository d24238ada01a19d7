"""The lock around pdfium, which may be used by one thread at a time."""

from threading import RLock

LOCK = RLock()
