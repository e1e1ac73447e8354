"""The list: filters with counts, search, order; only what one may see."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from tests.ideas.conftest import NOW

from ideenschmiede.base.guarded import writing
from ideenschmiede.ideas.actions.contributing import support
from ideenschmiede.ideas.models import Idea
from ideenschmiede.ideas.queries.listing import IdeaListing, ideas_in_order

GUEST = AnonymousUser()
pytestmark = pytest.mark.django_db


@pytest.fixture
def five(make_idea, office, member, author, body):
    """Five ideas: two public, two of the network, one of a group; the second is the most supported."""
    rows = [
        ("Hitzetelefon", ("klima", "it"), [3, 13], "public", None, "spark"),
        ("Schulkantine", ("bildung",), [2], "public", None, "concept"),
        ("Formular", ("it",), [], "network", body, "spark"),
        ("Bürgerbus", (), [3], "network", None, "parked"),
        ("Werkstatt", ("it",), [], "group", body, "spark"),
    ]
    made = []
    for minute, (title, topics, goals, seen, group, stage) in enumerate(rows):
        at = NOW + timedelta(minutes=minute)
        idea = make_idea(title, topics, sdgs=goals, visibility=seen, body=group, by=office, at=at)
        with writing():
            Idea.objects.filter(pk=idea.pk).update(stage=stage, parked_reason="Weil." if stage == "parked" else "")
        made.append(idea)
    for who in (member, author):
        support(idea=made[1], by=who, at=NOW)
    support(idea=made[0], by=member, at=NOW)
    return made


def ask(address="", who=GUEST):
    return IdeaListing(QueryDict(address), who)


def titles(address="", who=GUEST):
    return [idea.title for idea in ideas_in_order([int(pk) for pk in ask(address, who).ids])]


def counts(param, address="", who=GUEST):
    group = next(one for one in ask(address, who).listing.filters if one.param == param)
    return {option.value: option.count for option in group.options}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("", ["Bürgerbus", "Formular", "Schulkantine", "Hitzetelefon"]),
        ("stufe=spark", ["Formular", "Hitzetelefon"]),
        ("stufe=parked", ["Bürgerbus"]),
        ("thema=it", ["Formular", "Hitzetelefon"]),
        ("ziel=3", ["Bürgerbus", "Hitzetelefon"]),
        ("gruppe=digitales", ["Formular"]),
        ("thema=it&ziel=13", ["Hitzetelefon"]),
        ("thema=klima&stufe=concept", []),
        ("thema=unbekannt&ziel=x&stufe=&gruppe=99", ["Bürgerbus", "Formular", "Schulkantine", "Hitzetelefon"]),
        ("sortierung=unterstuetzt", ["Schulkantine", "Hitzetelefon", "Bürgerbus", "Formular"]),
        ("sortierung=unsinn", ["Bürgerbus", "Formular", "Schulkantine", "Hitzetelefon"]),
    ],
)
def test_filters_and_sorts(five, member, address, expected):
    assert titles(address, member) == expected


def test_each_sees_what_is_theirs(five, member, partner, office, seat):
    public = ["Schulkantine", "Hitzetelefon"]
    assert titles() == titles("", partner) == public
    assert len(titles("", member)) == 4
    assert "Werkstatt" in titles("", seat())
    assert "Werkstatt" in titles("", office)


def test_counts_say_what_a_choice_would_show(five, member, office):
    assert counts("stufe", "", member) == {"spark": 2, "concept": 1, "parked": 1}
    assert counts("stufe", "thema=it", member) == {"spark": 2}
    assert counts("thema", "thema=klima", member) == {"bildung": 1, "klima": 1, "it": 2}
    assert counts("gruppe", "", office) == {"digitales": 2}
    assert counts("gruppe", "") == {}
    assert counts("ziel", "", member) == {"2": 1, "3": 2, "13": 1}


def test_a_discreet_group_is_named_to_its_own_only(five, member, seat, body):
    type(body).objects.update(is_discreet=True)
    assert counts("gruppe", "", member) == {}
    assert counts("gruppe", "", seat()) == {"digitales": 2}


def test_merged_ideas_are_not_listed(five, member):
    with writing():
        Idea.objects.filter(title="Formular").update(merged_into=five[0])
    assert "Formular" not in titles("", member)


def test_searching_without_an_index_looks_at_titles(five, member, seat):
    assert titles("q=hitze", member) == ["Hitzetelefon"]
    assert titles("q=werkstatt", seat()) == ["Werkstatt"]
    assert titles("q=xqzt", member) == []
    assert ask("q=hitze", member).sort == "treffer"
    assert ask("q=hitze&sortierung=neu", member).sort == "neu"


def test_searching_with_an_index_looks_at_everything(five, make_idea, member, index):
    make_idea("Ein Koffer", problem="Im Sommer steigt die Hitze in den Wohnungen.")
    index()
    assert set(titles("q=Hitze", member)) == {"Hitzetelefon", "Ein Koffer"}
    assert counts("stufe", "q=Hitze", member) == {"spark": 2}
    assert titles("q=Hitze") == ["Hitzetelefon"]


@pytest.mark.parametrize("address", ["q=%00%F0", "q=" + "x" * 5_000, "q=%25", "q=%22%28"])
def test_whatever_one_types(five, member, address):
    assert titles(address, member) == [] or ask(address, member).text == ""


def test_the_same_cost_with_one_and_with_many(make_idea, member, django_assert_num_queries, body, office):
    def cost():
        for remembered in ("roles", "seats"):
            member.__dict__.pop(remembered, None)
        with django_assert_num_queries(8) as found:
            ideas_in_order([int(pk) for pk in ask("thema=it", member).ids])
        return len(found)

    make_idea(topics=("it",), body=body, by=office)
    first = cost()
    for number in range(3):
        make_idea(f"Idee {number}", topics=("it", "klima"), body=body, by=office)
    assert cost() == first
