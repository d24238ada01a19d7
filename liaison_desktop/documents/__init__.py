"""Values in, PDF bytes out; no database, no window."""
