"""Who may see and write what of the press."""

import pytest
from django.contrib.auth.models import AnonymousUser

from ideenschmiede.press.models import Release
from ideenschmiede.press.rules import (
    may_read_clippings,
    may_read_release,
    may_write_clippings,
    may_write_releases,
)

pytestmark = pytest.mark.django_db
WHO = ("guest", "partner", "member", "office")


@pytest.fixture
def guest():
    return AnonymousUser()


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("rule", [may_read_clippings, may_write_clippings, may_write_releases], ids=str)
def test_only_the_office(request, who, rule):
    assert rule(request.getfixturevalue(who)) is (who == "office")


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("status", Release.Status.values)
def test_a_release_is_for_all_as_long_as_it_is_published(request, who, status):
    allowed = may_read_release(request.getfixturevalue(who), Release(status=status))
    assert allowed is (who == "office" or status == "published")
