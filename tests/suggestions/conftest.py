"""What the tests of this room share."""

import pytest

from tests.suggestions.season import Season, season


@pytest.fixture
def world(db) -> Season:
    return season()
