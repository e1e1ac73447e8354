"""The import stores exactly its plan, with an event for each practice; nothing at all where it fails."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError

from ideenschmiede.base import chronicle
from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.models import Event, Visibility
from ideenschmiede.base.tables import Row, Table, read_table
from ideenschmiede.transfer.actions import import_practices as module
from ideenschmiede.transfer.actions.import_practices import ImportRefused, import_practices
from ideenschmiede.transfer.actions.importing.plan import Order
from ideenschmiede.transfer.actions.importing.targets import propose
from ideenschmiede.transfer.models import Practice, PracticeImport

AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db
TEXT = "ID;Titel;Text;Ort;Themen;Status\n1;Bus;Fährt.;Kalletal;Klima, IT;läuft\n2;Rad;Rollt.;Wien;Mond;läuft\n3;;x;;;\n"


def run(text=TEXT, by=None, origin="Liste", table=None, **more):
    table = table or read_table("a.csv", text.encode())
    order = Order(propose(table.columns), origin)
    return import_practices(table=table, order=order, file_name="a.csv", sha256="0" * 64, by=by, at=AT, **more)


def test_what_is_stored(kalletal, office):
    report = run(by=office)
    bus, wheel = Practice.objects.order_by("pk")
    assert (bus.title, bus.place, bus.origin, bus.external_id) == ("Bus", kalletal, "Liste", "1")
    assert {topic.slug for topic in bus.topics.all()} == {"klima", "it"}
    assert (wheel.place, wheel.place_text, wheel.recorded_by, wheel.created_at) == (None, "Wien", office, AT)
    assert (report.created, report.updated, report.left_out) == (2, 0, 1)
    assert report.report == [[4, "Titel", "missing", ""]]
    assert report.remarks == [[3, "Themen", "topic", "Mond"]]
    recorded = Event.objects.filter(verb="practice.recorded")
    assert [event.subject_id for event in recorded.order_by("pk")] == [bus.pk, wheel.pk]
    assert {event.data["import"] for event in recorded} == {report.pk}
    assert Event.objects.filter(verb="practices.imported", subject_id=report.pk).count() == 1
    chronicle.seal()
    assert chronicle.verify() is None


def test_again_nothing_and_changed_only_what_changed(kalletal, office):
    run(by=office)
    Practice.objects.filter(external_id="1").update(hard="Von Hand.")
    again = run(by=office)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 2)
    report = run(TEXT.replace("Rollt.", "Rollt schneller.").replace("Klima, IT", "Energie"), by=office)
    assert (report.created, report.updated, report.unchanged) == (0, 2, 0)
    bus = Practice.objects.get(external_id="1")
    assert (bus.hard, [topic.slug for topic in bus.topics.all()]) == ("Von Hand.", ["energie"])
    assert Practice.objects.get(external_id="2").done == "Rollt schneller."
    assert Event.objects.filter(verb="practice.changed").count() == 2


def test_for_the_network_only(kalletal):
    run(visibility=Visibility.NETWORK)
    assert set(Practice.objects.values_list("visibility", flat=True)) == {"network"}
    assert set(Event.objects.filter(verb="practice.recorded").values_list("visibility", flat=True)) == {"network"}


def test_only_the_office(member, kalletal):
    with pytest.raises(NotAllowed):
        run(by=member)
    assert not Practice.objects.exists()


def test_without_an_origin(office):
    with pytest.raises(ImportRefused, match="where the records come from"):
        run(by=office, origin=" ")


def test_all_or_nothing(monkeypatch, kalletal, office):
    """A database error at the very end undoes the rows that were stored before it."""

    def fail(*args, **kwargs):
        raise IntegrityError("somebody was faster")

    monkeypatch.setattr(module, "record", fail)
    with pytest.raises(ImportRefused, match="Nothing was stored"):
        run(by=office)
    assert not Practice.objects.exists()
    assert not PracticeImport.objects.exists()
    assert not Event.objects.filter(verb="practice.recorded").exists()


def big_table(rows):
    columns = ("ID", "Titel", "Text", "Ort", "Themen", "Beginn", "Kosten")
    return Table(
        columns,
        tuple(
            Row(
                n + 2,
                (str(n), f"Lösung {n}", f"Text {n}. " * 20, ("Kalletal", "Wien")[n % 2], "Klima", "2020", "12.500"),
            )
            for n in range(rows)
        ),
        "csv",
    )


def test_the_number_of_statements_does_not_grow_with_the_rows(kalletal, django_assert_max_num_queries):
    with django_assert_max_num_queries(25):
        run(table=big_table(3))
    Practice.objects.all().delete()
    with django_assert_max_num_queries(25):
        run(table=big_table(300))


@pytest.mark.slow
def test_ten_thousand_rows(kalletal):
    report = run(table=big_table(10_000))
    assert report.created == 10_000


@pytest.mark.shared
def test_the_file_of_the_commission(shared_data):
    content = (shared_data / "practices" / "ips_services.csv.gz").read_bytes()
    table = read_table("ips_services.csv.gz", content)
    report = run(table=table, origin="JRC")
    assert (report.created, report.left_out) == (853, 0)
    first = Practice.objects.get(external_id="10000")
    assert first.title == "AMS - public empolyment service"
    assert (first.place_text, first.status, first.started_on) == ("Austria", "finished", date(2020, 1, 1))
    assert first.summary.startswith("As of 2020, the Public Employment Service Austria (AMS) makes use")
    assert first.sources == ["https://www.frontiersin.org/articles/10.3389/fdata.2020.00005/full"]
    assert Practice.objects.filter(topics__slug="bildung").count() == 41
    assert run(table=table, origin="JRC").unchanged == 853
