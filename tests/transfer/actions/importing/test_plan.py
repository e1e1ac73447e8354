"""From rows to what would be done: new, changed, unchanged, left out and why. Nothing is written."""

from datetime import date

import pytest

from ideenschmiede.base.importing import MappingError
from ideenschmiede.base.tables import read_table
from ideenschmiede.transfer.actions.importing.plan import Order, plan_import
from ideenschmiede.transfer.actions.importing.rows import first_sentences, status_by_dates
from ideenschmiede.transfer.actions.importing.targets import propose
from ideenschmiede.transfer.models import Practice

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


def plan_of(text, mapping=None, origin="Liste", words=None):
    table = read_table("a.csv", text.encode())
    order = Order(mapping or propose(table.columns), origin, words or {})
    return plan_import(table=table, order=order, today=TODAY)


def left_out(plan):
    return [(flaw.row, flaw.column, flaw.code) for flaw in plan.left_out]


def remarks(plan):
    return [(flaw.row, flaw.column, flaw.code, flaw.value) for flaw in plan.remarks]


def test_a_full_row(kalletal):
    plan = plan_of(
        "Titel;Beschreibung;Ort;Themen;SDG;Status;Beginn;Ende;Bewertung;Kosten;Stunden je Woche;Link;E-Mail;ID\n"
        "Bürgerbus;Ein Bus fährt.;Kalletal;Klima, IT;3, 11;läuft;05/2021;2025;erfolgreich;12.500;8,5;"
        "https://a.example;a@b.example;7\n"
    )
    assert left_out(plan) == remarks(plan) == []
    (draft,) = plan.new
    assert dict(draft.values) == {
        "title": "Bürgerbus",
        "summary": "Ein Bus fährt.",
        "done": "Ein Bus fährt.",
        "place_id": kalletal.pk,
        "sdgs": [3, 11],
        "status": "running",
        "started_on": date(2021, 5, 1),
        "ended_on": date(2025, 12, 31),
        "outcome": "worked",
        "cost_once": 12_500,
        "staff_hours_week": pytest.approx(8.5),
        "sources": ["https://a.example"],
        "contact_email": "a@b.example",
        "external_id": "7",
    }
    assert draft.topics == {"klima", "it"}
    assert not Practice.objects.exists()


@pytest.mark.parametrize(
    ("header", "row", "flaw"),
    [
        ("Titel;Text;Beginn", ";Text;2020", (2, "Titel", "missing")),
        ("Titel;Text;Beginn", "Bus;;2020", (2, "Text", "missing")),
        ("Titel;Text;Beginn", "Bus;Text;bald", (2, "Beginn", "date")),
        ("Titel;Text;Kosten", "Bus;Text;viel", (2, "Kosten", "amount")),
        ("Titel;Text;Status", "Bus;Text;in der Schwebe", (2, "Status", "status")),
        ("Titel;Text;Beginn;Ende", "Bus;Text;2021;2020", (2, "Ende", "order")),
        ("Titel;Text;Ort", f"{'x' * 201};Text;", (2, "Titel", "too_long")),
        ("Titel;Text;Ort", f"Bus;{'x' * 20_001};", (2, "Text", "too_long")),
        ("Titel;Text;Ort", f"Bus;Text;{'x' * 100_000}", (2, "Ort", "too_long")),
        ("Titel;Text;Ort", "Bus;Text;hier;zu viel", (2, "", "ragged")),
    ],
)
def test_rows_that_are_left_out(header, row, flaw):
    plan = plan_of(f"{header}\n{row}\nGut;Text{';' * (header.count(';') - 1)}\n")
    assert left_out(plan) == [flaw]
    assert [draft.values["title"] for draft in plan.new] == ["Gut"]


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("Themen", "Mondfahrt", "topic"),
        ("Bewertung", "wunderlich", "outcome"),
        ("Link", "siehe Akte", "link"),
        ("E-Mail", "beim Amt", "email"),
        ("SDG", "99", "sdg"),
    ],
)
def test_values_that_are_not_understood_cost_no_row(column, cell, code):
    plan = plan_of(f"Titel;Text;{column}\nBus;Text;{cell}\n")
    assert remarks(plan) == [(2, column, code, cell)]
    assert len(plan.new) == 1


def test_a_row_that_was_cut_off_is_stored_and_named():
    plan = plan_of("Titel;Text;Ort\nBus;Text;hier\nLeer;\nRad;Te")
    assert left_out(plan) == [(3, "Text", "missing")], "told once"
    assert remarks(plan) == [(4, "", "short", "2 < 3")]
    assert [draft.values["title"] for draft in plan.new] == ["Bus", "Rad"]


def test_known_topics_stay_beside_unknown_ones():
    plan = plan_of("Titel;Text;Themen\nBus;Text;Klima; Mond\n".replace("Klima; Mond", '"Klima; Mond"'))
    assert plan.new[0].topics == {"klima"}
    assert remarks(plan) == [(2, "Themen", "topic", "Mond")]


def test_words_that_the_office_explained():
    text = "Titel;Text;Status;Bewertung;Themen\nBus;Text;in der Schwebe;so lala;Mond\nRad;Text;egal;;\n"
    words = {
        "status": {"in der schwebe": "planned", "egal": ""},
        "outcome": {"so lala": "partly"},
        "topics": {"mond": "it"},
    }
    plan = plan_of(text, words=words)
    assert left_out(plan) == remarks(plan) == []
    first, second = plan.new
    assert (first.values["status"], first.values["outcome"], first.topics) == ("planned", "partly", {"it"})
    assert "status" not in second.values


