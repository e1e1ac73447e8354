"""Rate limits: never more than allowed in a minute, never less, and a page that says when it works again."""

import threading

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.base import limits
from ideenschmiede.base.limits import REMEMBERED, WINDOW, Limiter, address_of, limited, visitor_of

calls = st.lists(
    st.tuples(st.sampled_from(["a", "b", "c"]), st.floats(0, 40, allow_nan=False)), min_size=1, max_size=60
)


@given(calls, st.integers(1, 5))
def test_no_window_of_a_key_holds_more_than_allowed(steps, most):
    limiter, now, allowed = Limiter(), 0.0, {}
    for key, pause in steps:
        now += pause
        if limiter.allows(key, most, now):
            allowed.setdefault(key, []).append(now)
    for times in allowed.values():
        # fixed windows: at most twice the number across the seam of two windows, and never more than `most` in one
        for start in times:
            assert sum(start <= time < start + WINDOW for time in times) <= 2 * most


@given(st.integers(1, 20))
def test_the_first_calls_pass_the_next_does_not_and_a_minute_later_it_does(most):
    limiter = Limiter()
    assert [limiter.allows("a", most, 1.0) for _call in range(most + 2)] == [True] * most + [False] * 2
    assert not limiter.allows("a", most, 1.0 + WINDOW - 0.001)
    assert limiter.allows("a", most, 1.0 + WINDOW)


@given(calls, st.integers(1, 5))
def test_keys_do_not_disturb_each_other(steps, most):
    together, alone, now = Limiter(), {}, 0.0
    for key, pause in steps:
        now += pause
        own = alone.setdefault(key, Limiter())
        assert together.allows(key, most, now) == own.allows(key, most, now)


def test_memory_is_bounded_and_forgets_the_oldest():
    limiter = Limiter()
    for number in range(REMEMBERED + 100):
        limiter.allows(str(number), 1, 0.0)
    assert len(limiter._counts) == REMEMBERED
    assert limiter.allows("0", 1, 0.0), "forgotten"
    assert not limiter.allows(str(REMEMBERED + 99), 1, 0.0), "remembered"


def test_threads_together_get_no_more_than_allowed():
    limiter, passed = Limiter(), []

    def call():
        passed.extend(limiter.allows("a", 50, 0.0) for _call in range(100))

    threads = [threading.Thread(target=call) for _thread in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(passed) == 50


# ── whose address ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "", "192.0.2.1"),
        (0, "203.0.113.9", "192.0.2.1"),  # nobody in front: the header is the visitor's invention
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.7, 203.0.113.9", "203.0.113.9"),  # what stands before the last was sent by the visitor
        (2, "198.51.100.7, 203.0.113.9", "198.51.100.7"),
        (2, "203.0.113.9", "192.0.2.1"),
        (1, " , ,", "192.0.2.1"),
    ],
)
def test_as_many_proxies_are_believed_as_there_are(settings, proxies, forwarded, address):
    settings.TRUSTED_PROXIES = proxies
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", headers=headers)
    assert address_of(request) == address


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("192.0.2.1", "::ffff:192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("unknown", "unknown", True),
        ("", "192.0.2.1", False),
    ],
)
def test_a_visitor_with_many_ipv6_addresses_is_one_visitor(one, other, same):
    assert (visitor_of(one) == visitor_of(other)) is same


# ── real requests ────────────────────────────────────────────────────────────────────────────────────────────────────


@limited
def busy(request):
    return HttpResponse("found")


@pytest.fixture
def fresh(monkeypatch, settings):
    monkeypatch.setattr(limits, "_limiter", Limiter())
    settings.SEARCHES_PER_MINUTE = 3


@pytest.mark.django_db
@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize(
    ("language", "words"), [("de", "Einen Moment, bitte"), ("en", "One moment, please"), ("fr", "Einen Moment, bitte")]
)
def test_one_call_too_many_gets_a_page_that_says_when_it_works_again(client, language, words):
    """Through the real stack: the middleware chooses the language, the page has its frame."""
    from_one = {"REMOTE_ADDR": "192.0.2.1", "headers": {"Accept-Language": language}}
    first = [client.get("/orte/suche?q=x", **from_one) for _call in range(3)]
    assert 429 not in {response.status_code for response in first}
    refused = client.get("/orte/suche?q=x", **from_one)
    assert refused.status_code == 429
    assert refused["Retry-After"] == "60"
    text = refused.content.decode()
    assert words in text
    assert f'<html lang="{language if language != "fr" else "de"}"' in text
    other = client.get("/orte/suche?q=x", REMOTE_ADDR="192.0.2.2")
    assert other.status_code != 429


@pytest.mark.django_db
@pytest.mark.usefixtures("fresh")
def test_the_limit_holds_for_a_whole_ipv6_network(client):
    answers = [client.get("/orte/suche?q=x", REMOTE_ADDR=f"2001:db8::{call}").status_code for call in range(1, 6)]
    assert answers[3:] == [429, 429]


@pytest.mark.usefixtures("fresh")
def test_zero_means_no_limit(settings):
    settings.SEARCHES_PER_MINUTE = 0
    request = RequestFactory().get("/")
    assert {busy(request).status_code for _call in range(50)} == {200}
