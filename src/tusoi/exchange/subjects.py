"""Which subject a row of suggestions means: a person by card number, a collective by unit code and opening words.

"Tập thể lãnh đạo X" under the code of a party unit means the leadership of agency X attached to it; where there is no
such agency, the list proposes to create it. Among several leadership collectives of one unit the name decides.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tusoi.cycles.queries import Subject as EntryKey
from tusoi.exchange.places import Book, Group, Place, unlike
from tusoi.exchange.reading.rows import SuggestionRow
from tusoi.organizations.intake_collectives import NewAgency, NewCollective
from tusoi.organizations.intake_plan import Findings
from tusoi.organizations.models import Unit
from tusoi.organizations.structure import collective_kinds
from tusoi.rules.names import canonical, search_key
from tusoi.rules.readings import parse_collective_kind
from tusoi.rules.terms import CollectiveKind, ManagingLevel, SubjectKind, UnitFamily


class Subject(NamedTuple):
    """``known`` is the id of the collective or person, None for a collective that is ``new``."""

    kind: SubjectKind
    known: int | None
    new: NewCollective | None
    home: str  # path of the unit, agency's party unit or branch
    authority: str  # path, "" = above this tree
    code: str  # of the unit, or the card number

    @property
    def entry_key(self) -> EntryKey | None:
        """As a roster knows it; None for a subject that is new itself."""
        if self.known is None:
            return None
        return ("person" if self.kind is SubjectKind.PERSON else "collective", self.known)


def subject_of(row: SuggestionRow, book: Book, findings: Findings) -> Subject | None:
    """The subject; None when the row has an error, which is among the findings."""
    if row.subject_kind is SubjectKind.PERSON:
        return _person(row, book, findings)
    place = book.units.get(row.reference)
    if place is None:
        findings.error("import-unit-unknown", row.row, "reference", unit_code=row.reference)
        return None
    read = parse_collective_kind(row.name)
    if read is None:
        findings.error("collective-kind-unread", row.row, "name", name=row.name)
        return None
    authority = _authority(row, place.authorities, findings)
    kind, named = read
    if kind is CollectiveKind.LEADERSHIP and not place.is_agency:
        found = _leadership(row, named, place, book, findings)
    else:
        found = _collective(row, kind, named, place, book, findings)
    if found is None or authority is None:
        return None
    known, new = found
    return Subject(SubjectKind.COLLECTIVE, known, new, place.path, authority, row.reference)


def _person(row: SuggestionRow, book: Book, findings: Findings) -> Subject | None:
    member = book.members.get(row.reference)
    if member is None:
        findings.error("import-card-unknown", row.row, "reference", card=row.reference)
        return None
    if not member.path:
        findings.error("import-person-without-branch", row.row, "reference", name=member.name)
        return None
    if canonical(member.name).casefold() != canonical(row.name).casefold():
        findings.warn("person-name-unlike", row.row, "name", card=row.reference, here=member.name)
    authority = _authority(row, member.authorities, findings)
    if authority is None:
        return None
    return Subject(SubjectKind.PERSON, member.id, None, member.path, authority, row.reference)


def _authority(row: SuggestionRow, authorities: Mapping[ManagingLevel, str], findings: Findings) -> str | None:
    """Path of the nearest unit at or above the subject of the stated level; the central level may stand outside."""
    path = authorities[row.managing_level]
    if not path and row.managing_level is not ManagingLevel.CENTRAL:
        findings.error("authority-not-above", row.row, "managing_level", level=row.managing_level)
        return None
    return path


def _collective(
    row: SuggestionRow, kind: CollectiveKind, named: str, place: Place, book: Book, findings: Findings
) -> tuple[int | None, NewCollective | None] | None:
    family = UnitFamily.AGENCY if place.is_agency else UnitFamily.PARTY
    if kind not in collective_kinds(Unit(family=family, kind=place.kind)):
        facts = {"kind": kind, "unit": place.name, "unit_kind": place.kind}
        findings.error("collective-kind-misplaced", row.row, "name", **facts)
        return None
    if named and unlike(named, place.name):
        findings.warn("collective-name-unlike", row.row, "name", unit_code=place.code, unit=place.name)
    here = [group for group in book.groups.get(place.id, ()) if group.kind is kind]
    found = _by_name(row.name, here) or (here[0] if here else None)
    if found and kind is CollectiveKind.LEADERSHIP and len(here) > 1 and not _by_name(row.name, here):
        return None, NewCollective(place.id, kind, row.name)
    return (found.id, None) if found else (None, NewCollective(place.id, kind, row.name))


def _leadership(
    row: SuggestionRow, named: str, place: Place, book: Book, findings: Findings
) -> tuple[int | None, NewCollective | None] | None:
    """The leadership of the agency of this name attached to the party unit, or both to be created."""
    if not named:
        findings.error("agency-without-name", row.row, "name", unit=place.name)
        return None
    agencies = book.agencies.get(place.id, ())
    agency = next((one for one in agencies if search_key(one.name) == search_key(named)), None)
    if agency is None:
        if agencies:
            others = ", ".join(one.name for one in agencies[:3])
            findings.warn("agency-beside-others", row.row, "name", unit=place.name, others=others)
        return None, NewCollective(NewAgency(place.id, named), CollectiveKind.LEADERSHIP, row.name)
    here = [group for group in book.groups.get(agency.id, ()) if group.kind is CollectiveKind.LEADERSHIP]
    found = _by_name(row.name, here) or (here[0] if len(here) == 1 else None)
    return (found.id, None) if found else (None, NewCollective(agency.id, CollectiveKind.LEADERSHIP, row.name))


def _by_name(name: str, groups: Sequence[Group]) -> Group | None:
    return next((group for group in groups if group.key == search_key(name)), None)
