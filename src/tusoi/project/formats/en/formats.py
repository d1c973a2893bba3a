"""The English screens keep the country's day-month order; only the separators of numbers change."""

from tusoi.project.formats.vi.formats import *  # noqa: F403  (same dates, read the file beside)

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
