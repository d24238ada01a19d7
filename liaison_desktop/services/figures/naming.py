"""What parts of a divided figure are called, and in which order the office puts them."""

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.matters.category import Scheme, classes
from liaison_desktop.domain.pinyin import pinyin_key
from liaison_desktop.domain.register.area import Level
from liaison_desktop.models.tables import table
from liaison_desktop.services.cadres.in_force import in_post_on
from liaison_desktop.services.figures.query import Named, Naming, Span


def villages(session: Session, _span: Span) -> list[Named]:
    """Return the villages as in the register."""
    area = table("area").c
    statement = (
        select(area.id, area.name)
        .where(area.level == Level.VILLAGE.value)
        .order_by(area.position, area.name, area.id)
    )
    return [Named(*row) for row in session.execute(statement)]


def groups(session: Session, _span: Span) -> list[Named]:
    """Return the groups, village by village."""
    area, village = table("area").alias("of_group"), table("area").alias("village")
    statement = (
        select(area.c.id, village.c.id, village.c.name, area.c.name)
        .join(village, village.c.id == area.c.parent_id)
        .where(area.c.level == Level.GROUP.value)
        .order_by(
            village.c.position, village.c.name, village.c.id,
            area.c.position, area.c.name, area.c.id,
        )
    )  # fmt: skip
    return [
        Named(key, f"{above} {name}", village=of)
        for key, of, above, name in session.execute(statement)
    ]


def cadres(session: Session, span: Span) -> list[Named]:
    """Return the cadres by pinyin; who has left is there only with something to show."""
    cadre, unit = table("cadre"), table("unit")
    statement = (
        select(cadre.c.id, cadre.c.name, unit.c.name, in_post_on(span.day))
        .outerjoin(unit, unit.c.id == cadre.c.unit_id)
        .order_by(cadre.c.name_key, cadre.c.id)
    )
    rows = session.execute(statement).all()
    namesakes = Counter(name for _, name, _, _ in rows)
    return [
        Named(key, f"{name}（{of}）" if namesakes[name] > 1 and of else name, bool(here))
        for key, name, of, here in rows
    ]


def units(session: Session, _span: Span) -> list[Named]:
    """Return the units by pinyin."""
    return _by_pinyin(session, table("unit"))


def teams(session: Session, _span: Span) -> list[Named]:
    """Return the teams by pinyin."""
    return _by_pinyin(session, table("team"))


def _by_pinyin(session: Session, of: Table) -> list[Named]:
    rows = session.execute(select(of.c.id, of.c.name))
    ordered = sorted(rows, key=lambda row: (pinyin_key(row.name), row.id))
    return [Named(key, name) for key, name in ordered]


def codes(name: str) -> Naming:
    """Return the items of a code list, in its order."""

    def named(_session: Session, _span: Span) -> list[Named]:
        return [Named(code, label) for code, label in code_list(name).items]

    return named


def code_groups(name: str) -> Naming:
    """Return the classes the items of a code list count in, in order of appearance."""

    def named(_session: Session, _span: Span) -> list[Named]:
        return [Named(group, group) for group in dict.fromkeys(code_list(name).groups.values())]

    return named


def report_classes(scheme: Scheme) -> Naming:
    """Return the classes of a report, in its order."""

    def named(_session: Session, _span: Span) -> list[Named]:
        return [Named(one, one) for one in classes(scheme).names]

    return named


def words(labels: Mapping[str, str]) -> Naming:
    """Return fixed values and their labels."""

    def named(_session: Session, _span: Span) -> list[Named]:
        return [Named(value, label) for value, label in labels.items()]

    return named
