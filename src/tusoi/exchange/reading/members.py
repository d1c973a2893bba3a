"""A list of members, column by column: a province must pass in a second."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from tusoi.exchange.reading.header import Heading
from tusoi.exchange.reading.issues import Severity
from tusoi.exchange.reading.layout import lay_out
from tusoi.exchange.reading.parsed import OLD_FONT, Parsed, Records
from tusoi.exchange.reading.people import gender, status
from tusoi.exchange.reading.rows import MemberRow
from tusoi.exchange.reading.sums import not_read, unbalanced
from tusoi.exchange.reading.units import CODE_LENGTH
from tusoi.exchange.reading.values import Days
from tusoi.rules.names import name_problems, strip_comrade
from tusoi.rules.readings import parse_managing_level
from tusoi.rules.terms import Gender, ManagingLevel, label

CARD_LENGTH = 20
NAME_LENGTH = 120
TITLE_LENGTH = 160
GENDERS = "; ".join(map(label, Gender))
LEVELS = "; ".join(map(label, ManagingLevel))

_UNUSUAL = re.compile(r"[^\w ]|[\d_]")


def parse_members(heading: Heading, *, as_of: date | None = None) -> Parsed:
    """``as_of``: the day the list stands at, else the title's; an admission or birth after it is odd."""
    layout = lay_out(heading, "card")
    records = Records(heading, kind="members", at=layout.at)
    as_of = as_of or heading.as_of
    cards = records.codes("card", most=CARD_LENGTH, required=True)
    names = _names(records)
    branches = records.codes("branch", most=CODE_LENGTH, required=True)
    _repeated(records, cards, branches)
    days = Days()
    born = records.days("born_on", days)
    admitted = records.days("admitted_on", days)
    official = records.days("official_on", days)
    _dates(records, born, admitted, official, as_of)
    posts = records.texts("upper_post", most=TITLE_LENGTH)
    post_units = records.codes("post_unit", most=CODE_LENGTH)
    levels = records.terms("managing_level", parse_managing_level, code="managing-level-unknown", accepted=LEVELS)
    _posts(records, posts, post_units)
    notes = records.texts("note", most=255)
    known = {note: status(note) for note in set(notes)}
    rows = list(
        map(
            MemberRow._make,
            zip(
                cards,
                names,
                records.terms("gender", gender, code="gender-unknown", accepted=GENDERS),
                born,
                admitted,
                official,
                branches,
                records.texts("branch_post", most=TITLE_LENGTH),
                posts,
                post_units,
                levels,
                [known[note] for note in notes],
                notes,
                records.rows,
                strict=True,
            ),
        )
    )
    _notes(records, known, notes)
    kept = records.kept(rows)
    return Parsed(
        kind="members",
        rows=kept,
        issues=(*records.issues, *unbalanced(heading, layout), *not_read(heading, layout)),
        read=len(records),
        left_out=len(records) - len(kept),
        as_of=as_of,
        year=heading.year,
    )


def _names(records: Records) -> list[str]:
    """Names without their form of address; a name with digits or signs is an error."""
    typed = records.texts("full_name", most=NAME_LENGTH, required=True)
    addressed = {name: strip_comrade(name) for name in set(typed) if name[:1] in "ĐđÐð"}
    stripped = {name for name, bare in addressed.items() if bare != name}
    names = [addressed.get(name, name) for name in typed] if stripped else typed
    if stripped:
        for index, name in enumerate(typed):
            if name in stripped:
                records.issue(Severity.INFO, "comrade-left-out", index, "full_name")
    if _UNUSUAL.search("".join(names)) or not all(names):
        _unusual(records, typed, names)
    return names


def _unusual(records: Records, typed: Sequence[str], names: Sequence[str]) -> None:
    for index, name in enumerate(names):
        odd = typed[index] and (not name or _UNUSUAL.search(name)) and not OLD_FONT.search(name)
        if odd and name_problems(name):
            records.error("name-odd", index, "full_name")


def _repeated(records: Records, cards: Sequence[str], branches: Sequence[str]) -> None:
    for index, first in records.repeated(cards):
        same = branches[index] == branches[first]
        if same:
            records.error("card-repeated", index, "card", other=first + 1)
        else:
            records.error("member-in-two-branches", index, "branch", other=first + 1)


def _dates(
    records: Records,
    born: Sequence[date | None],
    admitted: Sequence[date | None],
    official: Sequence[date | None],
    as_of: date | None,
) -> None:
    """Birth before admission before official membership, all before the list."""
    for index, (birth, admission) in enumerate(zip(born, admitted, strict=True)):
        if birth and admission and admission <= birth:
            records.error("admitted-before-birth", index, "admitted_on")
    if records.has("official_on"):
        for index, (admission, made_official) in enumerate(zip(admitted, official, strict=True)):
            if admission and made_official and made_official < admission:
                records.error("official-before-admission", index, "official_on")
    if as_of is not None:
        said = as_of.strftime("%d/%m/%Y")
        for index in _after(born, as_of):
            records.error("born-after-list", index, "born_on", as_of=said)
        for index in _after(admitted, as_of):
            records.warn("admitted-after-list", index, "admitted_on", as_of=said)


def _after(days: Sequence[date | None], limit: date) -> list[int]:
    return [index for index, day in enumerate(days) if day and day > limit]


def _posts(records: Records, posts: Sequence[str], units: Sequence[str]) -> None:
    """A post above the branch needs its unit; a unit without a post says nothing."""
    for index, (post, unit) in enumerate(zip(posts, units, strict=True)):
        if post and not unit:
            records.error("post-without-unit", index, "upper_post" if not records.has("post_unit") else "post_unit")
        elif unit and not post:
            records.warn("unit-without-post", index, "post_unit")


def _notes(records: Records, known: Mapping[str, object], notes: Sequence[str]) -> None:
    """Notes that name no status are kept as text, and shown so that a mistyped status is noticed."""
    plain = {note for note, kind in known.items() if note and kind is None}
    if plain:
        for index, note in enumerate(notes):
            if note in plain:
                records.issue(Severity.INFO, "note-kept", index, "note")
