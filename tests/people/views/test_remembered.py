"""The place that forms ask for first: chosen in this browser, else the visitor's own."""

import re
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.utils import timezone
from tests.registered import kalletal, luebz

from ideenschmiede.base.roles import Role
from ideenschmiede.people.models import PublicOffice
from ideenschmiede.people.views.remembered import OWN, remembered_place

__all__ = ["kalletal", "luebz"]


@pytest.fixture
def mayor(account_with, make_person, kalletal):
    account = account_with(Role.MEMBER)
    make_person(place=kalletal, account=account)
    return account


@pytest.fixture
def asking():
    def make(account, **cookies):
        request = RequestFactory().get("/")
        request.user, request.COOKIES, request.session = account, cookies, {}
        return request

    return make


def test_a_mayor_need_not_choose_the_own_place(asking, mayor, kalletal):
    assert remembered_place(asking(mayor)) == kalletal.key


def test_the_own_place_is_asked_for_once_a_day_in_a_session(
    asking, mayor, account_with, kalletal, luebz, django_assert_num_queries
):
    request, none = asking(mayor), asking(account_with(Role.OFFICE))
    for key in (kalletal.key, luebz.key, None):
        with django_assert_num_queries(2):  # one each, also where there is no office
            assert [remembered_place(request) for _time in range(2)] == [key] * 2
            assert [remembered_place(none) for _time in range(2)] == [None] * 2
        PublicOffice.objects.update(place=luebz)
        if key == luebz.key:
            PublicOffice.objects.update(until=timezone.localdate() - timedelta(days=1))
        assert remembered_place(request) == key  # as long as it is the same day
        for one in (request, none):
            one.session[OWN][0] = (timezone.localdate() - timedelta(days=1)).isoformat()  # a night goes by


def test_what_was_chosen_here_goes_first_and_asks_nothing(asking, mayor, luebz, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert remembered_place(asking(mayor, ort=luebz.key)) == luebz.key


def test_guests_and_who_holds_no_office_choose(asking, account_with, django_assert_num_queries):
    guest = asking(AnonymousUser())
    with django_assert_num_queries(0):
        assert remembered_place(guest) is None
    assert guest.session == {}  # a guest gets no session for it
    assert remembered_place(asking(account_with(Role.OFFICE))) is None


def test_an_office_that_is_over_counts_no_more_and_the_latest_first(asking, mayor, kalletal, luebz):
    today = timezone.localdate()
    office = PublicOffice.objects.get()
    PublicOffice.objects.create(person=office.person, kind="mayor", title="Bürgermeister", place=luebz, since=today)
    assert remembered_place(asking(mayor)) == luebz.key
    PublicOffice.objects.filter(place=luebz).update(since=date(2020, 1, 1), until=today - timedelta(days=1))
    assert remembered_place(asking(mayor)) == kalletal.key


def test_the_question_on_the_home_page_is_asked_for_the_own_place(client, mayor):
    client.force_login(mayor)
    field = re.search(r'<input[^>]*name="ort"[^>]*>', client.get("/").text).group()
    assert 'value="Kalletal' in field
