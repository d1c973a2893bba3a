"""Verbs on people: admit, correct, move between branches, posts and statuses. Each is one transaction with its line.

The right is asked where the fact belongs: a post at its unit, the rest at the person's branch; a move at both ends
(G13). Nobody keeps his own file (G1). Nothing here touches a cycle: its roster is frozen.
"""

from datetime import date, datetime, timedelta

from tusoi.audit.actions import Page, book
from tusoi.organizations import tallies
from tusoi.organizations.checks import day_problems, order_problems, text_problems, today, unless_taken
from tusoi.organizations.locks import hold
from tusoi.organizations.models import IN_FORCE, Membership, Person, PersonStatus, Post, Unit
from tusoi.organizations.paths import BRANCHES
from tusoi.organizations.rights import own_case, refusals, require
from tusoi.rules.authority import Actor
from tusoi.rules.names import clean, name_problems, search_key, sort_key, strip_comrade
from tusoi.rules.problems import Problem, Refused, refuse_if
from tusoi.rules.terms import Action, Gender, ManagingLevel, PersonStatusKind, TitleGroup, UnitKind

CARD_LENGTH, TITLE_LENGTH, EVIDENCE_LENGTH = 20, 160, 255
A_DAY = timedelta(days=1)


def person_refusals(actor: Actor, person: Person) -> tuple[Problem, ...]:
    """Why ``actor`` may not keep a person's file: asked by button and POST alike."""
    return (*refusals(actor, Action.CREATE, person.home_path), *own_case(actor, person))


def admit_person(
    *,
    card_number: str,
    full_name: str,
    branch: Unit,
    gender: Gender | str = "",
    born_on: date | None = None,
    admitted_on: date | None = None,
    official_on: date | None = None,
    since: date | None = None,
    by: Actor,
    at: datetime,
) -> Person:
    """A member new to the book, belonging to ``branch`` since a day (unknown = since before the records begin)."""
    require(by, Action.CREATE, branch.path)
    name, card = strip_comrade(full_name), clean(card_number)
    with book(by=by, at=at) as page:
        branch = hold([branch.pk])[branch.pk]
        found = [*_card_problems(card), *name_problems(name, where="full_name")]
        found += _life_problems(born_on, admitted_on, official_on, now=today(at))
        found += [*_branch_problems(branch, where="branch"), *day_problems(since, now=today(at), where="since")]
        refuse_if(found, kind="invalid")
        with unless_taken(Problem("card-number-taken", facts={"number": card}, where="card_number")):
            person = Person.objects.create(
                card_number=card,
                full_name=name,
                sort_key=sort_key(name),
                search_key=search_key(name),
                gender=gender,
                born_on=born_on,
                admitted_on=admitted_on,
                official_on=official_on,
                branch=branch,
                home_path=branch.path,
            )
        Membership.objects.create(person=person, branch=branch, valid_from=since)
        tallies.joined(branch.path)
        after = {"card_number": card, "full_name": name, "branch": branch.code}
        page.write("organizations.admit_person", record(person), path=branch.path, after=after)
    return person


