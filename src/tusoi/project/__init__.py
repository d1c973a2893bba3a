"""Settings, URLs, the database gate and the `tusoi` command; imported by nobody."""
