"""Relations on random trees against a brute-force oracle that walks from parent to parent."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tusoi.rules.authority import Actor, GrantFacts, RecordFacts, relations, under
from tusoi.rules.reach import ancestors, path_end
from tusoi.rules.terms import Axis, Relation, Resource, Role, Track

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
OF_UNIT = {Resource.CYCLE, Resource.IMPORT, Resource.STRUCTURE, Resource.UNIT_CARD}
FIGURES = {Resource.STATISTICS_OWN_UNIT, Resource.STATISTICS_SUBTREE}
# one resource of each shape, and the question without one
SHAPES = (None, Resource.PERSON_CARD, Resource.STATISTICS_SUBTREE, Resource.UNIT_CARD, Resource.CYCLE)
Parents = dict[str, str | None]


def chain(parents: Parents, unit: str) -> list[str]:
    """The unit and all above it."""
    found = []
    at: str | None = unit or None
    while at is not None:
        found.append(at)
        at = parents[at]
    return found


def oracle(parents: Parents, actor: Actor, record: RecordFacts, resource: Resource | None) -> set[str]:
    """The page of the design in some thirty lines, on chains of units instead of text ranges."""
    of_unit, figures = resource in OF_UNIT, resource in FIGURES
    mine = actor.person_id is not None and record.person_id == actor.person_id
    mine |= record.collective_id in actor.own_collectives and record.track in {Track.COLLECTIVE, None}
    mine |= record.unit_id in actor.own_units and (record.track == Track.ORGANIZATION or figures)
    if mine and not of_unit and not figures:
        return {"subject"}
    peer = record.collective_id in actor.member_collectives
    peer |= record.home_path == actor.branch_path and record.track not in {Track.CADRE, Track.COLLECTIVE}
    places = [actor.branch_path, *(g.path for g in in_force(actor, record) if g.role != "administrator")]
    peer |= resource == "cycle" and any(record.home_path in chain(parents, place) for place in places)
    ties = {"subject": mine and not of_unit, "peer": peer, "attendee": actor.person_id in record.attendee_ids}
    found = {name for name, holds in ties.items() if holds}
    for grant in in_force(actor, record):
        found |= by_grant(parents, grant, record, of_unit=of_unit)
    return found or {"other"}


def in_force(actor: Actor, record: RecordFacts) -> list[GrantFacts]:
    return [grant for grant in actor.grants if grant.cycle_id in {None, record.cycle_id}]


def by_grant(parents: Parents, grant: GrantFacts, record: RecordFacts, *, of_unit: bool) -> set[str]:
    home, managing = chain(parents, record.home_path), chain(parents, record.managing_path)
    at, role = grant.path, grant.role.value
    on_home = grant.axis != "managing" and at in (home if grant.recursive else home[:1])
    on_managing = grant.axis != "home" and at in (managing if grant.recursive else managing[:1])
    if role in {"inspector", "administrator"}:
        return {role} if on_home or on_managing else set()
    if role == "branch_secretary":
        return {role} if on_home else set()
    if role == "member":
        return set()
    if on_managing:
        return {"managing_" + role if at == managing[0] or of_unit else "upper"}
    between = at not in managing or (of_unit and grant.axis == "home")
    return {"home_" + role} if on_home and between else set()


@st.composite
def trees(draw: st.DrawFn) -> Parents:
    """Two to twelve units; each new unit hangs below one that is there. Segments reach to the last letter."""
    parents: Parents = {"001": None}
    for _ in range(draw(st.integers(1, 11))):
        parent = draw(st.sampled_from(sorted(parents)))
        segment = draw(
            st.sampled_from(["000", "001", "00Z", "010", "Z00", "ZZZ"]) | st.text(DIGITS, min_size=3, max_size=3)
        )
        parents.setdefault(parent + segment, parent)
    return parents


def few(ids: st.SearchStrategy[int]) -> st.SearchStrategy[frozenset[int]]:
    return st.frozensets(ids, max_size=2)


IDS = st.integers(1, 3)


@st.composite
def questions(draw: st.DrawFn) -> tuple[Parents, Actor, RecordFacts, Resource | None]:
    parents = draw(trees())
    unit = st.sampled_from(sorted(parents))
    grant = st.builds(
        GrantFacts, st.sampled_from(Role), unit, st.booleans(), st.sampled_from(Axis), st.none() | st.integers(1, 2)
    )
    actor = Actor(
        "somebody",
        person_id=draw(st.none() | IDS),
        branch_path=draw(st.just("") | unit),
        own_collectives=draw(few(IDS)),
        member_collectives=draw(few(IDS)),
        own_units=draw(few(IDS)),
        grants=tuple(draw(st.lists(grant, max_size=3))),
    )
    resource = draw(st.sampled_from(SHAPES))
    home = draw(unit)
    record = RecordFacts(
        home_path=home,
        managing_path=home if resource in OF_UNIT else draw(st.sampled_from(chain(parents, home)) | unit | st.just("")),
        track=draw(st.none() | st.sampled_from(Track)),
        person_id=draw(st.none() | IDS),
        collective_id=draw(st.none() | IDS),
        unit_id=draw(st.none() | IDS),
        cycle_id=draw(st.none() | st.integers(1, 2)),
        attendee_ids=draw(few(IDS)),
    )
    return parents, actor, record, resource


@given(questions())
@settings(max_examples=250, deadline=None)
def test_relations_are_those_of_the_oracle(asked: tuple[Parents, Actor, RecordFacts, Resource | None]) -> None:
    parents, actor, record, resource = asked
    assert relations(actor, record, resource) == oracle(parents, actor, record, resource)


@given(trees())
@example({"001": None, "001ZZZ": "001", "001ZZZ000": "001ZZZ", "00Z": None, "002": None})
@settings(max_examples=100, deadline=None)
def test_the_range_of_a_path_is_its_subtree(parents: Parents) -> None:
    for upper in parents:
        for lower in parents:
            inside = upper in chain(parents, lower)
            assert (upper <= lower < path_end(upper)) is inside
            assert under(lower, upper) is inside
            assert (upper in ancestors(lower)) is inside


def test_the_flag_shapes_a_record_for_who_asks_without_a_resource() -> None:
    staff = Actor("staff", grants=(GrantFacts(Role.STAFF, "001"),))
    assert relations(staff, RecordFacts("001002", "001002")) == {Relation.UPPER}
    assert relations(staff, RecordFacts("001002", "001002", unit_shaped=True)) == {Relation.MANAGING_STAFF}


def test_an_import_below_a_recursive_grant_is_run_by_its_holder_unless_he_only_looks_from_home() -> None:
    unit = RecordFacts("001002", "001002")
    seen = {
        (axis, recursive): relations(
            Actor("staff", grants=(GrantFacts(Role.STAFF, "001", recursive, axis),)), unit, Resource.IMPORT
        )
        for axis in Axis
        for recursive in (True, False)
    }
    assert seen == {
        (Axis.HOME, True): {Relation.HOME_STAFF},
        (Axis.MANAGING, True): {Relation.MANAGING_STAFF},
        (Axis.BOTH, True): {Relation.MANAGING_STAFF},
        **{(axis, False): {Relation.OTHER} for axis in Axis},
    }


def test_whoever_works_or_is_reviewed_inside_a_cycle_sees_that_it_exists() -> None:
    province = RecordFacts("001", "001")
    inside = (
        Actor("member", branch_path="001002003"),
        *(
            Actor(role, grants=(GrantFacts(role, "001002", recursive=False),))
            for role in Role
            if role is not Role.ADMINISTRATOR
        ),
    )
    for actor in inside:
        assert relations(actor, province, Resource.CYCLE) == {Relation.PEER}
        assert relations(actor, RecordFacts("001003", "001003"), Resource.CYCLE) == {Relation.OTHER}
    technical = Actor("technical", grants=(GrantFacts(Role.ADMINISTRATOR, "001002"),))
    assert relations(technical, province, Resource.CYCLE) == {Relation.OTHER}
