"""Our database backends: SQLite with a fair write gate."""
