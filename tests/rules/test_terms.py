"""The closed vocabulary and its wording."""

from enum import StrEnum

import pytest

from tusoi.rules import terms
from tusoi.rules.terms import Action, ManagingLevel, Relation, Resource, SubjectKind, Track, UnitKind, UnitLevel, label
from tusoi.rules.wording import LABELS

ENUMS = [item for item in vars(terms).values() if isinstance(item, type) and issubclass(item, StrEnum)]
NEVER_ON_SCREEN = {StrEnum, Relation, Action, Resource}


@pytest.mark.parametrize("enum", [enum for enum in ENUMS if enum not in NEVER_ON_SCREEN])
def test_every_term_a_screen_shows_has_its_vietnamese_wording(enum):
    assert set(LABELS[enum]) == set(enum)
    assert all(words.strip() for words in LABELS[enum].values())


@pytest.mark.parametrize("enum", LABELS)
def test_two_terms_of_one_vocabulary_never_read_the_same(enum):
    assert len(set(LABELS[enum].values())) == len(LABELS[enum])


def test_terms_of_different_vocabularies_with_one_value_keep_their_own_wording():
    assert label(UnitKind.PROVINCE) == "Đảng bộ tỉnh"
    assert label(UnitLevel.PROVINCE) == "Cấp tỉnh"
    assert label(ManagingLevel.PROVINCE) == "Ban Thường vụ Tỉnh ủy"
    assert label(SubjectKind.ORGANIZATION) == "tổ chức đảng"
    assert label(Track.ORGANIZATION) == "Tổ chức đảng"


def test_a_term_that_never_reaches_a_screen_shows_its_code():
    assert label(Relation.PEER) == "peer"