def test_a_place_that_is_not_in_the_register_is_kept_in_words(kalletal):
    plan = plan_of("Titel;Text;Ort\nA;Text;Germany\nB;Text;05766036\nC;Text;Stadt Kalletal\n")
    assert [draft.values.get("place_text") for draft in plan.new] == ["Germany", None, None]
    assert [draft.values.get("place_id") for draft in plan.new] == [None, kalletal.pk, kalletal.pk]


def test_one_column_feeds_two_fields(kalletal):
    text = "Titel;Text;Wo\nA;Text;Kalletal\nB;Text;Germany\n"
    plan = plan_of(text, {"title": "Titel", "done": "Text", "place": "Wo", "place_text": "Wo"})
    assert [(d.values.get("place_id"), d.values.get("place_text")) for d in plan.new] == [
        (kalletal.pk, None),
        (None, "Germany"),
    ]


def test_a_long_summary_becomes_the_description():
    long = "Ein erster Satz. " + "Noch ein Satz, der viel erzählt. " * 60
    for mapping in ({"title": "T", "summary": "S"}, {"title": "T", "summary": "S", "done": "S"}):
        (draft,) = plan_of(f"T;S\nBus;{long}\n", mapping).new
        assert draft.values["done"] == long.strip()
        assert len(draft.values["summary"]) <= 400
    plan = plan_of(f"T;S;D\nBus;{long};Anderes\n", {"title": "T", "summary": "S", "done": "D"})
    assert left_out(plan) == [(2, "S", "too_long")]


def test_duplicates_in_the_table_and_in_the_database(make_practice, kalletal):
    make_practice("Bürgerbus", place=kalletal)
    make_practice("Wärmeplan", place_text="Österreich")
    plan = plan_of(
        "Titel;Text;Ort\nBUERGERBUS;x;Kalletal\nBürgerbus;x;Anderswo\nBürgerbus;y;anderswo!\nWärmeplan;z;osterreich\n"
    )
    assert left_out(plan) == [(2, "Titel", "duplicate"), (4, "Titel", "duplicate"), (5, "Titel", "duplicate")]
    assert plan.duplicates == 3
    assert [draft.row for draft in plan.new] == [3]


def test_titles_of_signs_alone_are_not_all_the_same():
    assert len(plan_of("Titel;Text\n???;a\n!!!;b\n").new) == 2


def test_known_keys_change_what_the_table_speaks_about(make_practice):
    known = make_practice("Alt", origin="Liste", external_id="1", summary="Von Hand.", hard="Bleibt.", topics=("it",))
    make_practice("Fremd", origin="Andere", external_id="2")
    plan = plan_of("ID;Titel;Text;Themen\n1;Neu;Geändert.;Klima\n2;Zwei;Text;\n1;Noch einmal;Text;\n")
    assert [(pk, draft.values["title"]) for pk, draft in plan.changed] == [(known.pk, "Neu")]
    assert "summary" not in plan.changed[0][1].given
    assert [draft.values["title"] for draft in plan.new] == ["Zwei"]
    assert left_out(plan) == [(4, "ID", "double_key")]


def test_the_same_table_again_changes_nothing(make_practice, kalletal):
    make_practice("Bus", origin="Liste", external_id="1", done="Text", place=kalletal, topics=("it",))
    plan = plan_of("ID;Titel;Text;Ort;Themen\n1;Bus;Text;Kalletal;IT\n")
    assert (plan.unchanged, plan.changed, plan.new) == (1, [], [])


def test_an_end_before_the_start_that_is_stored_is_left_out(make_practice):
    make_practice("Bus", origin="Liste", external_id="1", started_on=date(2022, 1, 1))
    plan = plan_of("ID;Titel;Text;Ende\n1;Bus;Text;2020\n")
    assert left_out(plan) == [(2, "Ende", "order")]


def test_formulas_in_unused_columns_cost_no_row():
    plan = plan_of("Titel;Text;Rest\nBus;=1+1;=cmd|' /C calc'!A0\n", {"title": "Titel", "done": "Text"})
    assert plan.new[0].values["done"] == "=1+1"  # text, which nothing here runs


def test_html_and_controls_stay_text():
    plan = plan_of('Titel;Text\n<script>alert(1)</script>;"<b>a\x00\x07</b>"\n')
    assert plan.new[0].values["title"] == "<script>alert(1)</script>"
    assert plan.new[0].values["done"] == "<b>a</b>"


def test_a_mapping_to_unknown_columns_is_refused():
    with pytest.raises(MappingError):
        plan_of("Titel;Text\nBus;x\n", {"title": "Name", "done": "Text"})


@pytest.mark.parametrize(
    ("started", "ended", "status"),
    [
        (date(2020, 1, 1), None, "running"),
        (date(2030, 1, 1), None, "planned"),
        (date(2020, 1, 1), date(2021, 1, 1), "finished"),
        (None, date(2021, 1, 1), "finished"),
        (date(2020, 1, 1), date(2030, 1, 1), "running"),
    ],
)
def test_status_by_dates(started, ended, status):
    assert status_by_dates(started, ended, TODAY) == status


@pytest.mark.parametrize(
    ("told", "summary"),
    [
        ("Kurz.", "Kurz."),
        ("Ein Satz. Noch einer, der nun wirklich lang genug ist, um für sich zu stehen, denke ich. Dritter.",
         "Ein Satz. Noch einer, der nun wirklich lang genug ist, um für sich zu stehen, denke ich."),
        ("Wort " * 200, "Wort " * 78 + "Wort…"),
        ("x" * 500, "x" * 399 + "…"),
    ],
)  # fmt: skip
def test_first_sentences(told, summary):
    assert first_sentences(told) == summary
    assert len(summary) <= 400
