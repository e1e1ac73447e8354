"""Erasing a person: what goes, what stays, and that the chronicle holds."""

from datetime import date

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from tests.base.files.making import picture, upload

from ideenschmiede.base import chronicle
from ideenschmiede.base.actions import AccountError
from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.files import read_attachment, read_image
from ideenschmiede.base.guarded import writing
from ideenschmiede.base.models import Account, Event, RoleGrant, SentMail
from ideenschmiede.base.roles import Role
from ideenschmiede.people.actions.consents import give_consent
from ideenschmiede.people.actions.erasure import erase_person
from ideenschmiede.people.actions.expertise import record_evidence
from ideenschmiede.people.actions.filling import PersonError
from ideenschmiede.people.actions.introductions import ask_for_introduction
from ideenschmiede.people.actions.portraits import set_portrait
from ideenschmiede.people.models import (
    Appointment,
    AppointmentStep,
    Contact,
    Deputy,
    Evidence,
    Membership,
    Person,
    PublicOffice,
)
from ideenschmiede.site.documents import DOCUMENTS
from ideenschmiede.site.indexing import changes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files")]
SECRETS = ("Zwirnfaden", "zwirnfaden@", "Seidenstraße", "Nähgarn", "Kreuzstich", "Fadenlauf", "Vertretungsperson")


@pytest.fixture
def known(
    make_person, make_contact, make_expertise, make_evidence, make_organisation, account_with, office, kalletal, now
):
    """A member of whom all that can be known is known; each secret stands somewhere."""
    account = account_with(Role.MEMBER, email="zwirnfaden@example.org", name="Zita Zwirnfaden")
    person = make_person(
        "Zwirnfaden", given_name="Zita", title="Dr.", form_of_address="frau", account=account, place=kalletal,
        headline="Nähgarn", about="Kreuzstich", languages=["de"], topics=("klima",),
    )  # fmt: skip
    for kind, value in (("email", "zwirnfaden@example.org"), ("post", "Seidenstraße 1")):
        make_contact(person, kind, value)
    Membership.objects.create(person=person, organisation=make_organisation(), function="Fadenlauf")
    proof = record_evidence(
        values={"kind": "award", "title": "Preis für Zwirnfaden", "person": person, "place": kalletal},
        file=read_attachment(upload(b"Zwirnfaden")), file_name="Zwirnfaden.txt", by=office, at=now,
    )  # fmt: skip
    make_expertise(person, "klima", proof, make_evidence("Konzept", place=kalletal), helps_with="Nähgarn")
    set_portrait(person=person, picture=read_image(upload(picture())), alt="Zwirnfaden", by=office, at=now)
    give_consent(person=person, purpose="portrait", wording="Ja", by=account, at=now)
    with writing():
        appointment = person.appointments.get()
        appointment.reason, appointment.frozen = "Wegen Zwirnfaden", {"reason": "Wegen Zwirnfaden"}
        appointment.office = person.offices.get()
        appointment.save()
        appointment.evidence.add(proof)
        AppointmentStep.objects.create(appointment=appointment, status="active", at=now, note="Zwirnfaden sagt ja")
        Deputy.objects.create(appointment=appointment, name="Vertretungsperson", named_at=now)
        other = make_person("Andere").appointments.get()
        Deputy.objects.create(appointment=other, name="Z. Zwirnfaden", email="Zwirnfaden@example.org", named_at=now)
        Deputy.objects.create(appointment=other, name="Dr. Zita Zwirnfaden", named_at=now)
        Deputy.objects.create(appointment=other, name="Bleibt", email="bleibt@example.org", named_at=now)
    for address, text in (
        ("zwirnfaden@example.org", "Guten Tag"),
        ("buero@example.org", "Zita Zwirnfaden lässt fragen"),
        ("buero@example.org", "Bitte an zwirnfaden@example.org schreiben"),
        ("bleibt@example.org", "Guten Tag"),
    ):
        SentMail.objects.create(time=now, to=address, subject="Post", text=text)
    ask_for_introduction(person=Person.objects.get(family_name="Andere"), text="Nähgarn?", by=account, at=now)
    return person


def everything_stored():
    """All rows of all our tables, as text."""
    tables = [name for name in connection.introspection.table_names() if not name.startswith(("django_migr", "sqlite"))]
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            yield from ((table, str(row)) for row in cursor.fetchall())


def test_nothing_says_any_more_who_it_was(known, office, now, django_capture_on_commit_callbacks):
    assert any(SECRETS[0] in row for _table, row in everything_stored())
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(person=known, by=office, at=now)
    left = [
        (table, row) for table, row in everything_stored() for secret in SECRETS if secret.casefold() in row.casefold()
    ]
    assert left == []
    assert default_storage.listdir("people/portraits")[1] == default_storage.listdir("people/evidence")[1] == []
    assert str(known) == "Erased person"


