"""What the preview said is what is stored; an error in the last row stores nothing; a file comes back as it went."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ideenschmiede.base.guarded import writing
from ideenschmiede.base.models import Account, Event
from ideenschmiede.base.tables import read_table
from ideenschmiede.people.actions.exporting import export_persons
from ideenschmiede.people.actions.import_persons import ImportRefused, import_persons
from ideenschmiede.people.actions.importing.fields import propose
from ideenschmiede.people.actions.importing.plan import Order, plan_import
from ideenschmiede.people.models import (
    Appointment,
    Contact,
    Expertise,
    Membership,
    Organisation,
    Person,
    PersonImport,
    PublicOffice,
)
from ideenschmiede.people.queries.directory.shelf import forget_shelf

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db
STORED = (Person, Contact, PublicOffice, Membership, Organisation, Expertise, Appointment, Account, PersonImport, Event)


def bring(content, name="liste.csv", **order):
    table = read_table(name, content.encode() if isinstance(content, str) else content)
    order = Order(propose(table.columns), **order)
    return import_persons(table=table, order=order, file_name=name, sha256="0" * 64, by=None, at=AT)


def foreseen(content, name="liste.csv", **order):
    table = read_table(name, content.encode() if isinstance(content, str) else content)
    return plan_import(table=table, order=Order(propose(table.columns), **order), today=AT.date())


def figures(report):
    return report.created, report.updated, report.unchanged, report.left_out


CELLS = st.tuples(
    st.sampled_from(["Ina Beispiel", "Dr. Ole Probe", "Mario Hecker", "von Berg, Ute", "", "X"]),
    st.sampled_from(["", "Rat", "Bürgermeisterin"]),
    st.sampled_from(["", "Kalletal", "Lübz", "Nirgendwo"]),
    st.sampled_from(["", "a@example.org", "b@example.org", "kein"]),
    st.sampled_from(["", "Klima", "IT; Mond"]),
    st.sampled_from(["", "Verband X", "Firma Y"]),
    st.sampled_from(["", "Verband", "Wirtschaft", "Zirkus"]),
    st.sampled_from(["", "", "2022", "31.2.2022"]),
)
HEAD = "Name;Amt;Ort;E-Mail;Themen;Organisation;Bereich;Mitglied seit\n"


@settings(
    max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], derandomize=True
)
@given(rows=st.lists(CELLS, min_size=1, max_size=5), namesakes=st.booleans())
def test_the_preview_is_what_happens(kalletal, luebz, network, rows, namesakes):
    text = HEAD + "".join(";".join(f'"{cell}"' for cell in row) + "\n" for row in [("Anker", *[""] * 7), *rows])
    with transaction.atomic():
        plan = foreseen(text, namesakes=namesakes)
        assert not any(kind.objects.exists() for kind in (Person, Organisation, Contact))
        report = bring(text, namesakes=namesakes)
        assert figures(report) == (len(plan.new), len(plan.changed), plan.unchanged, len(plan.left_out))
        assert report.report == [flaw.as_list()[:3] for flaw in (*plan.left_out, *plan.remarks)]
        assert Person.objects.count() == len(plan.new)
        stored = sorted(f"{one.title} {one.given_name} {one.family_name}".strip() for one in Person.objects.all())
        assert [" ".join(name.split()) for name in stored] == sorted(draft.name for draft in plan.new)
        assert Contact.objects.count() == sum(len(draft.contacts) for draft in plan.new)
        assert PublicOffice.objects.count() == sum(bool(draft.office) for draft in plan.new)
        again = foreseen(text, namesakes=False)
        assert again.new == again.changed == []  # a second time adds nobody
        transaction.set_rollback(True)
    forget_shelf()


class TestAllOrNothing:
    @pytest.fixture
    def taken(self, account_with, make_person):
        """Somebody signs in with the address of the last row: the table cannot foresee it."""
        account = account_with("member", email="letzte@example.org")
        return make_person("Anders", given_name="Ute", account=account)

    @pytest.mark.parametrize("number", [2, 40])
    def test_an_error_in_the_last_row_stores_nothing(self, kalletal, taken, number):
        rows = "".join(
            f"Person Nummer{one};Rat;Kalletal;p{one}@example.org;Klima;Firma {one};Wirtschaft;2022\n"
            for one in range(number - 1)
        )
        before = [kind.objects.count() for kind in STORED]
        with pytest.raises(ImportRefused, match=rf"Row {number + 1}: .+ Nothing was stored\."):
            bring(f"{HEAD}{rows}Letzte Person;;;letzte@example.org;;;;2022\n")
        assert [kind.objects.count() for kind in STORED] == before

    def test_without_that_row_the_others_are_stored(self, kalletal, taken):
        assert bring(f"{HEAD}Person Eins;Rat;Kalletal;p@example.org;;;;2022\n").created == 1


class TestLimits:
    @pytest.mark.parametrize(
        ("column", "cell", "code"),
        [
            ("E-Mail", f"{'a' * 60}@{'x.' * 93}example", None),
            ("E-Mail", f"{'a' * 61}@{'x.' * 93}example", "too_long"),  # no account has so long an address
            ("E-Mail", "a@example.org, b@example.org", "email"),
            ("Telefon", "siehe Büro", "phone"),
            ("Mobil", "(privat)", "phone"),
            ("Telefon", "05264 / 12-0 (Büro)", None),
        ],
        ids=["longest", "too-long", "two", "words", "remark", "number"],
    )
    def test_what_a_person_cannot_have_costs_that_row_and_no_other(self, kalletal, column, cell, code):
        ina, ole = (cell, "ole@example.org") if column == "E-Mail" else (f"{cell};i@example.org", "1;o@example.org")
        head = "Name;Mitglied seit;" + (column if column == "E-Mail" else f"{column};E-Mail")
        report = bring(f"{head}\nIna Beispiel;2022;{ina}\nOle Probe;2022;{ole}\n")
        assert figures(report) == ((1, 0, 0, 1) if code else (2, 0, 0, 0))
        assert report.report == ([[2, column, code]] if code else [])

    def test_a_thousand_and_one_rows_are_no_matter_for_the_action(self, network):
        text = "Vorname;Nachname\n" + "".join(f"P;N{number}\n" for number in range(1_001))
        assert len(foreseen(text).new) == 1_001


class TestThereAndBack:
    @pytest.fixture
    def people(self, make_person, make_contact, make_expertise, make_organisation, kalletal, luebz):
        """Names, numbers and offices that files like to spoil."""
        one = make_person("von der Tann", given_name="Karla", title="Prof. Dr.", form_of_address="frau", place=kalletal)
        make_contact(one, value="karla@example.org")
        make_contact(one, kind="phone", value="+49 5264 1-2")
        make_contact(one, kind="mobile", value="0151 / 23 45")
        make_expertise(one, "klima")
        make_expertise(one, "it")
        two = make_person("=SUMME(1)", given_name="@Ole", headline="-- „Ja“; nein; vielleicht", place=luebz)
        three = make_person("O’Neill-D'Arcy", given_name="Seán")
        Membership.objects.create(
            person=three, organisation=make_organisation("Größe & Söhne; GmbH", sector="business"), function="Chef"
        )
        four = make_person("Cher", given_name="", appointed=None)
        PublicOffice.objects.create(person=four, kind="council", title="Rätin", place=kalletal, since=date(2020, 5, 1))
        namesake = make_person("Cher", given_name="", appointed="ended")
        make_contact(namesake, value="cher@example.org")
        with writing():
            Appointment.objects.filter(person=one).update(starts_on=date(2022, 2, 13), ends_on=date(2027, 2, 12))
            Appointment.objects.filter(person=two).update(starts_on=date(2024, 1, 1))
        return [one, two, three, four, namesake]

    @pytest.mark.parametrize("form", ["csv", "xlsx"])
    @pytest.mark.parametrize("language", ["de", "en"])
    def test_nothing_changes(self, people, form, language):
        with translation.override(language):
            content = export_persons(ids=[one.pk for one in people], form=form, by=None, at=AT)
            plan = foreseen(content, f"liste.{form}")
            assert (plan.new, plan.changed, plan.left_out, plan.remarks) == ([], [], [], [])
            assert plan.unchanged == len(people)

    @pytest.mark.parametrize("form", ["csv", "xlsx"])
    def test_into_an_empty_network_everything_comes(self, people, form, kalletal):
        content = export_persons(ids=[one.pk for one in people[:3]], form=form, by=None, at=AT)
        Membership.objects.all().delete()
        with writing():
            Appointment.objects.all().delete()
        for kind in (Expertise, PublicOffice, Contact, Person, Organisation):
            kind.objects.all().delete()
        assert figures(bring(content, f"liste.{form}")) == (3, 0, 0, 0)
        one = Person.objects.get(family_name="von der Tann")
        assert (one.title, one.given_name, one.form_of_address) == ("Prof. Dr.", "Karla", "frau")
        assert dict(one.contacts.values_list("kind", "value")) == {
            "email": "karla@example.org", "phone": "+49 5264 1-2", "mobile": "0151 / 23 45",
        }  # fmt: skip
        assert one.offices.get().place == kalletal
        assert {known.topic.slug for known in one.expertise.all()} == {"klima", "it"}
        term = one.appointments.get()
        assert (term.starts_on, term.ends_on) == (date(2022, 2, 13), date(2027, 2, 12))
        assert Person.objects.get(family_name="=SUMME(1)").given_name == "@Ole"
        assert Organisation.objects.get().name == "Größe & Söhne; GmbH"
        again = foreseen(content, f"liste.{form}")
        assert (len(again.new), len(again.changed), again.unchanged) == (0, 0, 3)

    def test_one_cell_that_was_changed_is_the_one_change(self, people):
        content = export_persons(ids=[one.pk for one in people], form="csv", by=None, at=AT).decode()
        plan = foreseen(content.replace("0151 / 23 45", "0151 / 99"))
        assert [(one.person, one.parts) for one in plan.changed] == [(people[0].pk, {"contacts"})]
        assert plan.unchanged == len(people) - 1


def test_a_file_says_on_which_day_it_was_made(make_person, kalletal):
    """An office that ends today is held today, and not tomorrow."""
    person = make_person("A")
    PublicOffice.objects.create(person=person, kind="mayor", title="Bürgermeister", place=kalletal, until=AT.date())
    today = export_persons(ids=[person.pk], form="csv", by=None, at=AT).decode()
    tomorrow = export_persons(ids=[person.pk], form="csv", by=None, at=AT + timedelta(days=1)).decode()
    assert "Bürgermeister;" in today
    assert "Bürgermeister;" not in tomorrow
