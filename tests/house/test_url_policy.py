"""Every address, asked by those who stand outside: a foreign record answers 404, and no canary sings anywhere."""

import io
import zipfile
from collections.abc import Iterator
from functools import cache

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.house.addresses import policy
from tests.house.canary import ALSO, FOREIGN, NAME, SHARED, TEXT, Canary, Strangers, world

POLICY = {row.url_name: row.policy for row in policy()}
WITH_RECORD = {name for name, kind in POLICY.items() if ":" in kind}
OWN = {"accounts:delegate"}  # one's own grant by its number: somebody else's is a foreign record
NOT_A_RECORD = {"cycles:finding"}  # the address names a kind of finding, the scope is asked for in a form
LEAVES = {"account_logout"}
HIDDEN = {404, 405}  # 405: the address takes only forms, whoever asks


@cache
def parameters() -> dict[str, int]:
    """URL name → number of its parameters."""
    return dict(_walk(get_resolver(), "", 0))


def _walk(resolver: URLResolver, names: str, number: int) -> Iterator[tuple[str, int]]:
    for entry in resolver.url_patterns:
        here = number + len(entry.pattern.converters)
        if isinstance(entry, URLPattern):
            yield f"{names}{entry.name}", here
        else:
            yield from _walk(entry, f"{names}{entry.namespace}:" if entry.namespace else names, here)


def test_every_address_of_a_record_has_a_foreign_record_to_ask_for():
    expected = {name for name in WITH_RECORD | OWN if parameters()[name]} - NOT_A_RECORD
    assert expected == set(FOREIGN)


def plain(answer) -> bytes:
    """What a receiver can read: the page, or what is inside a workbook or document."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if not zipfile.is_zipfile(io.BytesIO(body)):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


def ask(client, name: str, arguments: list[object]) -> Iterator[tuple[str, int, bytes]]:
    """The address by GET and, where it belongs to a record, by an empty POST."""
    path = reverse(name, args=arguments)
    for method in ("get", "post") if name in WITH_RECORD | OWN else ("get",):
        answer = getattr(client, method)(path)
        yield f"{method.upper()} {name} {arguments}", answer.status_code, plain(answer)


def heard(answers, *songs: str) -> list[str]:
    """Answers in which a canary sings."""
    return [f"{asked} ({status}): {song}" for asked, status, body in answers for song in songs if song.encode() in body]


@pytest.fixture
def made(db) -> tuple[Canary, Strangers]:
    return world()


@pytest.mark.parametrize("who", ["sibling", "below", "ended"])
def test_a_foreign_record_is_hidden_and_silent(client, made, who):
    canary, strangers = made
    client.force_login(getattr(strangers, who))
    answers = [
        answer
        for places in (FOREIGN, ALSO)
        for name, arguments in places.items()
        for answer in ask(client, name, arguments(canary))
    ]
    shown = [f"{asked}: {status}" for asked, status, _ in answers if status not in HIDDEN]
    assert shown == []
    assert heard(answers, NAME, TEXT) == []


@pytest.mark.parametrize("who", ["sibling", "below", "ended"])
def test_no_list_and_no_shared_page_names_a_foreign_record(client, made, who):
    canary, strangers = made
    client.force_login(getattr(strangers, who))
    alone = [(name, []) for name, number in parameters().items() if not number and name not in LEAVES]
    shared = [(name, arguments(canary)) for name, arguments in SHARED.items()]
    searched = client.get(reverse("organizations:search"), {"q": NAME[:-1].lower()})
    answers = [answer for name, arguments in [*alone, *shared] for answer in ask(client, name, arguments)]
    assert heard(answers, NAME, TEXT) == []
    assert NAME not in searched.content.decode()


def test_an_administrator_keeps_accounts_and_hears_no_content(client, made):
    canary, strangers = made
    client.force_login(strangers.administrator)
    places = [(name, arguments(canary)) for kind in (FOREIGN, SHARED, ALSO) for name, arguments in kind.items()]
    alone = [(name, []) for name, number in parameters().items() if not number and name not in LEAVES]
    answers = [answer for name, arguments in [*places, *alone] for answer in ask(client, name, arguments)]
    assert heard(answers, TEXT) == []
    technical = [row for row in heard(answers, NAME) if " accounts:" not in row]
    assert technical == []


def test_the_canary_sings_to_those_it_belongs_to(client, made):
    """Else the tests above would be deaf."""
    canary, _ = made
    client.force_login(canary.account)
    readable = ("organizations:person", "ratings:entry", "accounts:grant")
    answers = [answer for name in readable for answer in ask(client, name, FOREIGN[name](canary))]
    assert {asked.split()[1] for asked, status, body in answers if status == 200 and NAME.encode() in body} == set(
        readable
    )
    assert any(TEXT.encode() in body for _, _, body in answers)