def test_what_others_need_stays(known, office, now):
    erase_person(person=known, by=office, at=now)
    assert Person.objects.get(pk=known.pk).erased_at == now
    appointment = Appointment.objects.get(person=known)
    assert (appointment.status, appointment.reason, appointment.frozen, appointment.office) == ("ended", "", None, None)
    assert [(step.status, step.note) for step in appointment.steps.all()] == [("active", ""), ("ended", "")]
    assert list(Evidence.objects.values_list("title", flat=True)) == ["Konzept"]
    assert list(Deputy.objects.values_list("name", flat=True)) == ["Bleibt"]
    assert list(SentMail.objects.values_list("to", flat=True)) == ["bleibt@example.org"]
    for model in (PublicOffice, Membership, Contact):
        assert not model.objects.filter(person=known).exists()


def test_the_account_ends_at_once(known, office, client, now):
    account = known.account
    client.force_login(account)
    assert client.get("/konto/email/").status_code == 200
    erase_person(person=known, by=office, at=now)
    assert client.get("/konto/email/").status_code == 302
    account.refresh_from_db()
    assert (account.name, account.email, account.is_active) == ("Erased account", f"{account.pk}@erased.invalid", False)
    assert not RoleGrant.objects.filter(account=account).exists()
    assert not account.emailaddress_set.exists()
    assert Person.objects.get(pk=known.pk).account is None


def test_the_chronicle_stays_valid_and_tells_of_it(known, office, now):
    chronicle.seal()
    erase_person(person=known, by=office, at=now)
    chronicle.seal()
    assert chronicle.verify() is None
    erased = Event.objects.get(verb="person.erased")
    assert (erased.subject_id, erased.actor, erased.data) == (known.pk, office.pk, {})
    assert not any(secret in str(event.data) for event in Event.objects.all() for secret in SECRETS)


def test_the_search_forgets(known, office, now):
    persons = next(one for one in DOCUMENTS if one.kind == "person")
    assert known.pk in persons.all_ids()
    erase_person(person=known, by=office, at=now)
    upserts, deletions = changes(list(Event.objects.filter(verb="person.erased")))
    assert ("person", str(known.pk)) in deletions
    assert not any(document.kind == "person" for document in upserts)


reacted = []


def remember(event):
    """A reaction that still sees the person."""
    reacted.append((event.subject_id, Person.objects.get(pk=event.subject_id).family_name, Contact.objects.count()))


TABLE = {"person.erased": (remember,)}


def test_reactions_still_see_whom_it_is_about(known, office, now, settings):
    settings.REACTIONS = f"{__name__}.TABLE"
    reacted.clear()
    erase_person(person=known, by=office, at=now)
    assert reacted == [(known.pk, "Zwirnfaden", 2)]


def test_erasing_twice_changes_nothing(known, office, now):
    erase_person(person=known, by=office, at=now)
    erase_person(person=known, by=office, at=now)
    assert Event.objects.filter(verb="person.erased").count() == 1


def test_an_appointment_under_way_is_withdrawn(make_person, office, now):
    person = make_person(appointed="invited")
    erase_person(person=person, by=office, at=now)
    assert person.appointments.get().status == "withdrawn"


def test_who_may(make_person, member, partner, office, now):
    own, other = make_person(account=member), make_person("Andere")
    for who, person in ((member, other), (partner, own)):
        with pytest.raises(NotAllowed):
            erase_person(person=person, by=who, at=now)
    erase_person(person=own, by=member, at=now)
    erase_person(person=other, by=office, at=now)
    assert Person.objects.filter(erased_at=None).count() == 0


def test_the_office_does_not_erase_the_administration(make_person, account_with, office, now):
    operator = account_with(Role.OPERATOR)
    person = make_person(account=operator)
    with pytest.raises(PersonError, match="roles must be taken away"):
        erase_person(person=person, by=office, at=now)
    with pytest.raises(AccountError, match="last account of the administration"):
        erase_person(person=person, by=operator, at=now)
    person.refresh_from_db()
    assert person.name == "Mara Hecker"
    assert Account.objects.get(pk=operator.pk).is_active
    assert not Event.objects.filter(verb="person.erased").exists()


def test_an_office_that_ended_long_ago_goes_too(make_person, office, kalletal, now):
    person = make_person()
    PublicOffice.objects.create(person=person, kind="mayor", title="Amt", place=kalletal, until=date(1999, 12, 31))
    erase_person(person=person, by=office, at=now)
    assert not PublicOffice.objects.exists()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no such switch: it reuses the space later")
def test_what_is_deleted_is_overwritten_in_the_file(db):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete")
        assert cursor.fetchone() == (1,)
