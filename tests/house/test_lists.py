"""A list costs the same number of queries for 1 and for 3 rows, and never more than twelve."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.house.addresses import policy
from tests.house.lists import known

MOST = 12
FEW, MORE = 1, 3


def test_every_list_page_has_its_world():
    expected = {row.url_name for row in policy() if row.list}
    assert expected == {page.url_name for page in known()}


@pytest.mark.django_db
@pytest.mark.parametrize("page", known(), ids=lambda page: page.url_name)
def test_a_list_costs_the_same_number_of_queries_for_any_number_of_rows(client, page):
    costs = {}
    for rows in (FEW, MORE):
        visit = page.world(rows)
        client.force_login(visit.user)
        client.get(visit.path)  # the first visit of a session also moves its idle clock
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(visit.path).status_code == 200
        costs[rows] = [query["sql"] for query in captured.captured_queries]
    assert len(costs[FEW]) == len(costs[MORE]), costs
    assert len(costs[MORE]) <= MOST, costs[MORE]
