"""Signed links: they say what was signed, and any other text is refused."""

import re

import pytest
from django.utils import translation
from hypothesis import assume, given
from hypothesis import strategies as st

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.links import BadLink, read, sign

ids = st.integers(0, 2**63 - 1)
purposes = st.sampled_from(["people.invitation", "people.stay", "people", "press.release", ""])
letters = st.characters() | st.sampled_from("abcXYZ019._-:~=")  # surrogates, too


@given(purposes, ids, ids)
def test_a_token_gives_back_what_was_signed(purpose, subject_id, number):
    token = sign(purpose, subject_id, number)
    assert read(token, purpose) == (subject_id, number)
    assert token == sign(purpose, subject_id, number)


@given(ids, ids)
def test_a_token_is_short_and_needs_no_escaping_in_an_address(subject_id, number):
    token = sign("people.invitation", subject_id, number)
    assert re.fullmatch(r"[A-Za-z0-9._-]+", token)
    assert token[-1] != "."  # programs that find links in texts would leave it out
    assert len(sign("people.invitation", 10**6, 3)) <= 50


@given(st.data(), ids, ids)
def test_any_changed_character_is_refused(data, subject_id, number):
    token = sign("people.invitation", subject_id, number)
    place = data.draw(st.integers(0, len(token) - 1))
    letter = data.draw(letters)
    assume(letter != token[place])
    with pytest.raises(BadLink):
        read(token[:place] + letter + token[place + 1 :], "people.invitation")


def test_every_single_change_of_one_token_is_refused():
    token = sign("people.invitation", 4711, 2)
    for place in range(len(token)):
        for letter in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_." + "=+/ ":
            if letter != token[place]:
                with pytest.raises(BadLink):
                    read(token[:place] + letter + token[place + 1 :], "people.invitation")


@given(st.data())
def test_a_token_that_lost_or_won_something_is_refused(data):
    token = sign("people.invitation", 4711, 2)
    cut = data.draw(st.integers(0, len(token) - 1))
    more = data.draw(st.text(min_size=1, max_size=5))
    for broken in (token[:cut], token[cut + 1 :], token + more, more + token):
        with pytest.raises(BadLink):
            read(broken, "people.invitation")


@given(st.text(alphabet=st.characters(), max_size=80))
def test_garbage_is_refused(text):
    with pytest.raises(BadLink):
        read(text, "people.invitation")


@given(purposes, purposes)
def test_a_token_for_one_purpose_is_none_for_another(first, second):
    assume(first != second)
    with pytest.raises(BadLink):
        read(sign(first, 7, 1), second)


def test_another_secret_key_makes_all_tokens_bad(settings):
    token = sign("people.invitation", 7, 1)
    settings.SECRET_KEY = "another-" * 10
    with pytest.raises(BadLink):
        read(token, "people.invitation")


def test_while_a_key_is_changed_the_old_one_still_counts(settings):
    token = sign("people.invitation", 7, 1)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-" * 10
    assert read(token, "people.invitation") == (7, 1)


@pytest.mark.parametrize(("subject_id", "number"), [(-1, 0), (0, -1)])
def test_what_no_row_can_have_is_not_signed(subject_id, number):
    with pytest.raises(ValueError, match="Negative"):
        sign("people.invitation", subject_id, number)


def test_the_error_says_what_to_do():
    with translation.override("de"), pytest.raises(ActionError, match="Öffnen Sie ihn aus der E-Mail"):
        read("x", "people.invitation")
