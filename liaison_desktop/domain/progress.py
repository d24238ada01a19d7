"""How long work reports where it is, and how it is told to stop."""

from typing import Protocol


class CancelledError(Exception):
    """The person pressed 取消; the transaction rolls back."""


class Progress(Protocol):
    """A listener of long work."""

    def step(self, done: int, total: int, sentence: str) -> None:
        """Say how far the work is.

        Args:
            done: Units finished.
            total: Units in all, 0 when unknown.
            sentence: What is being done, in Chinese.

        Raises:
            CancelledError: When the listener wants the work to stop.
        """


class Silence:
    """A progress nobody listens to."""

    def step(self, done: int, total: int, sentence: str) -> None:
        """Do nothing."""
