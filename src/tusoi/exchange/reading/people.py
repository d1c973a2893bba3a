"""Words of a members' list: forms of address, gender, the note on a member's status."""

import re

from tusoi.rules.names import search_key
from tusoi.rules.terms import Gender, PersonStatusKind

_GENDERS = {"nam": Gender.MALE, "nu": Gender.FEMALE}

# the words of the field (glossary.md); "đình chỉ" alone does not say which, so it stays a note
_STATUSES = (
    (re.compile(r"\bdinh chi (?:sinh hoat|tham gia) cap uy"), PersonStatusKind.COMMITTEE_SUSPENDED),
    (re.compile(r"\bdinh chi sinh hoat"), PersonStatusKind.SUSPENDED),
    (re.compile(r"\bmien (?:cong tac|sinh hoat|sh\b)"), PersonStatusKind.EXEMPT),
    (re.compile(r"\bsinh hoat (?:dang )?tam thoi"), PersonStatusKind.TEMPORARY),
)


def gender(text: str) -> Gender | None:
    return _GENDERS.get(search_key(text).strip(" ."))


def status(note: str) -> PersonStatusKind | None:
    """The status a note names; None for any other note, which is kept as text."""
    folded = search_key(note)
    return next((kind for pattern, kind in _STATUSES if pattern.search(folded)), None)
