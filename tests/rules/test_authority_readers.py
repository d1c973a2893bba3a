"""May I, which ones, who can: three readers of one table, equal by enumeration on a small tree."""

from itertools import chain, combinations, product

from tusoi.rules.authority import (
    ATTENDS,
    Actor,
    Atom,
    Clause,
    GrantFacts,
    RecordFacts,
    matches,
    may,
    reach,
    relations,
    settle,
    who_can,
)
from tusoi.rules.authority_table import ANY, CONDITIONS, TABLE
from tusoi.rules.reach import UNIT_SHAPED
from tusoi.rules.terms import Action, Axis, Relation, Resource, Role, Track

ROOT, DISTRICT, OTHER_DISTRICT, BRANCH = "001", "001001", "001002", "001001001"
TREE = (ROOT, DISTRICT, OTHER_DISTRICT, BRANCH)

# every question the table answers with yes for somebody, and one it never does
QUESTIONS = [
    (action, resource, state)
    for (resource, state), row in TABLE.items()
    for action in Action
    if any(action in cells for cells in row.cells.values())
]
NEVER = (Action.UPDATE, Resource.ROSTER_ENTRY, ANY)


def disagreements(actors: list[Actor], records: list[RecordFacts]) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    for action, resource, state in [*QUESTIONS, NEVER]:
        given = frozenset(CONDITIONS)
        within = [reach(actor, action, resource, state, given=given) for actor in actors]
        at_meeting = [reach(actor, action, resource, state, given=given | {ATTENDS}) for actor in actors]
        for record in records:
            if resource in UNIT_SHAPED and record.home_path != record.managing_path:
                continue
            memory: dict[Clause, bool] = {}
            listed = []
            for actor, plain, attending in zip(actors, within, at_meeting, strict=True):
                clauses = attending if actor.person_id in record.attendee_ids else plain
                for clause in clauses:
                    if clause not in memory:
                        memory[clause] = matches(clause, record)
                if any(memory[clause] for clause in clauses):
                    listed.append(actor)
            if who_can(action, resource, state, record, actors) != tuple(listed):
                found.append((action, resource, state, record))
    return found


def paths() -> list[tuple[str, str]]:
    """Home and managing path: every unit with every unit on its path, and an authority outside the tree."""
    above = [(home, managing) for home in TREE for managing in TREE if home.startswith(managing)]
    return [*above, (BRANCH, ""), (ROOT, ""), (BRANCH, OTHER_DISTRICT)]


def test_the_three_readers_agree_for_every_grant_at_every_position() -> None:
    grants = [
        GrantFacts(role, path, recursive, axis, cycle_id)
        for role, path, recursive, axis, cycle_id in product(Role, TREE, (True, False), Axis, (None, 5))
        if cycle_id is None or path == DISTRICT
    ]
    actors = [Actor(str(number), grants=(grant,)) for number, grant in enumerate(grants)]
    records = [
        RecordFacts(home, managing, track, cycle_id=cycle_id, conditional=frozenset(CONDITIONS))
        for home, managing in paths()
        for track, cycle_id in ((Track.MEMBER, 5), (Track.COLLECTIVE, 6))
    ]
    assert disagreements(actors, records) == []


def test_the_three_readers_agree_for_every_personal_tie() -> None:
    ties: list[dict[str, object]] = [
        {"person_id": 1},
        {"branch_path": BRANCH},
        {"own_collectives": frozenset({2})},
        {"member_collectives": frozenset({2, 3})},
        {"own_units": frozenset({4})},
        {"grants": (GrantFacts(Role.LEADER, ROOT), GrantFacts(Role.INSPECTOR, DISTRICT))},
    ]
    chosen = chain.from_iterable(combinations(ties, size) for size in range(len(ties) + 1))
    actors = []
    for number, some in enumerate(chosen):
        facts = {key: value for tie in some for key, value in tie.items()}
        actors.append(Actor(str(number), **facts))  # type: ignore[arg-type]
    records = [
        RecordFacts(
            BRANCH, managing, track, person_id, collective_id, unit_id, attendee_ids=there, conditional=frozenset(some)
        )
        for managing in (BRANCH, DISTRICT)
        for track, person_id, collective_id, unit_id in (
            (None, None, None, None),
            (None, None, None, 4),
            (None, None, 2, None),
            (Track.ORGANIZATION, None, None, 4),
            (Track.ORGANIZATION, None, 2, 4),
            (Track.COLLECTIVE, None, 2, None),
            (Track.CADRE, 1, 2, None),
            (Track.CADRE, 9, 2, None),
            (Track.MEMBER, 1, None, None),
            (Track.MEMBER, 9, None, None),
        )
        for there, some in ((frozenset(), CONDITIONS), (frozenset({1}), CONDITIONS))
    ]
    assert disagreements(actors, records) == []


def test_reach_without_a_condition_holds_only_what_may_allows_without_it() -> None:
    actors = [Actor("peer", member_collectives=frozenset({2})), Actor("subject", person_id=1)]
    record = RecordFacts(BRANCH, DISTRICT, Track.CADRE, person_id=1, collective_id=2)
    for actor, (action, resource, state) in product(actors, QUESTIONS):
        for name in (None, *CONDITIONS):
            given = frozenset({name} if name else ())
            stated = RecordFacts(BRANCH, DISTRICT, Track.CADRE, person_id=1, collective_id=2, conditional=given)
            listed = any(matches(c, record) for c in reach(actor, action, resource, state, given=given))
            assert listed is may(actor, action, resource, state, stated)


def test_a_stranger_reaches_nothing() -> None:
    nobody = Actor("nobody", user_id=3)
    assert {reach(nobody, *question, given=frozenset(CONDITIONS)) for question in QUESTIONS} == {()}
    assert relations(nobody, RecordFacts(BRANCH, DISTRICT)) == {Relation.OTHER}


def test_settle_drops_what_is_the_same_for_all_rows() -> None:
    clauses = (
        (Atom("home_path", "under", ROOT), Atom("track", "eq", Track.MEMBER)),
        (Atom("managing_path", "eq", ROOT), Atom("track", "ne", Track.MEMBER)),
    )
    assert settle(clauses, {"track": None}) == ((Atom("managing_path", "eq", ROOT),),)
    assert settle(clauses, {"track": Track.MEMBER}) == ((Atom("home_path", "under", ROOT),),)
    assert settle(clauses, {}) == clauses


def test_settling_known_fields_keeps_the_answer() -> None:
    actor = Actor(
        "all",
        person_id=1,
        branch_path=BRANCH,
        own_units=frozenset({4}),
        own_collectives=frozenset({2}),
        grants=(GrantFacts(Role.LEADER, ROOT), GrantFacts(Role.STAFF, DISTRICT, cycle_id=5)),
    )
    for track, (home, managing), (action, resource, state) in product([*Track, None], paths(), QUESTIONS):
        record = RecordFacts(home, managing, track, unit_id=4)
        clauses = reach(actor, action, resource, state)
        rest = settle(clauses, {"track": track, "cycle_id": None})
        assert not any(atom.field in {"track", "cycle_id"} for clause in rest for atom in clause)
        assert any(matches(c, record) for c in rest) is any(matches(c, record) for c in clauses)
