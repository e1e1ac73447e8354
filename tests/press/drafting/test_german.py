import re
from dataclasses import fields, replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.press.drafting.examples import FACTS, GROUP, JURY, NETWORK

from ideenschmiede.base.text import MONTHS
from ideenschmiede.people.papers import BodyWords, Proof
from ideenschmiede.press.drafting import Draft, ReleaseFacts, draft_release
from ideenschmiede.press.drafting.facts import LONGEST_TITLE

BARE = ReleaseFacts(network=BodyWords("network", "Werkbank Land"), body=GROUP, capacity="guest", last_name="Muster")


def draft(facts) -> Draft:
    made = draft_release(facts)
    return Draft(*(plain(text) for text in (made.title, made.subtitle)), tuple(map(plain, made.paragraphs)))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_whole_release():
    assert draft(FACTS) == Draft(
        "Bürgermeisterin Dr. Karla Muster aus Musterau in die Werkbank Land berufen",
        "Die Berufung gilt bis zum 28. Februar 2029",
        (
            "Berlin. Dr. Karla Muster, Bürgermeisterin der Gemeinde Musterau in Sachsen, ist am 13. Februar 2026 "
            "als Mitglied in die Werkbank Land berufen worden. "
            "Ihre Berufung gilt vom 1. März 2026 bis zum 28. Februar 2029.",
            "Zur Begründung heißt es: „Musterau hat seine Verwaltung mit ‚den Nachbarn‘ zusammengelegt.“ "
            "Die Berufung stützt sich auf „Eine Verwaltung für drei Orte“ (Praxis, 2024) und „Ratsbeschluss“.",
            "Musterau hat gut 13.000 Einwohnerinnen und Einwohner (Stand 2024). "
            "Die Berufung lässt sich hier nachlesen: https://werkbank.example/berufungen/42",
            "Über die Werkbank Land: Das Netzwerk besteht seit 2019.",
            "Es tagt zweimal im Jahr.",
            "Kontakt: Geschäftsstelle der Werkbank Land, 030 1234567",
        ),
    )


def test_with_almost_nothing_known():
    assert draft(BARE) == Draft(
        "Muster als Gast in die Arbeitsgruppe „Digitales“ berufen",
        "",
        ("Muster ist als Gast in die Arbeitsgruppe „Digitales“ des Netzwerks „Werkbank Land“ berufen worden.",),
    )


def test_the_text_has_blank_lines_between_paragraphs():
    assert draft_release(FACTS).text.split("\n\n") == list(draft_release(FACTS).paragraphs)


@pytest.mark.parametrize(
    ("capacity", "body", "title", "lead"),
    [
        ("chair", GROUP, "in die Leitung der Arbeitsgruppe „Digitales“", " der Werkbank Land"),
        ("deputy", GROUP, "in die stellvertretende Leitung der Arbeitsgruppe „Digitales“", " der Werkbank Land"),
        ("member", GROUP, "in die Arbeitsgruppe „Digitales“", " der Werkbank Land"),
        ("chair", JURY, "in den Vorsitz der Jury „Dorfpreis“", " der Werkbank Land"),
        ("guest", NETWORK, "als Gast in die Werkbank Land", ""),
        ("chair", NETWORK, "in die Leitung der Werkbank Land", ""),
    ],
)
def test_capacities_and_bodies(capacity, body, title, lead):
    made = draft(replace(FACTS, capacity=capacity, body=body))
    assert made.title == f"Bürgermeisterin Dr. Karla Muster aus Musterau {title} berufen"
    assert f"{title}{lead} berufen worden." in made.paragraphs[0]


@pytest.mark.parametrize(("form", "whose"), [("herr", "Seine"), ("frau", "Ihre"), ("", "Die")])
def test_forms_of_address(form, whose):
    assert f"{whose} Berufung gilt vom" in draft(replace(FACTS, form=form)).paragraphs[0]


@pytest.mark.parametrize(
    ("start", "end", "subtitle", "sentence"),
    [
        (date(2026, 3, 1), None, "Die Berufung gilt ab dem 1. März 2026", "Ihre Berufung gilt ab dem 1. März 2026."),
        (None, date(2029, 2, 28), "Die Berufung gilt bis zum 28. Februar 2029", "gilt bis zum 28. Februar 2029."),
    ],
)
def test_half_a_term(start, end, subtitle, sentence):
    made = draft(replace(FACTS, start=start, end=end))
    assert made.subtitle == subtitle
    assert made.paragraphs[0].endswith(sentence)


