import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.base.listing import Filter, Listing, Option

TOPIC = Filter(
    "Thema", "thema", [Option("klima", "Klima", 12), Option("it", "IT", 3), Option("x", "Anderes")], several=True
)
OUTCOME = Filter("Ergebnis", "ergebnis", [Option("ja", "hat geklappt", 7), Option("nein", "hat nicht geklappt", 0)])
NOTHING = Filter("Land", "land", [])


def listing(query: str = "") -> Listing:
    return Listing(QueryDict(query), [TOPIC, OUTCOME, NOTHING])


def choice(query: str, label: str):
    return next(one for _, choices in listing(query).groups() for one in choices if one.label == label)


def after(query: str, label: str) -> QueryDict:
    """The query to which the link of this choice leads."""
    return QueryDict(choice(query, label).url.removeprefix("?"))


def test_a_link_adds_its_choice_and_keeps_the_rest():
    assert after("q=arzt&ergebnis=ja", "Klima") == QueryDict("q=arzt&ergebnis=ja&thema=klima", mutable=True)


def test_several_values_add_up_where_the_filter_allows_it():
    assert after("thema=klima", "IT").getlist("thema") == ["klima", "it"]


def test_one_value_replaces_the_other_where_it_does_not():
    assert after("ergebnis=ja", "hat nicht geklappt").getlist("ergebnis") == ["nein"]


def test_the_link_of_an_active_choice_takes_it_back():
    assert choice("thema=klima&thema=it", "Klima").active
    assert after("thema=klima&thema=it", "Klima").getlist("thema") == ["it"]


def test_every_change_leads_to_the_first_page():
    assert "seite" not in after("seite=7", "Klima")


def test_unknown_values_are_ignored():
    assert listing("thema=gibtsnicht&thema=it").chosen("thema") == ["it"]
    assert listing("ergebnis=ja&ergebnis=nein").chosen("ergebnis") == ["ja"]


def test_an_unknown_filter_is_a_mistake_of_the_programmer():
    with pytest.raises(KeyError):
        listing().chosen("farbe")


def test_a_filter_without_options_is_not_shown():
    assert [one.label for one, _ in listing().groups()] == ["Thema", "Ergebnis"]


def test_chips_are_what_is_chosen():
    assert [(label, chip.label) for label, chip in listing("ergebnis=ja&thema=it&q=x").chips()] == [
        ("Thema", "IT"),
        ("Ergebnis", "hat geklappt"),
    ]


def test_clearing_keeps_what_is_no_filter():
    assert QueryDict(listing("q=arzt&thema=it&ergebnis=ja&seite=2").cleared_url()[1:]) == QueryDict(
        "q=arzt", mutable=True
    )


@given(
    values=st.lists(st.sampled_from(["klima", "it", "x", "fremd"])), label=st.sampled_from(["Klima", "IT", "Anderes"])
)
def test_following_a_link_twice_leads_back(values, label):
    """Choosing and taking back leaves the same choices, whatever was chosen before."""
    query = QueryDict(mutable=True)
    query.setlist("thema", values)
    start = Listing(query, [TOPIC]).chosen("thema")
    once = after(query.urlencode(), label)
    twice = after(once.urlencode(), label)
    assert Listing(twice, [TOPIC]).chosen("thema") == start


@given(text=st.text(max_size=50))
def test_any_text_survives_in_a_link(text):
    query = QueryDict(mutable=True)
    query["q"] = text.encode("utf-8", "replace").decode()
    assert after(query.urlencode(), "Klima")["q"] == query["q"]
