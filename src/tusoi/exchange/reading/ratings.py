"""Ratings that an authority has decided: one a unit, with document number, date and authority."""

from datetime import date

from tusoi.exchange.reading.documents import NUMBER_LENGTH, odd_documents
from tusoi.exchange.reading.header import Heading
from tusoi.exchange.reading.layout import lay_out
from tusoi.exchange.reading.parsed import Parsed, Records
from tusoi.exchange.reading.rows import RatingRow
from tusoi.exchange.reading.sums import not_read, unbalanced
from tusoi.exchange.reading.units import CODE_LENGTH, NAME_LENGTH
from tusoi.exchange.reading.values import Days
from tusoi.rules.readings import parse_category
from tusoi.rules.terms import Category, label

CATEGORIES = "; ".join(map(label, Category))


def parse_ratings(heading: Heading, *, year: int | None = None, today: date | None = None) -> Parsed:
    """``year`` of the review and ``today`` tell which document dates are odd; the title's year where none is given."""
    layout = lay_out(heading, "code")
    records = Records(heading, kind="ratings", at=layout.at)
    year = year or heading.year
    codes = records.codes("code", most=CODE_LENGTH, required=True)
    names = records.texts("name", most=NAME_LENGTH)
    categories = records.terms("category", parse_category, code="category-unknown", required=True, accepted=CATEGORIES)
    documents = records.texts("document_no", most=NUMBER_LENGTH, required=True)
    dates = records.days("decided_on", Days(), required=True)
    authorities = records.texts("authority", most=NAME_LENGTH, required=True)
    for index, first in records.repeated(codes):
        records.error("rating-repeated", index, "code", other=first + 1)
    odd_documents(records, "decided_on", dates, year=year, today=today)
    table = zip(codes, names, categories, documents, dates, authorities, records.rows, strict=True)
    rows = list(map(RatingRow._make, table))
    kept = records.kept(rows)
    return Parsed(
        kind="ratings",
        rows=kept,
        issues=(*records.issues, *unbalanced(heading, layout), *not_read(heading, layout)),
        read=len(records),
        left_out=len(records) - len(kept),
        as_of=heading.as_of,
        year=year,
    )
