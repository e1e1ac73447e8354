"""Every code that mending and finding can say has its words."""

from typing import get_args

import pytest
from django.utils import translation

from ideenschmiede.cores.german.mending.model import ChangeKind, OpenKind, Role
from ideenschmiede.press.views import wording


@pytest.mark.parametrize(
    ("codes", "words"),
    [(ChangeKind, wording.CHANGES), (OpenKind, wording.OPEN), (Role, wording.ROLES)],
    ids=["changes", "open-spots", "roles"],
)
def test_none_is_missing_and_none_too_many(codes, words):
    assert set(get_args(codes)) == words.keys()


def test_each_change_has_a_sign_of_its_own():
    signs = [sign for sign, _name in wording.CHANGES.values()]
    assert len(set(signs)) == len(signs)
    assert set(wording.FAINT) <= wording.CHANGES.keys()
    assert set(wording.APART) <= wording.ROLES.keys()


@pytest.mark.parametrize("language", ["de", "en"])
def test_they_are_said_in_both_languages(language):
    with translation.override(language):
        said = {wording.confidence(value) for value in (None, 1.0, 0.8, 0.5, 0.0)}
        assert len(said) == 5
        assert ("sicher" in said) is (language == "de")


@pytest.mark.parametrize("value", [wording.SURE, wording.LIKELY, wording.MAYBE])
def test_a_limit_belongs_to_the_better_word(value):
    assert wording.confidence(value) != wording.confidence(value - 0.001)
