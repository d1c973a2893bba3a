"""Dates of documents: odd ones are warnings on import, because the document is issued already."""

from collections.abc import Sequence
from datetime import date

from tusoi.exchange.reading.parsed import Records

NUMBER_LENGTH = 80


def odd_documents(
    records: Records, name: str, dates: Sequence[date | None], *, year: int | None, today: date | None
) -> None:
    """Warns of a date in the future, before the year of the review, or after 30 June of the next."""
    for index, day in enumerate(dates):
        if day is None:
            continue
        if today and day > today:
            records.warn("document-in-future", index, name)
        elif year and not date(year, 1, 1) <= day <= date(year + 1, 6, 30):
            records.warn("document-outside-year", index, name, year=year)
