"""Who may do what with a suggestion: rows 9 and 10 of the matrix, role by role, and canaries over every output."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import make
from tests.suggestions.season import Season, committee, secretary
from tusoi.accounts.models import User
from tusoi.audit.models import Event, ReadEvent
from tusoi.rules.terms import Axis, ManagingLevel, Role, SuggestionState
from tusoi.suggestions import actions, queries
from tusoi.suggestions.content import Content, Item
from tusoi.suggestions.models import Suggestion

pytestmark = pytest.mark.django_db

TEXT, PUBLISHED, INTERNAL = "CANARY-TEXT", "CANARY-PUBLISHED", "CANARY-INTERNAL"
NAME = "Hoàng Thị Canari"
EVERYBODY = (
    "managing staff",
    "managing leader",
    "inspector of the issuer",
    "inspector above",
    "inspector at home",
    "home staff",
    "home leader",
    "branch secretary",
    "subject",
    "peer",
    "upper staff",
    "upper leader",
    "other staff",
    "administrator",
)
DRAFT_READERS = EVERYBODY[:5]
ISSUED_READERS = EVERYBODY[:9]
NOTE_READERS = EVERYBODY[:3]


class Case:
    """A person of a branch, managed by his district, with one suggestion in a given state; accounts on demand."""

    def __init__(self, world: Season) -> None:
        self.world = world
        self.person = make.person(world.branch, NAME)
        self.entry = world.entry(self.person, ManagingLevel.DISTRICT)
        content = Content((Item("land", TEXT),), ("corruption",), PUBLISHED, INTERNAL)
        self.suggestion = actions.create(
            cycle=world.cycle,
            subject=("person", self.person.pk),
            level=None,
            content=content,
            by=world.actor(Role.STAFF, world.bang_lang),
            at=timezone.now(),
        )
        self.clients: dict[str, Client] = {}

    def at(self, state: SuggestionState, **more: Any) -> Suggestion:
        """The suggestion in a state, as if its steps had been taken by others."""
        issued = {"document_no": "12-CV/HU", "document_date": timezone.localdate().replace(2021, 11, 15)}
        early = {SuggestionState.DRAFT, SuggestionState.PROPOSED, SuggestionState.APPROVED}
        values = {"state": state, **({} if state in early else issued), **more}
        Suggestion.objects.filter(pk=self.suggestion.pk).update(created_by_user=None, **values)
        self.suggestion.refresh_from_db()
        return self.suggestion

    def user(self, who: str) -> User:
        world = self.world
        grants = {
            "managing staff": (Role.STAFF, world.bang_lang),
            "managing leader": (Role.LEADER, world.bang_lang),
            "inspector of the issuer": (Role.INSPECTOR, world.bang_lang),
            "inspector above": (Role.INSPECTOR, world.province),
            "inspector at home": (Role.INSPECTOR, world.hop_tac),
            "home staff": (Role.STAFF, world.hop_tac),
            "home leader": (Role.LEADER, world.hop_tac),
            "branch secretary": (Role.BRANCH_SECRETARY, world.branch),
            "upper staff": (Role.STAFF, world.province),
            "upper leader": (Role.LEADER, world.province),
            "other staff": (Role.STAFF, world.tuong_vi),
            "administrator": (Role.ADMINISTRATOR, world.province),
        }
        if who in grants:
            return world.user(*grants[who])
        person = self.person if who == "subject" else make.person(world.branch)
        return make.user(Role.MEMBER, world.branch, person=person)

    def client(self, who: str) -> Client:
        """The browser of somebody, signed in once."""
        if who not in self.clients:
            self.clients[who] = Client()
            self.clients[who].force_login(self.user(who))
        return self.clients[who]

    def codes(self, path: str, data: dict[str, Any] | None = None) -> dict[str, int]:
        """Who → answer of a visit, or with ``data`` of a POST; who is entitled to act comes last."""
        if data is None:
            return {who: self.client(who).get(path).status_code for who in EVERYBODY}
        order = [*EVERYBODY[2:], *EVERYBODY[:2]]
        return {who: self.client(who).post(path, data).status_code for who in order}


def expect(**codes: tuple[str, ...]) -> dict[str, int]:
    """Who → expected answer: ``ok=…, forbidden=…`` (the first that names him), everybody else 404."""
    words = {"ok": 200, "done": 302, "forbidden": 403, "conflict": 409}
    return {who: next((words[word] for word, people in codes.items() if who in people), 404) for who in EVERYBODY}


@pytest.fixture
def case(world: Season) -> Case:
    return Case(world)


def address(name: str, *args: Any) -> str:
    return reverse(f"suggestions:{name}", args=args)


def test_only_the_managing_level_and_inspectors_know_of_what_is_not_issued(case):
    for state in SuggestionState:
        early = state in {SuggestionState.DRAFT, SuggestionState.PROPOSED, SuggestionState.APPROVED}
        path = address("one", case.at(state).pk)
        assert case.codes(path) == expect(ok=DRAFT_READERS if early else ISSUED_READERS), state


def test_what_was_withdrawn_before_its_issue_stays_with_those_who_knew_of_it(case):
    found = case.at(SuggestionState.WITHDRAWN, document_no="", document_date=None)
    assert case.codes(address("one", found.pk)) == expect(ok=DRAFT_READERS)


STEPS = {
    "propose": (SuggestionState.DRAFT, "managing staff", {}),
    "approve": (SuggestionState.PROPOSED, "managing leader", {}),
    "issue": (SuggestionState.APPROVED, "managing leader", {"document_no": "1-CV/HU", "document_date": "15/11/2021"}),
    "withdraw": (SuggestionState.ISSUED, "managing leader", {"reason": "Trùng nội dung"}),
}


@pytest.mark.parametrize("step", list(STEPS))
def test_each_step_is_taken_by_one_role_and_refused_to_every_other(case, step):
    state, entitled, data = STEPS[step]
    found = case.at(state)
    readers = ISSUED_READERS if state is SuggestionState.ISSUED else DRAFT_READERS
    path = address(step, found.pk)
    for who, code in expect(done=(entitled,), forbidden=readers).items():
        if who != entitled:
            assert (who, case.client(who).post(path, data).status_code) == (who, code)
            assert Suggestion.objects.get().state == state
    assert case.client(entitled).post(path, data).status_code == 302
    assert Suggestion.objects.get().state != state


@pytest.mark.parametrize("step", list(STEPS))
def test_a_step_from_another_state_is_a_conflict_that_says_where_it_is_possible(case, step):
    state, entitled, data = STEPS[step]
    for other in SuggestionState:
        if other is state or (step == "withdraw" and other in {SuggestionState.PROPOSED, SuggestionState.APPROVED}):
            continue
        found = case.at(other)
        answer = case.client(entitled).post(address(step, found.pk), data)
        assert (other, answer.status_code) == (other, 409)
        assert "bước này chỉ làm được ở" in answer.content.decode()


def test_a_draft_is_changed_at_its_managing_level_only(case):
    found = case.at(SuggestionState.DRAFT)
    assert case.codes(address("edit", found.pk)) == expect(ok=EVERYBODY[:2], forbidden=DRAFT_READERS)


def test_a_draft_to_the_person_is_written_by_managing_staff_or_an_inspector(case):
    to = address("new", case.world.cycle.pk, "person", case.person.pk)
    writers = ("managing staff", "inspector of the issuer", "inspector above", "inspector at home")
    knows = tuple(who for who in EVERYBODY if who not in {"other staff", "administrator"})
    answers = case.codes(to, {"items-TOTAL_FORMS": "0", "items-INITIAL_FORMS": "0"})
    assert answers == expect(done=writers, forbidden=knows)
    assert Suggestion.objects.count() == 1 + len(writers)


def test_nobody_acts_on_a_suggestion_to_himself_whatever_he_holds(case):
    """G1: a leader of the issuing level reads his own like any subject, and learns of no draft."""
    leader = make.user(Role.LEADER, case.world.bang_lang, person=case.person)
    client = Client()
    client.force_login(leader)
    found = case.at(SuggestionState.PROPOSED)
    assert client.post(address("approve", found.pk)).status_code == 404
    found = case.at(SuggestionState.ISSUED)
    answer = client.post(address("withdraw", found.pk), {"reason": "x"})
    assert (answer.status_code, "nguyên tắc 1" in answer.content.decode()) == (403, True)
    shown = client.get(address("one", found.pk)).content.decode()
    assert (TEXT in shown, INTERNAL in shown, "nguyên tắc 1" in shown) == (True, False, True)


def test_who_wrote_or_proposed_it_does_not_decide(case):
    """G2, also for one who holds both offices."""
    both = make.user(Role.STAFF, case.world.bang_lang)
    make.grant(both, Role.LEADER, case.world.bang_lang)
    client = Client()
    client.force_login(both)
    found = case.at(SuggestionState.DRAFT)
    assert client.post(address("propose", found.pk)).status_code == 302
    answer = client.post(address("approve", found.pk))
    assert (answer.status_code, "nguyên tắc 2" in answer.content.decode()) == (403, True)
    found = case.at(SuggestionState.APPROVED)
    Suggestion.objects.update(proposed_by_user=None, created_by_user=both.pk)
    assert client.get(address("issue", found.pk)).status_code == 403
    assert case.client("managing leader").get(address("issue", found.pk)).status_code == 200


def outputs(case: Case, client: Client) -> str:
    """Everything this room may show somebody: pages, searches, filters, forms."""
    cycle, found = case.world.cycle.pk, case.suggestion
    register = address("register", cycle)
    visits = [
        (address("one", found.pk), {}),
        (address("edit", found.pk), {}),
        (register, {}),
        (register, {"q": "canari"}),
        (register, {"topic": "land"}),
        (register, {"state": "counted", "level": "district", "kind": "person"}),
        (address("counts", cycle), {}),
        (address("choose", cycle), {"q": "canari"}),
    ]
    shown = [client.get(path, data) for path, data in visits]
    shown += [client.post(address(step, found.pk), {}) for step in ("propose", "approve", "issue", "withdraw")]
    return "".join(answer.content.decode() for answer in shown)


def test_what_is_issued_reaches_only_those_who_may_read_it_and_the_internal_note_fewer(case):
    case.at(SuggestionState.ISSUED)
    shown = {who: outputs(case, case.client(who)) for who in EVERYBODY}
    assert tuple(who for who in EVERYBODY if TEXT in shown[who]) == ISSUED_READERS
    assert tuple(who for who in EVERYBODY if PUBLISHED in shown[who]) == ISSUED_READERS
    assert tuple(who for who in EVERYBODY if INTERNAL in shown[who]) == NOTE_READERS


def test_a_draft_reaches_only_those_who_may_read_it(case):
    case.at(SuggestionState.DRAFT)
    shown = {who: outputs(case, case.client(who)) for who in EVERYBODY}
    assert tuple(who for who in EVERYBODY if TEXT in shown[who]) == DRAFT_READERS
    assert tuple(who for who in EVERYBODY if INTERNAL in shown[who]) == NOTE_READERS
    register = address("register", case.world.cycle.pk)
    named = {who: NAME in case.client(who).get(register).content.decode() for who in EVERYBODY}
    assert tuple(who for who in EVERYBODY if named[who]) == DRAFT_READERS


def test_above_the_managing_level_a_persons_suggestion_shows_its_state_and_nothing_it_says(case):
    found = case.at(SuggestionState.ISSUED)
    client, cycle = case.client("upper staff"), case.world.cycle.pk
    shown = client.get(address("register", cycle)).content.decode()
    assert NAME in shown
    assert "Đã ban hành" in shown
    assert address("one", found.pk) not in shown
    assert NAME not in client.get(address("register", cycle), {"topic": "land"}).content.decode()


def test_peers_read_it_once_it_is_to_be_read_out(case):
    found = case.at(SuggestionState.ISSUED, read_out=True)
    assert case.client("peer").get(address("one", found.pk)).status_code == 200
    found = case.at(SuggestionState.APPROVED, read_out=True)
    assert case.client("peer").get(address("one", found.pk)).status_code == 404


def test_a_missing_suggestion_and_a_foreign_one_give_the_same_bytes(case):
    found = case.at(SuggestionState.ISSUED)
    client = case.client("other staff")
    assert client.get(address("one", found.pk)).content == client.get(address("one", 0)).content


def test_opening_an_issued_suggestion_to_a_person_is_recorded_and_a_draft_is_not(case):
    found = case.at(SuggestionState.DRAFT)
    case.client("managing staff").get(address("one", found.pk))
    assert ReadEvent.objects.count() == 0
    found = case.at(SuggestionState.ISSUED)
    case.client("managing staff").get(address("one", found.pk))
    case.client("subject").get(address("one", found.pk))
    assert [event.person_id for event in ReadEvent.objects.all()] == [case.person.pk]


def test_the_book_keeps_the_text_but_only_the_digest_of_the_internal_note(case):
    event = Event.objects.get(step="suggestions.create")
    assert TEXT in str(event.after)
    assert INTERNAL not in str(event.after)
    assert event.path == case.world.bang_lang.path


def test_a_grant_for_one_axis_or_without_the_units_below_reaches_no_further(case):
    case.at(SuggestionState.ISSUED)
    world = case.world
    narrow = make.actor(Role.STAFF, world.bang_lang, recursive=False, axis=Axis.HOME)
    assert list(queries.register(narrow, world.cycle)) == []
    managing = make.actor(Role.STAFF, world.bang_lang, recursive=False, axis=Axis.MANAGING)
    assert [row["name"] for row in queries.register(managing, world.cycle)] == [NAME]


def test_a_collective_is_read_by_its_head_as_subject_and_by_the_level_above(world):
    district = committee(world.tuong_vi)
    head = secretary(world.other_branch, world.tuong_vi)
    found = world.issued(district, ManagingLevel.PROVINCE, texts=(TEXT,))
    client = Client()
    client.force_login(make.user(Role.MEMBER, world.other_branch, person=head))
    assert TEXT in client.get(address("one", found.pk)).content.decode()
    below = world.issued(committee(world.hop_tac), ManagingLevel.DISTRICT, texts=(TEXT,))
    client.force_login(world.user(Role.STAFF, world.province))
    assert TEXT in client.get(address("one", below.pk)).content.decode()
