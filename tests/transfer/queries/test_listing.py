"""The shelf in memory says what the database says, whatever was filtered; and it follows what changes."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q
from django.http import QueryDict
from django.utils import timezone

from ideenschmiede.base import chronicle
from ideenschmiede.base.models import Topic
from ideenschmiede.transfer.actions.adoptions import report_adoption
from ideenschmiede.transfer.actions.practices import change_practice
from ideenschmiede.transfer.models import Adoption, Practice
from ideenschmiede.transfer.queries import shelf
from ideenschmiede.transfer.queries.listing import PracticeListing
from ideenschmiede.transfer.queries.shelf import current_shelf

GUEST = AnonymousUser()
pytestmark = pytest.mark.django_db


def ask(address="", who=GUEST):
    return PracticeListing(QueryDict(address), who)


def titles(address="", who=GUEST):
    found = Practice.objects.in_bulk([int(pk) for pk in ask(address, who).ids])
    return [found[int(pk)].title for pk in ask(address, who).ids]


def counts(param, address="", who=GUEST):
    group = next(one for one in ask(address, who).listing.filters if one.param == param)
    return {option.value: option.count for option in group.options}


@pytest.fixture
def four(make_practice, make_adoption, kalletal, luebz):
    """Four practices in different places, with different topics, outcomes and years; the last for the network only."""
    now = timezone.now()
    rows = [
        ("A", ("klima", "it"), kalletal, "worked", date(2020, 3, 1), "public"),
        ("B", ("klima",), luebz, "failed", date(2021, 1, 1), "public"),
        ("C", (), None, "open", None, "public"),
        ("D", ("it",), kalletal, "worked", date(2021, 6, 1), "network"),
    ]
    made = [
        make_practice(
            title, topics, place=place, outcome=outcome, started_on=start, visibility=seen,
            changed_at=now + timedelta(minutes=number),
        )
        for number, (title, topics, place, outcome, start, seen) in enumerate(rows)
    ]  # fmt: skip
    make_adoption(made[0], luebz)
    make_adoption(made[2], luebz, state="interested")
    return made


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("", ["C", "B", "A"]),
        ("thema=klima", ["B", "A"]),
        ("thema=it", ["A"]),
        ("land=05", ["A"]),
        ("land=anderswo", ["C"]),
        ("groesse=5000", ["B"]),
        ("ergebnis=failed", ["B"]),
        ("jahr=2020", ["A"]),
        ("thema=klima&ergebnis=worked", ["A"]),
        ("thema=klima&land=anderswo", []),
        ("thema=unbekannt&jahr=x&groesse=&land=99", ["C", "B", "A"]),
        ("sortierung=uebernahmen", ["A", "C", "B"]),
        ("sortierung=beginn", ["B", "A", "C"]),
        ("sortierung=unsinn", ["C", "B", "A"]),
    ],
)
def test_filters_and_sorts(four, address, expected):
    assert titles(address) == expected


def test_members_see_more_and_the_counts_say_so(four, member):
    assert titles(who=member) == ["D", "C", "B", "A"]
    assert counts("thema") == {"klima": 2, "it": 1}
    assert counts("thema", who=member) == {"klima": 2, "it": 2}


def test_counts_say_what_each_choice_would_show(four):
    """The other filters stay as they are, the own one is as if it were not chosen."""
    assert counts("land", "thema=klima") == {"05": 1, "13": 1}
    assert counts("land", "land=05") == {"05": 1, "13": 1, "anderswo": 1}
    assert counts("jahr") == {"2021": 1, "2020": 1}
    assert counts("groesse", "ergebnis=worked") == {"10000": 1}
    assert counts("thema", "land=anderswo&thema=klima") == {"klima": 0}  # chosen, so that it can be taken back


def test_the_shelf_agrees_with_the_database(four):
    for topic in Topic.objects.all():
        expected = Practice.objects.filter(topics=topic, visibility="public").order_by("-changed_at")
        assert titles(f"thema={topic.slug}") == [practice.title for practice in expected]
    live = Practice.objects.annotate(n=Count("adoptions", filter=Q(adoptions__state__in=Adoption.LIVE))).order_by("pk")
    assert current_shelf()["adoptions"].tolist() == [practice.n for practice in live]


def test_what_is_recorded_appears_at_once(four, make_practice):
    assert len(ask().ids) == 3
    make_practice("E", ("energie",), changed_at=timezone.now() + timedelta(hours=1))
    assert titles()[0] == "E"
    assert counts("thema")["energie"] == 1


def test_only_what_was_touched_is_read_again(four, office, luebz, django_assert_num_queries, monkeypatch):
    chronicle.seal()
    ask()
    read = []
    real = shelf._read
    monkeypatch.setattr(shelf, "_read", lambda wanted, topics: read.append(wanted) or real(wanted, topics))
    now = timezone.now() + timedelta(hours=1)
    change_practice(practice=four[1], values={"outcome": "partly"}, topics=[], by=office, at=now)
    chronicle.seal()
    assert titles("ergebnis=partly") == ["B"]
    assert titles("thema=klima") == ["A"]
    assert len(read) == 1
    assert four[1].pk in read[0].children[0][1]
    assert four[0].pk not in read[0].children[0][1]
    report_adoption(practice=four[1], place=four[0].place, state=Adoption.State.KEPT, by=office, at=now)
    chronicle.seal()
    assert titles("sortierung=uebernahmen")[:2] == ["B", "A"]
    with django_assert_num_queries(2):  # the head of the chronicle and the latest change
        ask()


def test_a_practice_that_is_gone_disappears(four, office):
    chronicle.seal()
    assert "B" in titles()
    pk = four[1].pk
    change_practice(practice=four[1], values={"hard": "x"}, topics=[], by=office, at=timezone.now())
    Practice.objects.filter(pk=pk).delete()
    chronicle.seal()
    assert "B" not in titles()


def test_a_new_register_is_read_whole(four, kalletal, office):
    ask()
    kalletal.population = 1_500
    kalletal.save()
    with_event = four[0].place
    chronicle.record(verb="register.imported", subject=with_event, by=None, at=timezone.now())
    chronicle.seal()
    assert counts("groesse") == {"0": 1, "5000": 1}


def test_an_empty_network():
    assert list(ask().ids) == []
    assert [group for group in ask().listing.filters if group.options] == []
