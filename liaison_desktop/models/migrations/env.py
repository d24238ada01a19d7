"""Alembic's environment: runs inside the transaction the program opened."""

from alembic import context

from liaison_desktop.models.tables import complete_metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=complete_metadata(), render_as_batch=True)
context.run_migrations()
