"""Opening the office a command line names."""

from liaison_desktop import paths
from liaison_desktop.cli.arguments import Options
from liaison_desktop.services.office import Office, open_office


def open_named(options: Options, *, create: bool = False) -> Office:
    """Open the office of ``--data`` and ``--database``.

    Raises:
        StoreError: When the store is missing, locked, newer or damaged.
    """
    return open_office(paths.data_dir(options.data), options.database, create=create)
