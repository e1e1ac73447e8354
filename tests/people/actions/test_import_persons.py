"""An import does what its plan says, through the actions that people use, all or nothing."""

from datetime import UTC, date, datetime

import pytest

from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.models import Account, Event, SentMail
from ideenschmiede.base.tables import read_table, write_csv
from ideenschmiede.people.actions.exporting import export_persons
from ideenschmiede.people.actions.import_persons import ImportRefused, import_persons
from ideenschmiede.people.actions.importing.fields import propose
from ideenschmiede.people.actions.importing.plan import Order, plan_import
from ideenschmiede.people.models import Contact, Organisation, Person, PersonImport

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
TEXT = (
    "Name;Amt;Ort;Organisation;Bereich;Funktion;E-Mail;Themen;Mitglied seit;Berufen bis\n"
    "Dr. Karla von Stein;Bürgermeisterin;Kalletal;;;;karla@example.org;Klima;2022;2027\n"
    "Ute Muster;;;Hochschule Beispiel;Wissenschaft;Professorin;ute@example.org;IT;;\n"
    "Ole Probe;Landrat;Nirgendwo;;;;;;;\n"
)


def bring(text=TEXT, by=None, **order):
    table = read_table("liste.csv", text.encode())
    order = Order(propose(table.columns), **order)
    return import_persons(table=table, order=order, file_name="liste.csv", sha256="0" * 64, by=by, at=AT)


@pytest.fixture
def karla(kalletal, office):
    bring(by=office)
    return Person.objects.get(family_name="von Stein")


def test_what_is_stored(karla, kalletal):
    assert karla.name == "Dr. Karla von Stein"
    assert karla.visibility == "network"
    held = karla.offices.get()
    assert (held.kind, held.title, held.place) == ("mayor", "Bürgermeisterin", kalletal)
    contact = karla.contacts.get()
    assert (contact.value, contact.reach) == ("karla@example.org", Contact.Reach.INTRODUCTION)
    assert [one.topic.slug for one in karla.expertise.all()] == ["klima"]
    term = karla.appointments.get()
    assert (term.status, term.starts_on, term.ends_on) == ("active", date(2022, 1, 1), date(2027, 12, 31))
    assert term.office == held
    ute = Person.objects.get(family_name="Muster")
    assert (ute.memberships.get().function, ute.memberships.get().organisation.sector) == ("Professorin", "science")
    assert not ute.appointments.exists()


def test_who_is_a_member_can_sign_in_and_gets_no_mail(karla):
    assert Account.objects.get(email="karla@example.org").roles == {"member"}
    assert not Account.objects.filter(email="ute@example.org").exists()
    assert not SentMail.objects.exists()


def test_the_report_holds_no_names(karla):
    report = PersonImport.objects.get()
    assert (report.created, report.updated, report.unchanged, report.left_out) == (2, 0, 0, 1)
    assert report.report == [[4, "Ort", "place"]]
    event = Event.objects.get(verb="people.imported")
    assert event.data == {"created": 2, "updated": 0, "left_out": 1}
    assert Event.objects.filter(verb="person.recorded").count() == 2


def test_again_changes_nothing(karla):
    before = Event.objects.count()
    report = bring()
    assert (report.created, report.updated, report.unchanged) == (0, 0, 2)
    assert Event.objects.count() == before + 1  # that there was an import


def test_a_second_table_adds_and_takes_nothing_away(karla):
    karla.contacts.update(reach=Contact.Reach.PUBLIC)
    bring("Name;E-Mail;Telefon;Themen\nProf. Karla von Stein;karla@example.org;05264 1;IT\n")
    karla.refresh_from_db()
    assert karla.title == "Prof."
    assert sorted(karla.contacts.values_list("kind", "reach")) == [("email", "public"), ("phone", "introduction")]
    assert {one.topic.slug for one in karla.expertise.all()} == {"klima", "it"}
    assert karla.offices.count() == 1
    assert karla.appointments.count() == 1


def test_two_members_of_one_new_organisation(kalletal):
    bring("Name;Organisation;Bereich\nA A;Firma X;Wirtschaft\nB B;firma x;Wirtschaft\n")
    assert Organisation.objects.get().memberships.count() == 2


def test_all_or_nothing(kalletal, account_with, make_person):
    """An account that belongs to somebody else already: nobody can foresee that from the table."""
    account = account_with("member", email="karla@example.org")
    make_person("Anders", account=account)
    with pytest.raises(ImportRefused, match="Row 2"):
        bring()
    assert Person.objects.count() == 1
    assert not PersonImport.objects.exists()
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("who", ["member", "partner"])
def test_only_the_office(request, who):
    with pytest.raises(NotAllowed):
        bring(by=request.getfixturevalue(who))


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_is_taken_away_comes_back_unchanged(karla, form):
    ids = list(Person.objects.values_list("pk", flat=True))
    content = export_persons(ids=ids, form=form, by=None, at=AT)
    table = read_table(f"liste.{form}", content)
    plan = plan_import(table=table, order=Order(propose(table.columns)), today=AT.date())
    assert (plan.new, plan.changed, plan.left_out, plan.remarks) == ([], [], [], [])
    assert plan.unchanged == 2


def test_formulas_of_a_name_run_nowhere(make_person):
    person = make_person("=HYPERLINK(1)", given_name="+cmd")
    content = export_persons(ids=[person.pk], form="csv", by=None, at=AT).decode()
    assert "'=HYPERLINK(1)" in content
    assert write_csv(["a"], [["=1"]]).endswith("'=1\r\n")


def test_exports_are_recorded(make_person, office):
    ids = [make_person("A").pk, make_person("B").pk]
    export_persons(ids=ids, form="csv", by=office, at=AT)
    event = Event.objects.get(verb="people.exported")
    assert (event.actor, event.data) == (office.pk, {"count": 2, "form": "csv"})


def test_only_the_office_exports(member):
    with pytest.raises(NotAllowed):
        export_persons(ids=[], form="csv", by=member, at=AT)


def test_exports_need_the_same_queries_for_one_and_three(make_person, kalletal, django_assert_num_queries):
    one = [make_person("A", place=kalletal).pk]
    three = [*one, make_person("B", place=kalletal).pk, make_person("C").pk]
    export_persons(ids=one, form="csv", by=None, at=AT)
    for ids in (one, three):
        with django_assert_num_queries(11):
            export_persons(ids=ids, form="csv", by=None, at=AT)
