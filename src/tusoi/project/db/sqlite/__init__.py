"""Django's SQLite backend with a durable journal and one fair write gate (`base.py`)."""
