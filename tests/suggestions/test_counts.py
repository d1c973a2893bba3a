"""Figures: distinct subjects, empty is not zero, and each number opens the list it counted."""

import random
import re
from collections import defaultdict
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import make
from tests.suggestions.season import DAY, Season, committee
from tusoi.rules.authority import Actor, may
from tusoi.rules.terms import Action, CollectiveKind, ManagingLevel, Resource, Role, SuggestionState
from tusoi.suggestions import queries, rights
from tusoi.suggestions.actions import IssuedRecord, record_issued
from tusoi.suggestions.models import COUNTED, Suggestion
from tusoi.suggestions.pages_counts import counts_page

pytestmark = pytest.mark.django_db

STATES = [*SuggestionState, SuggestionState.ISSUED, SuggestionState.ISSUED]
UNISSUED = {SuggestionState.DRAFT, SuggestionState.PROPOSED, SuggestionState.APPROVED}


def filled(world: Season, seed: int, subjects: int = 24) -> None:
    """Random subjects, levels, topics, states and numbers of documents."""
    chance = random.Random(seed)
    records, states = [], []
    for number in range(subjects):
        branch = chance.choice([world.branch, world.other_branch])
        if chance.random() < 0.4:
            agency = make.agency(f"CQ{number}", branch.parent)
            subject = make.collective(agency, CollectiveKind.LEADERSHIP)
        else:
            subject = make.person(branch)
        level = chance.choice([ManagingLevel.PROVINCE, ManagingLevel.DISTRICT, ManagingLevel.GRASSROOTS])
        entry = world.entry(subject, level)
        for document in range(chance.randint(1, 3)):
            topics = chance.sample(world.topics, chance.randint(1, 3))
            items = tuple((topic.pk, "Làm rõ trách nhiệm.") for topic in topics)
            records.append(IssuedRecord(entry.pk, level, f"{document}-CV/TU", DAY, items))
            states.append(chance.choice(STATES))
    record_issued(cycle=world.cycle, records=records, by=make.INSTALLATION, at=timezone.now())
    for suggestion, state in zip(Suggestion.objects.order_by("id"), states, strict=True):
        bare = {"document_no": "", "document_date": None} if state in UNISSUED else {}
        Suggestion.objects.filter(pk=suggestion.pk).update(state=state, **bare)


def actors(world: Season) -> dict[str, Actor]:
    """People with very different views of the same records."""
    places = {
        "province staff": (Role.STAFF, world.province),
        "district staff": (Role.STAFF, world.bang_lang),
        "grassroots leader": (Role.LEADER, world.hop_tac),
        "branch secretary": (Role.BRANCH_SECRETARY, world.branch),
        "inspector": (Role.INSPECTOR, world.tuong_vi),
        "administrator": (Role.ADMINISTRATOR, world.province),
    }
    found = {who: world.actor(*place) for who, place in places.items()}
    own = Suggestion.objects.filter(entry__person__isnull=False).first()
    subject = make.user(Role.MEMBER, world.branch, person=own.entry.person)
    world.users[Role.MEMBER, "subject"] = subject
    return {**found, "subject": make.acting(subject)}


def brute(actor: Actor | None, by: tuple[str, ...], states: set[str] | None, path: str = "") -> set[tuple]:
    """The same counts, one record at a time, through the other reader of the table."""
    subjects = defaultdict(set)
    for one in Suggestion.objects.select_related("entry"):
        state, facts = rights.state_of(one), rights.facts_of(one)
        sees = actor is None or may(actor, Action.READ, Resource.SUGGESTION, state, facts)
        if "topic" not in by:
            sees = sees or may(actor, Action.STATUS, Resource.SUGGESTION, state, facts)
        if not sees or (states is not None and one.state not in states) or not one.home_path.startswith(path):
            continue
        who = one.entry.person_id or -one.entry.collective_id
        for topic in {item.topic.code for item in one.items.select_related("topic")} if "topic" in by else {""}:
            cell = {**vars(one), "topic": topic}
            subjects[tuple(cell[name] for name in by)].add(who)
    return {(*cell, len(people)) for cell, people in subjects.items()}


GROUPINGS = [
    (),
    ("managing_level",),
    ("subject_kind",),
    ("topic",),
    ("managing_level", "subject_kind"),
    ("managing_level", "state"),
    queries.DIMENSIONS,
]


@pytest.mark.parametrize("seed", [1, 2])
def test_counts_equal_a_count_by_hand_for_every_grouping_and_every_reader(world, seed):
    filled(world, seed)
    for who, actor in {"everything": None, **actors(world)}.items():
        for by in GROUPINGS:
            for states in (None, set(COUNTED)):
                for path in ("", world.bang_lang.path):
                    found = queries.counts(world.cycle, path, by=by, states=states, actor=actor)
                    assert set(found) == brute(actor, by, states, path), (who, by, states, path)


NAMES = {"level": "level", "kind": "subject_kind", "topic": "topic", "state": "state"}


