"""The door: what is found, in which order, by whom, and at what cost."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.transfer.network import TODAY

from ideenschmiede.base.roles import Role
from ideenschmiede.base.search import IndexMissing
from ideenschmiede.transfer.matching import Grade, match
from ideenschmiede.transfer.models import Practice

ALL = {"Hausarzt im Dorf", "Hausarzt in der Stadt", "Hausarzt in der Großstadt"}


def titles(answer) -> list[str]:
    return [result.practice.title for result in answer.results]


def ask(text="Hausarzt", *, place=None, who=None, **more):
    return match(text=text, place=place, who=who, today=TODAY, **more)


@pytest.fixture
def doctors(world):
    """Three practices about doctors, in a village, a town and a city, and one about something else."""
    village, town, city = (
        world.place("Dorf", 900, 2_000),
        world.place("Stadt", 13_000, 11_000),
        world.place("Großstadt", 400_000, 20_000, key="09162000"),
    )
    world.practice("Hausarzt im Dorf", place=village, topics=("kooperation",), outcome="worked", cost_once=5_000)
    world.practice("Hausarzt in der Stadt", place=town, topics=("kooperation", "it"), outcome="failed")
    world.practice("Hausarzt in der Großstadt", place=city, topics=("it",))
    world.practice("Radweg am Fluss", place=town, topics=("klima",))
    for number in range(40):
        world.place(f"Ort {number}", 1_000 + 700 * number, 3_000 + 211 * number)
    world.index()
    return world


def test_what_answers_is_found_and_what_does_not_is_not(doctors):
    answer = ask()
    assert sorted(titles(answer)) == ["Hausarzt im Dorf", "Hausarzt in der Großstadt", "Hausarzt in der Stadt"]
    assert (answer.total, answer.unfiltered, answer.pages) == (3, 3, 1)


def test_without_a_place_the_fit_is_unknown_and_nothing_is_claimed_about_it(doctors):
    for result in ask().results:
        assert result.fit.value is None
        assert result.fit.grade == Grade.UNKNOWN
        assert result.why.alike is None
        assert result.outlook.category is None


def test_with_a_place_what_ran_in_a_similar_one_stands_first_by_fit(doctors):
    similar = doctors.place("Kalletal", 13_401, 11_242)
    answer = ask(place=similar, sort="fit")
    assert titles(answer)[0] == "Hausarzt in der Stadt"
    values = [result.fit.value for result in answer.results]
    assert values == sorted(values, reverse=True)
    assert answer.results[0].fit.grade == Grade.HIGH
    assert answer.results[0].why.alike.name == "Stadt"
    assert answer.results[-1].fit.grade == Grade.LOW


def test_the_fit_shown_is_that_of_the_place_named_however_many_took_it_up(world):
    cities = [world.place(f"Großstadt {number}", 300_000 + 9_000 * number, 20_000) for number in range(9)]
    near, here = world.place("Nachbar", 13_000, 11_000), world.place("Kalletal", 13_401, 11_242)
    for number in range(30):
        world.place(f"Ort {number}", 1_000 + 700 * number, 3_000 + 211 * number)
    adopted = [(place, "running", "open") for place in (*cities, near)]  # more than the index has columns for
    world.practice("Hausarzt eins", place=cities[0], adopted=adopted[1:])
    world.index()
    (result,) = ask(place=here).results
    assert result.why.alike == near
    assert result.fit.grade == Grade.HIGH
    assert result.outlook.silent == near


def test_an_adopting_place_counts_for_the_fit(world, django_assert_num_queries):
    far, near = world.place("Großstadt", 400_000, 20_000), world.place("Nachbar", 13_000, 11_000)
    here = world.place("Kalletal", 13_401, 11_242)
    for number in range(30):
        world.place(f"Ort {number}", 1_000 + 700 * number, 3_000 + 211 * number)
    world.practice("Hausarzt eins", place=far, adopted=[(near, "running", "open")])
    world.practice("Hausarzt zwei", place=far, adopted=[(near, "interested", "open")])
    world.index()
    ran, only_interested = ask(place=here, sort="fit").results
    assert ran.practice.title == "Hausarzt eins"
    assert ran.why.alike == near
    with django_assert_num_queries(0):  # the command prints them of every result
        assert (ran.why.alike.key, ran.why.alike.population_is_estimate) == (near.key, False)
    assert only_interested.why.alike == far
    assert only_interested.fit.value < ran.fit.value


def test_a_land_has_no_figures_to_compare_and_the_answer_says_so(doctors):
    land = doctors.place("Land", key="05999000").parent
    assert {result.fit.grade for result in ask(place=land).results} == {Grade.UNKNOWN}


def test_evidence_grows_with_what_is_known_whether_good_or_bad(world):
    others = [world.place(f"Ort {number}") for number in range(4)]
    world.practice("Hausarzt unbelegt")
    world.practice(
        "Hausarzt gescheitert",
        outcome="failed",
        sources=["https://example.org"],
        contact_confirmed_on=TODAY,
        adopted=[(place, "ended", "failed") for place in others],
    )
    world.index()
    failed, unproven = ask(sort="evidence").results
    assert failed.practice.title == "Hausarzt gescheitert"
    assert failed.evidence.grade == Grade.HIGH
    assert unproven.evidence.grade == Grade.UNKNOWN
    assert (failed.proof.cases, failed.proof.adoptions, failed.proof.reports) == (5, 4, 4)
    assert (failed.proof.worked, failed.proof.partly, failed.proof.sources) == (0, 0, 1)
    assert unproven.proof.cases == 0


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"topic": frozenset({"it"})}, {"Hausarzt in der Stadt", "Hausarzt in der Großstadt"}),
        ({"topic": frozenset({"it", "kooperation"})}, ALL),
        ({"topic": frozenset({"it"}), "outcome": frozenset({"failed"})}, {"Hausarzt in der Stadt"}),
        ({"land": frozenset({"09"})}, {"Hausarzt in der Großstadt"}),
        ({"size": frozenset({"0"})}, {"Hausarzt im Dorf"}),
        ({"cost": frozenset({"0"})}, {"Hausarzt im Dorf"}),
        ({"topic": frozenset({"klima"})}, set()),
        ({"topic": frozenset({"gibt-es-nicht"})}, set()),
        ({"topic": frozenset()}, ALL),
    ],
)  # fmt: skip
def test_filters(doctors, filters, expected):
    answer = ask(filters=filters)
    assert set(titles(answer)) == expected
    assert answer.unfiltered == 3


def test_counts_say_what_one_more_choice_would_give(doctors):
    answer = ask(filters={"topic": frozenset({"it"})})
    assert answer.counts["topic"]["it"] == 2
    assert answer.counts["topic"]["kooperation"] == 2  # chosen instead: the village and the town
    assert answer.counts["outcome"]["failed"] == 1
    assert answer.counts["outcome"]["worked"] == 0  # the village has no topic IT


def test_unknown_filters_and_orders_are_errors_of_the_caller(doctors):
    with pytest.raises(KeyError, match="farbe"):
        ask(filters={"farbe": frozenset({"rot"})})
    with pytest.raises(ValueError, match="alphabet"):
        ask(sort="alphabet")


def test_guests_see_nothing_of_what_is_for_members(world, account_with):
    world.practice("Hausarzt öffentlich", outcome="worked", topics=("it",))
    hidden = world.practice("Hausarzt für Mitglieder", outcome="failed", topics=("klima",), visibility="network")
    world.index()
    guest, member = account_with(), account_with(Role.MEMBER)
    answer = ask(who=guest)
    assert titles(answer) == ["Hausarzt öffentlich"]
    assert (answer.total, answer.unfiltered) == (1, 1)
    assert answer.counts["outcome"].get("failed", 0) == 0
    assert answer.counts["topic"].get("klima", 0) == 0
    assert ask(who=member).total == 2
    assert ask(who=None).total == 2  # the operator at the terminal
    Practice.objects.filter(pk=hidden.pk).update(visibility="public")
    assert ask(who=guest).total == 1  # as the index knows it


def test_a_practice_hidden_or_removed_since_the_index_looked_is_not_shown(world, account_with):
    gone, hidden = world.practice("Hausarzt eins"), world.practice("Hausarzt zwei")
    world.practice("Hausarzt drei")
    world.index()
    Practice.objects.filter(pk=hidden.pk).update(visibility="network")
    gone.delete()
    assert titles(ask(who=account_with())) == ["Hausarzt drei"]


def test_pages_do_not_overlap_and_beyond_the_last_is_the_last(world):
    for number in range(45):
        world.practice(f"Hausarzt {number:02}")
    world.index()
    pages = [titles(ask(page=number)) for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [20, 20, 5]
    assert len({title for page in pages for title in page}) == 45
    assert titles(ask(page=10**9)) == pages[2]
    assert titles(ask(page=-1)) == pages[0]
    assert ask(page=10**9).page == 3


@pytest.mark.parametrize("rows", [1, 3, 20])
def test_the_same_queries_whatever_the_number_of_rows(world, django_assert_num_queries, rows):
    here = world.place("Kalletal", 13_401, 11_242)
    far = world.place("Großstadt", 800_000, 20_000)
    places = [world.place(f"Ort {number}", 1_000 + 700 * number) for number in range(10)]
    for number in range(rows):
        adopted = [(place, "kept", "worked") for place in places[:5]]
        story = "Ein Hausarzt kam."
        world.practice(f"Bus {number}", done=story, place=far, topics=("it",), adopted=adopted)
    world.index()
    ask(place=here)  # places are read once a process
    with django_assert_num_queries(5):
        assert len(ask(place=here).results) == rows


def test_no_index_is_an_error_of_its_own_and_an_empty_network_is_none(world):
    with pytest.raises(IndexMissing):
        ask()
    world.index()
    assert (ask().total, ask().results, ask().pages) == (0, (), 1)


NASTY = [
    "",
    "   \n\t ",
    "\x00\x01\x1f",
    "\ud800\udfff",
    "\ufeff\u202e",
    "'; DROP TABLE transfer_practice; --",
    "<script>alert(1)</script>",
    'AND OR NOT + - " * ( ) : ^ ~',
    "Hausarzt" * 12_500,
    "🚒" * 300,
]


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_bad_input_neither_raises_nor_finds_nonsense(doctors, text):
    assert ask(text).total == 0
    assert Practice.objects.count() == 4


def test_a_word_survives_what_stands_around_it(doctors):
    assert ask("\x00\ud800Hausarzt\u202e\x1f").total == 3
    assert ask("Hausarzt " + "x" * 100_000).total == 3


@given(text=st.text(max_size=200))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_text_gets_an_answer(doctors, text):
    answer = ask(text)
    assert 0 <= len(answer.results) <= answer.total
    for result in answer.results:
        assert 0 < result.relevance.value <= 1