@pytest.mark.parametrize(
    ("changes", "gone"),
    [
        ({"city": ""}, "Berlin."),
        ({"day": None}, "13. Februar"),
        ({"start": None, "end": None}, "gilt"),
        ({"reason": " "}, "Begründung"),
        ({"evidence": ()}, "stützt"),
        ({"population": None}, "Einwohner"),
        ({"population_year": None}, "Stand"),
        ({"land": ""}, "Sachsen"),
        ({"address": ""}, "nachlesen"),
        ({"about": ()}, "Über"),
        ({"about": ("",)}, "Über"),
        ({"contact": ()}, "Kontakt"),
        ({"office": ""}, "Bürgermeisterin"),
        ({"title": ""}, "Dr."),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else None,
)
def test_what_is_missing_takes_its_sentence_along(changes, gone):
    assert gone in f"{draft(FACTS).title} {draft(FACTS).text}"
    made = draft(replace(FACTS, **changes))
    assert gone not in f"{made.title} {made.text}"
    assert all(paragraph.strip() for paragraph in made.paragraphs)
    assert not re.search(r"  | ,| \.|\.\.|None|–|,,", f"{made.title} {made.text}")


@pytest.mark.parametrize(
    ("changes", "who"),
    [
        ({"office": ""}, "Dr. Karla Muster aus Musterau in Sachsen ist am"),
        ({"place": ""}, "Dr. Karla Muster, Bürgermeisterin, ist am"),
        ({"place": "", "office": ""}, "Dr. Karla Muster ist am"),
        ({"land": "Saarland"}, "Bürgermeisterin der Gemeinde Musterau im Saarland, ist am"),
        ({"place": "Hamburg", "land": "Hamburg", "place_kind": ""}, "Bürgermeisterin von Hamburg, ist am"),
        (
            {"place": "Märkischer Kreis", "place_kind": "Kreis", "office": "Landrätin"},
            "Landrätin des Märkischen Kreises in Sachsen, ist am",
        ),
        (
            {"place": "Lippe", "place_kind": "Kreis", "office": ""},
            "Dr. Karla Muster aus dem Kreis Lippe in Sachsen ist",
        ),
    ],
)
def test_who(changes, who):
    assert (
        f"Berlin. {who.removeprefix('Dr. Karla Muster, ')}".removeprefix("Berlin. ")
        in draft(replace(FACTS, **changes)).paragraphs[0]
    )


@pytest.mark.parametrize(
    ("population", "said"),
    [
        (13401, "gut 13.000"),
        (12950, "rund 13.000"),
        (12800, "knapp 13.000"),
        (13000, "13.000"),
        (408662, "rund 410.000"),
        (745, "knapp 750"),
        (87, "87"),
        (1085556, "knapp 1.100.000"),
    ],
)
def test_populations_are_rounded_as_people_say_them(population, said):
    made = draft(replace(FACTS, population=population))
    assert f"Musterau hat {said} Einwohnerinnen und Einwohner (Stand 2024)." in made.text


def test_a_kreis_has_its_article():
    made = draft(replace(FACTS, place="Märkischer Kreis", place_kind="Kreis"))
    assert "Der Märkische Kreis hat gut 13.000 Einwohnerinnen" in made.text
    assert "aus dem Märkischen Kreis in die Werkbank" in made.title


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("Sie hat es gezeigt.", "heißt es: „Sie hat es gezeigt.“"),
        ("Sie hat es gezeigt", "heißt es: „Sie hat es gezeigt“."),
        ('Sie sagt "Ja" und „Nein“.', "heißt es: „Sie sagt ‚Ja‘ und ‚Nein‘.“"),
        ("Zwei\n Zeilen.", "heißt es: „Zwei Zeilen.“"),
    ],
)
def test_the_reason_is_quoted(reason, said):
    assert said in draft(replace(FACTS, reason=reason)).text


@pytest.mark.parametrize("letters", [20, 90, 150, 190, 260])
def test_a_headline_is_never_too_long_for_a_release(letters):
    long = draft(replace(FACTS, last_name="Muster" + "r" * letters, office="Erste Beigeordnete"))
    assert len(long.title) <= LONGEST_TITLE
    assert "Muster" in long.title
    assert len(draft(replace(FACTS, body=BodyWords("working_group", "D" * letters))).title) <= LONGEST_TITLE