@pytest.mark.parametrize("seed", [3, 4])
def test_every_cell_equals_the_length_of_the_list_it_names(world, seed):
    filled(world, seed)
    cells = 0
    for who, actor in actors(world).items():
        for unit in (None, world.bang_lang):
            page = counts_page(actor, world.cycle, unit)
            for table in (page.by_level, page.by_state, page.by_topic):
                for cell in (cell for row in table.rows for cell in row.cells if cell.href):
                    asked = dict(parse_qsl(urlsplit(cell.href).query))
                    filters = {name: asked[key] for key, name in NAMES.items() if key in asked}
                    path = unit.path if "unit" in asked else ""
                    assert len(queries.register(actor, world.cycle, path=path, **filters)) == cell.number, (who, asked)
                    cells += 1
    assert cells > 100


def test_every_number_on_the_page_opens_a_list_of_that_length(world):
    filled(world, 5, subjects=8)
    numbers = 0
    for role, unit, start in (
        (Role.STAFF, world.province, ""),
        (Role.LEADER, world.hop_tac, ""),
        (Role.STAFF, world.province, "unit"),
    ):
        client = Client()
        client.force_login(world.user(role, unit))
        address = reverse("suggestions:counts", args=[world.cycle.pk])
        page = client.get(address, {"unit": world.bang_lang.pk} if start else {}).content.decode()
        links = set(re.findall(r'<td class="n"><a href="([^"]+)">([\d.]+)</a>', page))
        for href, number in links:
            listed = client.get(unescape(href)).content.decode()
            assert listed.count('scope="rowgroup"') == int(number), href
            assert f"<strong>{number}</strong>" in listed
        numbers += len(links)
    assert numbers > 20


def test_two_documents_to_one_subject_count_once_and_at_every_topic(world):
    subject = committee(world.bang_lang)
    world.issued(subject, ManagingLevel.PROVINCE, texts=("a", "b"), topics=(0, 1))
    world.issued(subject, ManagingLevel.PROVINCE, topics=(1,), number="216-CV/TU")
    assert queries.counts(world.cycle, by=()) == [(1,)]
    assert sorted(queries.counts(world.cycle, by=("topic",))) == [("forest", 1), ("land", 1)]
    actor = world.actor(Role.STAFF, world.province)
    assert queries.register_size(actor, world.cycle) == (1, 2)
    assert len(queries.register(actor, world.cycle)) == 1


def test_what_was_withdrawn_does_not_count_and_leaves_an_empty_cell(world):
    found = world.issued(committee(world.bang_lang), ManagingLevel.PROVINCE)
    assert queries.counts(world.cycle, by=("managing_level", "subject_kind"), states=COUNTED) == [
        ("province", "collective", 1)
    ]
    Suggestion.objects.filter(pk=found.pk).update(state=SuggestionState.WITHDRAWN)
    assert queries.counts(world.cycle, by=("managing_level", "subject_kind"), states=COUNTED) == []
    assert queries.counts(world.cycle, by=(), states=COUNTED) == []


def test_a_person_counts_at_home_whatever_level_suggests(world):
    world.issued(make.person(world.branch), ManagingLevel.DISTRICT)
    assert queries.counts(world.cycle, world.bang_lang.path, by=()) == [(1,)]
    assert queries.counts(world.cycle, world.tuong_vi.path, by=()) == []


def test_empty_is_shown_as_a_dash_and_never_as_a_zero(world):
    client = Client()
    client.force_login(world.user(Role.STAFF, world.province))
    page = client.get(reverse("suggestions:counts", args=[world.cycle.pk])).content.decode()
    assert '<td class="n">–</td>' in page
    assert '<td class="n">0</td>' not in page


def test_the_register_is_searched_without_diacritics_and_by_document_number(world):
    world.issued(make.person(world.branch, "Trần Thị Đào"), ManagingLevel.GRASSROOTS, number="77-CV/ĐU")
    world.issued(make.person(world.branch, "Lê Văn Hoà"), ManagingLevel.GRASSROOTS)
    actor = world.actor(Role.STAFF, world.hop_tac)

    def named(text: str) -> list[str]:
        return [row["name"] for row in queries.register(actor, world.cycle, search=text)]

    assert named("tran dao") == named("ĐÀO") == named("77-cv") == ["Trần Thị Đào"]
    assert named("hòa") == ["Lê Văn Hoà"]
    assert named("%") == named("không có") == []


def test_a_long_register_is_read_in_pages_without_loss_or_repetition(world):
    for _ in range(53):
        world.issued(make.person(world.branch), ManagingLevel.GRASSROOTS)
    client = Client()
    client.force_login(world.user(Role.STAFF, world.hop_tac))
    address, names = reverse("suggestions:register", args=[world.cycle.pk]), []
    while address:
        page = client.get(address).content.decode()
        names += re.findall(r'scope="rowgroup"[^>]*>([^<]+)<', page)
        following = re.search(r'href="(\?[^"]*after=[^"]*)"', page)
        address = reverse("suggestions:register", args=[world.cycle.pk]) + unescape(following[1]) if following else ""
    assert (len(names), len(set(names))) == (53, 53)


def test_the_tables_cost_the_same_number_of_queries_for_any_number_of_records(world, django_assert_max_num_queries):
    filled(world, 5)
    client = Client()
    client.force_login(world.user(Role.STAFF, world.province))
    client.get(reverse("suggestions:counts", args=[world.cycle.pk]))
    with django_assert_max_num_queries(24):
        client.get(reverse("suggestions:counts", args=[world.cycle.pk]))
