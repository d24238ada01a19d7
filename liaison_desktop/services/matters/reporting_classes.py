"""Under which class a dispute is reported: the shipped table and what the office changed."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.errors import InputRefusedError
from liaison_desktop.domain.matters.category import Scheme, classes, classification
from liaison_desktop.models.matters.reporting import ReportingClass
from liaison_desktop.services.context import Context


class ReportingClasses:
    """The table that sorts GB/T 31000 categories into the classes of the reports."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def rows(self, scheme: Scheme) -> dict[str, str]:
        """Return each category's code and the class it is reported under, in list order."""
        own = self.overrides(scheme)
        codes = (code for code, _ in code_list("dispute_category").items)
        return {code: classification(code, scheme, own) for code in codes}

    def overrides(self, scheme: Scheme) -> dict[str, str]:
        """Return what the office changed, as ``category.classification`` takes it."""
        with self._context.store.reading() as session:
            return stored_overrides(session, scheme)

    def save(self, scheme: Scheme, category: str, label: str) -> Changes:
        """Report a category under another class; "" gives the shipped one back.

        Raises:
            InputRefusedError: When there is no such category or class.
        """
        known, title = dict(code_list("dispute_category").items), classes(scheme).title
        if category not in known:
            raise InputRefusedError(f"没有编码为“{category}”的纠纷类别。")
        if label and label not in classes(scheme).names:
            raise InputRefusedError(f"“{title}”没有“{label}”这一类。")
        sentence = f"{title}：{known[category]}归入{label or '默认类别'}"
        with self._context.store.operation(sentence, self._context.actor) as operation:
            session = operation.session
            row = session.scalars(
                select(ReportingClass).where(
                    ReportingClass.scheme == scheme.value, ReportingClass.category == category
                )
            ).one_or_none()
            if row is not None and not label:
                session.delete(row)
            elif row is not None:
                row.label = label
            elif label:
                values = {"scheme": scheme.value, "category": category, "label": label}
                session.add(ReportingClass(public_id=operation.public_id(), **values))
        return operation.changes


def stored_overrides(session: Session, scheme: Scheme) -> dict[str, str]:
    """Return category to class as the office changed it."""
    rows = session.scalars(select(ReportingClass).where(ReportingClass.scheme == scheme.value))
    return {row.category: row.label for row in rows}