TOKEN = st.text("bcdfghjklmnpqrstvwxz", min_size=6, max_size=12).map(str.capitalize)
BODIES = st.builds(BodyWords, st.sampled_from(["network", "working_group", "jury"]), TOKEN)
FACTS_OF_ALL_KINDS = st.builds(
    ReleaseFacts,
    network=st.builds(BodyWords, st.just("network"), TOKEN),
    body=BODIES,
    capacity=st.sampled_from(["member", "chair", "deputy", "guest"]),
    form=st.sampled_from(["herr", "frau", ""]),
    title=TOKEN | st.just(""),
    first_name=TOKEN | st.just(""),
    last_name=TOKEN,
    office=TOKEN | st.just(""),
    place=TOKEN | st.just(""),
    place_kind=st.sampled_from(["", "Gemeinde", "Stadt", "Markt", "Kreis"]),
    population=st.none() | st.integers(0, 5_000_000),
    population_year=st.none() | st.integers(1990, 2030),
    land=TOKEN | st.just("") | st.just("Saarland"),
    start=st.none() | st.dates(date(1990, 1, 1), date(2050, 1, 1)),
    end=st.none() | st.dates(date(1990, 1, 1), date(2050, 1, 1)),
    day=st.none() | st.dates(date(1990, 1, 1), date(2050, 1, 1)),
    city=TOKEN | st.just(""),
    reason=TOKEN | st.just(""),
    evidence=st.lists(st.builds(Proof, TOKEN, TOKEN | st.just("")), max_size=4).map(tuple),
    about=st.lists(TOKEN, max_size=2).map(tuple),
    contact=st.lists(TOKEN, max_size=2).map(tuple),
    address=st.sampled_from(["", "https://werkbank.example/x"]),
    language=st.sampled_from(["de", "en"]),
)


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", text))


def strings(value: object) -> list[str]:
    """All texts in the facts, however deep."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for part in value for text in strings(part)]
    if hasattr(value, "__dataclass_fields__"):
        return [text for field in fields(value) for text in strings(getattr(value, field.name))]
    return []


ANYBODY = ReleaseFacts(
    network=BodyWords("network", "Q"), body=BodyWords("network", "Q"), capacity="member", last_name="Q", office="Q",
    place="Z", place_kind="Kreis", population=13401, population_year=2024, land="Saarland", start=FACTS.start,
    end=FACTS.end, day=FACTS.start, city="Q", reason="Q", evidence=(Proof("Q", "Q"),) * 2, about=("Q",), contact=("Q",),
    address="Q",
)  # fmt: skip
VARIANTS = [
    *({"capacity": capacity, "body": body} for capacity, body in product(
        ("member", "chair", "deputy", "guest"), (BodyWords("network", "Q"), BodyWords("working_group", "Q"), JURY))),
    *({"form": form} for form in ("herr", "frau")),
    *({"place_kind": kind} for kind in ("", "Gemeinde", "Stadt", "Markt")),
    *({"population": population} for population in (12800, 12950)),
    {"start": None}, {"end": None}, {"office": "", "day": None}, {"land": "Q"}, {"last_name": "Q" * 300},
]  # fmt: skip


def words_of_the_drafts() -> set[str]:
    """What remains of drafts when all that comes from the facts is taken away."""
    variants = [replace(ANYBODY, language=language, **changes) for language in ("de", "en") for changes in VARIANTS]
    return {word for facts in variants for word in words(said(draft_release(facts)))}


def said(made: Draft) -> str:
    return f"{made.title}\n{made.subtitle}\n{made.text}"


OWN_WORDS = words_of_the_drafts()
MONTH_NAMES = {name for names in MONTHS.values() for name in names}


def test_the_drafts_own_words_are_few():
    assert len(OWN_WORDS) < 120


@given(FACTS_OF_ALL_KINDS)
def test_every_word_and_number_comes_from_the_facts(facts):
    made = draft_release(facts)
    text = said(made)
    given_words = {word for part in strings(facts) for word in words(part)}
    assert words(text) - OWN_WORDS - MONTH_NAMES - given_words == set()
    dates = [day for day in (facts.start, facts.end, facts.day) if day]
    numbers = {str(number) for day in dates for number in (day.day, day.year)} | {str(facts.population_year)}
    for number in re.findall(r"\d[\d.,]*\d|\d", text):
        number = number.rstrip(".,")
        if number not in numbers:
            shown = int(re.sub(r"\D", "", number))
            assert abs(shown - facts.population) <= facts.population * 0.05
    assert not re.search(r"None|  | ,| \.|–", text)
    assert len(made.title) <= LONGEST_TITLE
    assert all(made.paragraphs)
