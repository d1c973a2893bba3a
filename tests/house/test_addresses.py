"""Every address has a row in url_policy.csv, and a stranger gets nothing from those that are not public."""

import pytest
from django.conf import settings
from django.shortcuts import resolve_url

from tests.house.addresses import WITHOUT_RECORD, addresses, cells, policy

ROWS = {row.url_name: row for row in policy()}
CLOSED = [address for address in addresses() if address.path and ROWS.get(address.name)]
CLOSED = [address for address in CLOSED if ROWS[address.name].policy not in {"public", "technical"}]


def test_every_address_has_a_name_and_a_row():
    assert sorted({address.name for address in addresses()} - set(ROWS)) == []


def test_every_row_belongs_to_an_address_and_stands_once():
    names = [row.url_name for row in policy()]
    assert sorted(set(names) - {address.name for address in addresses()}) == []
    assert len(names) == len(set(names))


def test_every_policy_is_a_cell_of_the_matrix_or_needs_no_record():
    known = cells() | WITHOUT_RECORD
    assert {row.url_name: row.policy for row in policy() if row.policy not in known} == {}


@pytest.mark.django_db
@pytest.mark.parametrize("address", CLOSED, ids=lambda address: address.name)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_asked_to_sign_in_and_learns_nothing(client, address, method):
    answer = getattr(client, method)(f"/{address.path}")
    asked = answer.status_code == 302 and answer["Location"].startswith(resolve_url(settings.LOGIN_URL))
    assert asked or answer.status_code in {404, 405}, (answer.status_code, answer.headers)