def correct_person(
    *,
    person: Person,
    full_name: str,
    gender: Gender | str = "",
    born_on: date | None = None,
    admitted_on: date | None = None,
    official_on: date | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Mend a slip in a person's data; the book keeps what it was."""
    _may_keep(by, person)
    name = strip_comrade(full_name)
    with book(by=by, at=at) as page:
        person = Person.objects.select_for_update().get(pk=person.pk)
        found = [*name_problems(name, where="full_name")]
        refuse_if([*found, *_life_problems(born_on, admitted_on, official_on, now=today(at))], kind="invalid")
        before = _life(person)
        person.full_name, person.gender, person.born_on = name, gender, born_on
        person.admitted_on, person.official_on = admitted_on, official_on
        person.sort_key, person.search_key = sort_key(name), search_key(name)
        person.save()
        if _life(person) != before:
            page.write(
                "organizations.correct_person",
                record(person),
                path=person.home_path,
                before=before,
                after=_life(person),
            )


def move_member(*, person: Person, branch: Unit, on: date, by: Actor, at: datetime) -> Membership:
    """From ``on`` the person belongs to another branch: one membership ends the day before, one begins."""
    require(by, Action.CREATE, *filter(None, (person.home_path, branch.path)))
    refuse_if(own_case(by, person), kind="forbidden")
    with book(by=by, at=at) as page:
        branch = hold(filter(None, (branch.pk, person.branch_id)))[branch.pk]
        person = _as_seen(person)
        last = Membership.objects.filter(IN_FORCE, person=person).select_related("branch").first()
        refuse_if(_move_problems(person, branch, last, on, today(at)), kind="invalid")
        if last is not None:
            Membership.objects.filter(pk=last.pk).update(valid_to=on - A_DAY)
        membership = Membership.objects.create(person=person, branch=branch, valid_from=on)
        Person.objects.filter(pk=person.pk).update(branch=branch, home_path=branch.path)
        tallies.left(person.home_path)
        tallies.joined(branch.path)
        before = {"branch": last.branch.code if last else "", "home_path": person.home_path}
        after = {"branch": branch.code, "home_path": branch.path, "on": on}
        page.write("organizations.move_member", record(person), path=branch.path, before=before, after=after)
    return membership


def add_post(
    *,
    person: Person,
    unit: Unit,
    title: str,
    title_group: TitleGroup,
    is_head: bool = False,
    managing_level: ManagingLevel | str = "",
    valid_from: date | None = None,
    by: Actor,
    at: datetime,
) -> Post:
    """A post the person holds at a unit from a day on. ``managing_level`` is what a document states, else empty."""
    require(by, Action.CREATE, unit.path)
    refuse_if(own_case(by, person), kind="forbidden")
    title = clean(title)
    with book(by=by, at=at) as page:
        unit = Unit.objects.select_for_update().get(pk=unit.pk)
        found = [*_post_problems(person, unit, title, is_head=is_head)]
        refuse_if([*found, *day_problems(valid_from, now=today(at), where="valid_from")], kind="invalid")
        post = Post.objects.create(
            person=person,
            unit=unit,
            title=title,
            title_group=title_group,
            is_head=is_head,
            managing_level=managing_level,
            valid_from=valid_from,
        )
        after = {"unit": unit.code, "title": title, "is_head": is_head, "managing_level": managing_level}
        page.write("organizations.add_post", record(person), path=unit.path, after=after | {"post": post.pk})
    return post


def end_post(*, post: Post, on: date, by: Actor, at: datetime) -> None:
    """End a post on its last day."""
    require(by, Action.CREATE, post.unit.path)
    refuse_if(own_case(by, post.person), kind="forbidden")
    with book(by=by, at=at) as page:
        _end(post, on, at)
        after = {"post": post.pk, "title": post.title, "unit": post.unit.code, "valid_to": on}
        _write(page, "organizations.end_post", post.person, post.unit.path, after)


def set_status(
    *, person: Person, kind: PersonStatusKind, evidence: str, valid_from: date, by: Actor, at: datetime
) -> PersonStatus:
    """A dated status with the document it rests on."""
    _may_keep(by, person)
    with book(by=by, at=at) as page:
        found = [*text_problems(evidence, longest=EVIDENCE_LENGTH, where="evidence")]
        found += day_problems(valid_from, now=today(at), where="valid_from")
        if PersonStatus.objects.filter(IN_FORCE, person=person, kind=kind).exists():
            found.append(Problem("status-exists", facts={"kind": kind, "person": person.full_name}, where="kind"))
        refuse_if(found, kind="invalid")
        with unless_taken(Problem("status-exists", facts={"kind": kind, "person": person.full_name}, where="kind")):
            status = PersonStatus.objects.create(
                person=person, kind=kind, evidence=clean(evidence), valid_from=valid_from
            )
        after = {"kind": kind, "evidence": status.evidence, "valid_from": valid_from}
        _write(page, "organizations.set_status", person, person.home_path, after)
    return status


def end_status(*, status: PersonStatus, on: date, by: Actor, at: datetime) -> None:
    """End a status on its last day."""
    _may_keep(by, status.person)
    with book(by=by, at=at) as page:
        _end(status, on, at)
        after = {"kind": status.kind, "valid_to": on}
        _write(page, "organizations.end_status", status.person, status.person.home_path, after)


def record(person: Person) -> str:
    """Key of a person in the book."""
    return f"organizations.person:{person.pk}"


def _write(page: Page, step: str, person: Person, path: str, after: dict[str, object]) -> None:
    page.write(step, record(person), path=path, after=after)


def _may_keep(by: Actor, person: Person) -> None:
    require(by, Action.CREATE, person.home_path)
    refuse_if(own_case(by, person), kind="forbidden")


def _as_seen(person: Person) -> Person:
    """The person, held, if he still belongs where he was seen; refused (409) when somebody was faster."""
    now = Person.objects.select_for_update().get(pk=person.pk)
    if now.branch_id != person.branch_id:
        raise Refused(Problem("stale-page"), kind="conflict")
    return now


def _end(row: Post | PersonStatus, on: date, at: datetime) -> None:
    """Close a dated row once; a second clerk is told."""
    found = [*day_problems(on, now=today(at), where="on"), *order_problems(row.valid_from, on, where="on")]
    refuse_if(found, kind="invalid")
    ended = type(row).objects.filter(IN_FORCE, pk=row.pk).update(valid_to=on)
    refuse_if(() if ended else (Problem("already-ended", facts={"name": row.person.full_name}),))


def _life(person: Person) -> dict[str, object]:
    names = ("full_name", "gender", "born_on", "admitted_on", "official_on")
    return {name: getattr(person, name) for name in names}


def _card_problems(card: str) -> list[Problem]:
    found = [*text_problems(card, longest=CARD_LENGTH, where="card_number")]
    if Person.objects.filter(card_number=card).exists():
        found.append(Problem("card-number-taken", facts={"number": card}, where="card_number"))
    return found


def _life_problems(born: date | None, admitted: date | None, official: date | None, *, now: date) -> list[Problem]:
    days = {"born_on": born, "admitted_on": admitted, "official_on": official}
    found = [problem for where, day in days.items() for problem in day_problems(day, now=now, where=where)]
    found += order_problems(born, admitted, where="admitted_on")
    return [*found, *order_problems(admitted or born, official, where="official_on")]


def _branch_problems(branch: Unit, *, where: str) -> list[Problem]:
    if branch.valid_to is not None:
        return [Problem("unit-closed", facts={"name": branch.name, "day": branch.valid_to}, where=where)]
    if UnitKind(branch.kind) not in BRANCHES:
        return [Problem("not-a-branch", facts={"name": branch.name, "kind": UnitKind(branch.kind)}, where=where)]
    return []


def _move_problems(person: Person, branch: Unit, last: Membership | None, on: date, now: date) -> list[Problem]:
    found = [*_branch_problems(branch, where="branch"), *day_problems(on, now=now, where="on")]
    if last is not None and last.branch_id == branch.pk:
        found.append(Problem("member-already-there", facts={"name": branch.name}, where="branch"))
    if last is not None and last.valid_from is not None and on <= last.valid_from:
        found.append(Problem("move-before-membership", facts={"start": last.valid_from}, where="on"))
    left = Post.objects.filter(IN_FORCE, person=person, unit=person.branch).values_list("title", flat=True)
    if left:
        found.append(Problem("posts-left-behind", facts={"titles": tuple(left)}))
    return found


def _post_problems(person: Person, unit: Unit, title: str, *, is_head: bool) -> list[Problem]:
    found = [*text_problems(title, longest=TITLE_LENGTH, where="title")]
    if unit.valid_to is not None:
        found.append(Problem("unit-closed", facts={"name": unit.name, "day": unit.valid_to}, where="unit"))
    if Post.objects.filter(IN_FORCE, person=person, unit=unit, title=title).exists():
        found.append(Problem("post-exists", facts={"title": title, "unit": unit.name}, where="title"))
    heads = Post.objects.filter(IN_FORCE, unit=unit, is_head=True).values_list("person__full_name", flat=True)
    if is_head and heads:
        found.append(Problem("unit-has-head", facts={"unit": unit.name, "head": heads[0]}, where="is_head"))
    return found
