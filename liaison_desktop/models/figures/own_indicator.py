"""Indicators an office made for itself, and the questions it keeps."""

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from liaison_desktop.models.base import Base, Journaled


class OwnIndicator(Journaled, Base):
    """An indicator of the office; ``definition`` is JSON of its parts."""

    __tablename__ = "own_indicator"

    label: Mapped[str] = mapped_column(String(60), unique=True)
    unit: Mapped[str] = mapped_column(String(10))
    definition: Mapped[str] = mapped_column(Text)
    meaning: Mapped[str | None] = mapped_column(String(300))


class PinnedQuestion(Journaled, Base):
    """A question kept on 统计图表; ``question`` is its JSON."""

    __tablename__ = "pinned_question"

    title: Mapped[str] = mapped_column(String(120))
    question: Mapped[str] = mapped_column(Text)
    position: Mapped[int] = mapped_column(default=0)
