"""The text of an article belongs to its newspaper: nobody but the office reads it, by whatever way there is."""

import json
from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult
from tests.site.test_access import TABLE
from tests.site.world import World

from ideenschmiede.base.models import Event, Topic, Visibility
from ideenschmiede.base.roles import Role
from ideenschmiede.people.actions.appointments import accept, invite, prepare, propose
from ideenschmiede.people.models import Appointment, Contact, Evidence, Person
from ideenschmiede.people.queries.stored import stored_about
from ideenschmiede.press.actions.article import Article, correct_article
from ideenschmiede.press.actions.confirming import Confirmation, confirm
from ideenschmiede.press.actions.noticing import notice_person
from ideenschmiede.press.actions.releases import draft_release, publish_release
from ideenschmiede.press.actions.taking_in import take_in
from ideenschmiede.press.models import Release
from ideenschmiede.press.queries.drafts import draft_of
from ideenschmiede.site.documents import DOCUMENTS

pytestmark = pytest.mark.django_db
SECRET = "Zaunkönig"
QUOTE = "Wir wollten nicht länger warten"
TEXT = f"""Erika Muster erklärt den Bürgerbus

Musterort. Die Bürgermeisterin Erika Muster hat den Bürgerbus vorgestellt. Ein {SECRET} saß dabei auf dem
Dach und zwitscherte siebzehn Mal. „{QUOTE}“, sagt Muster.

12.05.2021
"""
OTHERS = (None, Role.MEMBER, Role.PARTNER, Role.OPERATOR)
SAID = {"title": "Der Bürgerbus", "paper": "Bote", "published_on": date(2021, 5, 12), "quote": QUOTE}


@pytest.fixture
def world():
    """An article went its whole way: in, confirmed, corrected, an appointment, a letter, a release; another waits."""
    world = World(Role.OFFICE)
    at, by = world.now - timedelta(minutes=5), world.who
    world.clipping = take_in(text=f"{TEXT}\nNoch einer.", by=by, at=at)
    world.article = take_in(text=TEXT, by=by, at=at)
    erika = [fact.id for fact in draft_of(world.article).kept() if fact.value == "Erika Muster"]
    said = Confirmation(**SAID, shows="Ein Bus.", persons=erika, topics=Topic.objects.all()[2:4])
    confirm(clipping=world.article, said=said, by=by, at=at)
    said = Article(**SAID | {"title": "Ein Bürgerbus fährt"}, visibility=Visibility.PUBLIC)
    correct_article(clipping=world.article, said=said, by=by, at=at)
    world.article.refresh_from_db()
    world.person = person = Person.objects.get(family_name="Muster")
    Contact.objects.create(person=person, kind=Contact.Kind.EMAIL, value="muster@example.org")
    world.appointment = noticed = notice_person(clipping=world.article, person=person, by=by, at=at)
    term = {"capacity": "member", "office": noticed.office, "reason": noticed.reason, "ends_on": None}
    proofs = list(noticed.evidence.all())
    prepare(appointment=noticed, **term, starts_on=world.now.date(), evidence=proofs, by=by, at=at)
    propose(appointment=noticed, by=by, at=at)
    invite(appointment=noticed, by=by, at=at)
    accept(appointment=noticed, letter=1, consents=["press"], at=world.now)
    world.release = draft_release(appointment=noticed, by=by, at=world.now)
    publish_release(release=world.release, by=by, at=world.now)
    world.evidence = Evidence.objects.get(person=person, kind="clipping")
    return world


def addresses(world):
    for name, found in TABLE.items():
        for row in found if isinstance(found, list) else [found]:
            if row.method == "get":
                yield name, reverse(name, kwargs=row.kwargs(world))
    for words in ("zwitscherte", "Bürgerbus"):  # what was typed stands there again, so not the word itself
        yield "search", f"{reverse('site:search')}?q={words}"
        yield "directory", f"{reverse('people:list')}?q={words}"


def body(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode("utf-8", "replace")


def test_the_office_reads_it(world):
    client = Client()
    client.force_login(world.who)
    assert SECRET in client.get(reverse("press:clipping", kwargs={"pk": world.article.pk})).text


@pytest.mark.parametrize("role", OTHERS, ids=lambda role: role.value if role else "guest")
def test_no_answer_to_others_holds_it(world, role):
    """Also not to whoever the article is about, and by no address that there is."""
    client = Client(headers={"accept-language": "de"})
    if role:
        client.force_login(world.open(f"{role}@example.com", role))
    seen = 0
    for name, address in addresses(world):
        text = body(client.get(address)).casefold()
        assert SECRET.casefold() not in text, name
        seen += "ein bürgerbus fährt" in text
    assert seen > 2  # the article itself is there


def test_nothing_that_is_made_of_it_holds_it(world, capfd):
    found = [document for one in DOCUMENTS for document in one.build(one.all_ids())]
    assert any(document.kind == "article" for document in found)
    assert list(sent())
    exported = json.dumps(stored_about(world.person), ensure_ascii=False)
    made = {
        "index": repr(found),
        "chronicle": repr(list(Event.objects.values())),
        "frozen with the invitation": repr(list(Appointment.objects.values())),
        "mails": "".join(repr((one.subject, one.body, one.alternatives, one.attachments)) for one in mail.outbox),
        "release": repr(list(Release.objects.values())),
        "what waits for the worker": repr(list(DBTaskResult.objects.values())),
        "all that is stored about the person": exported,
        "log": "".join(capfd.readouterr()),
    }
    assert [name for name, text in made.items() if SECRET in text] == []
    for told in ("Ein Bürgerbus fährt", str(world.release)):  # what the press has about them is among it
        assert told in exported


def sent():
    """The mails that wait are sent, as the worker would."""
    for task in list(DBTaskResult.objects.filter(task_path__contains=".people.")):
        call = task.args_kwargs
        import_string(task.task_path).func(*call["args"], **call["kwargs"])
        yield task.task_path
