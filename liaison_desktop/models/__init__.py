"""The store: tables, journal, migrations."""
