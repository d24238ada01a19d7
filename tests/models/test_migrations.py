"""The migrations make exactly the schema the models describe."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from liaison_desktop.models.migrate import head_revision
from liaison_desktop.models.store import Store
from liaison_desktop.models.tables import complete_metadata


def _ours(_object: object, name: str | None, kind: str, *_rest: object) -> bool:
    return not (kind == "table" and (name or "").startswith("search_index"))


def test_head_equals_the_models(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": _ours, "compare_type": True}
        )
        assert compare_metadata(context, complete_metadata()) == []
        assert context.get_current_revision() == head_revision()
