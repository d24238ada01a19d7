"""What an office changed in the table that sorts disputes into report classes (domain.md 5.4)."""

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from liaison_desktop.models.base import Base, Journaled


class ReportingClass(Journaled, Base):
    """The class a GB/T 31000 category is reported under, in one classification."""

    __tablename__ = "reporting_class"
    __table_args__ = (UniqueConstraint("scheme", "category"), {"sqlite_autoincrement": True})

    scheme: Mapped[str] = mapped_column(String(12))
    category: Mapped[str] = mapped_column(String(4))
    label: Mapped[str] = mapped_column(String(60))
