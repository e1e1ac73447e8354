"""The facts of a draft as rows: in words, with the words around them, and with what is still to be said."""

import pytest

from ideenschmiede.press.models import Clipping
from ideenschmiede.press.queries.drafts import Draft, DraftFact
from ideenschmiede.press.views.fact_rows import groups, in_words

pytestmark = pytest.mark.django_db
TEXT = "Gestern sprach Erika Muster in Kalletal. Danach fuhr Muster mit dem Bus durch alle Ortsteile der Gemeinde heim."


def fact(kind, value, **more):
    return DraftFact(**{"id": f"{kind}-{value}", "kind": kind, "value": value, "confidence": 1.0, **more})


def rows(*facts):
    return [row for group in groups(Clipping(mended=TEXT), Draft(facts=facts)) for row in group["rows"]]


def test_grouped_by_kind_in_their_order():
    found = groups(
        Clipping(mended=TEXT), Draft(facts=(fact("topic", "klima"), fact("place", "1"), fact("date", "2020-01-31")))
    )
    assert [(group["kind"], group["label"]) for group in found] == [
        ("date", "Date"),
        ("place", "Place"),
        ("topic", "Topic"),
    ]


def test_what_was_dropped_comes_last():
    found = rows(fact("person", "A", state="dropped"), fact("person", "B"))
    assert [row["value"] for row in found] == ["B", "A"]


def test_the_words_around_it():
    (row,) = rows(fact("person", "Erika Muster", spans=((15, 27), (53, 59))))
    assert [(one["before"], one["words"]) for one in row["where"]] == [
        ("Gestern sprach", "Erika Muster"),
        ("Muster in Kalletal. Danach fuhr", "Muster"),
    ]
    assert row["where"][1]["after"] == "mit dem Bus durch alle"
    assert [one["anchor"] for one in row["where"]] == ["stelle-person-Erika Muster-1", "stelle-person-Erika Muster-2"]


def test_only_the_first_places_are_shown_and_the_others_counted():
    (row,) = rows(fact("person", "M", spans=tuple((n, n + 1) for n in range(7))))
    assert (len(row["where"]), row["more"]) == (2, 5)


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (fact("date", "2022-02-13"), "13\u00a0February 2022"),
        (fact("topic", "klima"), "Climate"),
        (fact("topic", "wetter", detail={"name": "Wetter"}), "Wetter"),
        (fact("sdg", "11"), "11 · Nachhaltige Städte und Gemeinden"),
        (fact("sdg", ""), "the goals as a whole"),
        (fact("place", "05766036", detail={"name": "Kalletal"}), "Kalletal"),
        (fact("programme", "Land in Bewegung"), "Land in Bewegung"),
    ],
    ids=lambda value: value.id if isinstance(value, DraftFact) else "",
)
def test_in_words(known, expected):
    shown = in_words(known, {"klima": "Climate"})
    assert shown == expected or (known.kind == "sdg" and known.value and shown.startswith("11 · "))


@pytest.mark.parametrize(
    ("value", "state", "words"),
    [
        (1.0, "found", "sure"),
        (0.9, "found", "sure"),
        (0.7, "found", "probable"),
        (0.4, "found", "possible"),
        (0.1, "found", "unsure"),
        (0.1, "corrected", "corrected by the office"),
        (None, "added", "corrected by the office"),
        (None, "found", "said by the office"),
    ],
)
def test_how_sure(value, state, words):
    assert rows(fact("group", "G", confidence=value, state=state))[0]["confidence"] == words


def test_what_the_office_still_has_to_say():
    found = {row["value"]: row["open"] for row in rows(
        fact("person", "A"), fact("person", "B", new_person=True), fact("person", "C", state="dropped"),
        fact("place", "D"), fact("place", "E", place=1),
    )}  # fmt: skip
    assert found == {
        "A": "Which person is it?",
        "B": "",
        "C": "",
        "D": "Which place of this name is it?",
        "E": "",
    }


def test_what_it_stands_for(make_person, kalletal):
    person = make_person(place=kalletal)
    found = rows(
        fact("place", "05766036", place=kalletal.pk, detail={"where": "Kreis Lippe", "name": "Kalletal"}),
        fact("person", "A", person=person.pk),
        fact("person", "B", person=999_999),
        fact("person", "C", new_person=True),
        fact("organisation", "D", organisation=1),
        fact("group", "E"),
    )
    assert [row["linked"] for row in found] == [
        "05766036, Kreis Lippe",
        "Erika Muster (Bürgermeisterin, Kalletal)",
        "",
        "not known yet: is recorded if the article becomes evidence for this person",
        "known to the network",
        "",
    ]


def test_details_in_words_and_nothing_technical():
    detail = {"title": "Dr.", "office": "Landrätin", "place": "05766", "given": "Karla", "party": ""}
    (row,) = rows(fact("person", "Karla Stein", detail=detail))
    assert row["detail"] == [("Title", "Dr."), ("Office held", "Landrätin")]


@pytest.mark.parametrize("many", [1, 30])
def test_the_cost_does_not_grow(make_person, kalletal, many, django_assert_num_queries):
    person = make_person(place=kalletal)
    facts = tuple(fact("person", f"P{n}", person=person.pk) for n in range(many))
    with django_assert_num_queries(4):
        assert len(rows(*facts)) == many
