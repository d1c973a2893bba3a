from collections.abc import Iterator

import pytest
from django.test import Client

from tests.ui.gallery.serving import installed


@pytest.fixture
def gallery() -> Iterator[Client]:
    """A client of the gallery of components."""
    with installed():
        yield Client()
