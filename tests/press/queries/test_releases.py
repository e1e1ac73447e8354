"""Which releases there are, and for whom."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from ideenschmiede.press.queries.releases import (
    draft_releases,
    published_releases,
    release_for,
    releases_of,
    unpublished_releases,
)

pytestmark = pytest.mark.django_db
GUEST = AnonymousUser()


@pytest.fixture
def three(make_release):
    return {status: make_release(status=status) for status in ("draft", "published", "withdrawn")}


def test_published_the_latest_first(make_release):
    old = make_release(status="published", published_on=date(2020, 1, 1))
    new = make_release(status="published", published_on=date(2025, 1, 1))
    make_release()
    assert list(published_releases()) == [new, old]


def test_what_is_not_out(three):
    assert set(unpublished_releases()) == {three["draft"], three["withdrawn"]}
    assert list(draft_releases()) == [three["draft"]]


def test_one_for_somebody(three, office, member):
    for status, release in three.items():
        for who in (GUEST, member):
            assert (release_for(who, release.pk) == release) is (status == "published")
        assert release_for(office, release.pk) == release
    assert release_for(office, 999) is None


def test_of_an_appointment(make_person, make_appointment, make_release, office, member):
    appointment = make_appointment(make_person())
    out = make_release(status="published", appointment=appointment)
    draft = make_release(appointment=appointment)
    make_release(status="published")
    assert list(releases_of(member, appointment)) == [out]
    assert set(releases_of(office, appointment)) == {out, draft}


def test_one_query_with_the_appointed_person(make_person, make_appointment, make_release, django_assert_num_queries):
    release = make_release(status="published", appointment=make_appointment(make_person()))
    with django_assert_num_queries(1):
        assert release_for(GUEST, release.pk).appointment.person.family_name == "Muster"
