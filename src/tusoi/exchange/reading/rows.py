"""What the four kinds of table say, one light tuple a row. ``row`` is the row number in Excel.

A row with an error is not among the rows; its issues say why. Codes are compared with the database later.
"""

from datetime import date
from typing import NamedTuple

from tusoi.rules.terms import Category, Gender, ManagingLevel, PersonStatusKind, SubjectKind, UnitKind


class UnitRow(NamedTuple):
    """``parent`` is "" for the top of the list."""

    code: str
    name: str
    kind: UnitKind
    parent: str
    row: int


class MemberRow(NamedTuple):
    """Texts are "" and dates None where the cell is blank. ``status`` is read from ``note``, which is kept."""

    card: str
    full_name: str
    gender: Gender | None
    born_on: date | None
    admitted_on: date | None
    official_on: date | None
    branch: str
    branch_post: str
    upper_post: str
    post_unit: str
    managing_level: ManagingLevel | None
    status: PersonStatusKind | None
    note: str
    row: int


class SuggestedItem(NamedTuple):
    topic: str
    text: str
    row: int


class SuggestionRow(NamedTuple):
    """One subject with its items. ``reference`` is a unit's code or a card number, by ``subject_kind``."""

    subject_kind: SubjectKind
    name: str
    reference: str
    managing_level: ManagingLevel
    items: tuple[SuggestedItem, ...]
    document_no: str
    document_date: date
    group: str
    row: int


class RatingRow(NamedTuple):
    code: str
    name: str
    category: Category
    document_no: str
    decided_on: date
    authority: str
    row: int


Row = UnitRow | MemberRow | SuggestionRow | RatingRow
