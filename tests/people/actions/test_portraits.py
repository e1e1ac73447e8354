"""Portraits: described, small, replaced, removed."""

import pytest
from django.core.files.storage import default_storage
from PIL import Image
from tests.base.files.making import picture, upload

from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.files import BadFile, read_image
from ideenschmiede.people.actions.filling import PersonError
from ideenschmiede.people.actions.portraits import remove_portrait, set_portrait

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files")]


def checked(**options):
    return read_image(upload(picture(**options)), longest=800)


def test_a_portrait_is_kept_replaced_and_removed(office, make_person, now, django_capture_on_commit_callbacks):
    person = make_person()
    set_portrait(person=person, picture=checked(width=3000, height=2000), alt=" Vor dem Rathaus ", by=office, at=now)
    with default_storage.open(str(person.portrait)) as file, Image.open(file) as image:
        assert image.size == (800, 533)
    first = str(person.portrait)
    with django_capture_on_commit_callbacks(execute=True):
        set_portrait(person=person, picture=checked(), alt="Im Rat", by=office, at=now)
    assert not default_storage.exists(first)
    set_portrait(person=person, alt="Im Saal", by=office, at=now)
    person.refresh_from_db()
    assert (person.portrait_alt, default_storage.exists(str(person.portrait))) == ("Im Saal", True)
    with django_capture_on_commit_callbacks(execute=True):
        remove_portrait(person=person, by=office, at=now)
    person.refresh_from_db()
    assert (person.portrait, person.portrait_alt) == ("", "")
    assert default_storage.listdir("people/portraits") == ([], [])
    remove_portrait(person=person, by=office, at=now)


@pytest.mark.parametrize(("alt", "problem"), [(" ", "in words"), ("x" * 301, "at most 300")])
def test_a_portrait_needs_words(office, make_person, now, alt, problem):
    person = make_person()
    with pytest.raises(PersonError, match=problem):
        set_portrait(person=person, picture=checked(), alt=alt, by=office, at=now)
    assert not person.portrait


def test_words_need_a_portrait(office, make_person, now):
    with pytest.raises(PersonError, match="choose a picture"):
        set_portrait(person=make_person(), alt="Nichts", by=office, at=now)


@pytest.mark.parametrize(
    ("content", "problem"),
    [(b"Kein Bild", "not a picture"), (picture(width=20_000, height=10, kind="PNG"), "20,000 × 10 pixels")],
    ids=["text", "far too wide"],
)
def test_what_is_no_picture_does_not_get_here(content, problem):
    with pytest.raises(BadFile, match=problem):
        read_image(upload(content))


def test_others_do_not_change_it(member, make_person, now):
    with pytest.raises(NotAllowed):
        set_portrait(person=make_person(), picture=checked(), alt="x", by=member, at=now)
    with pytest.raises(NotAllowed):
        remove_portrait(person=make_person("Zwei"), by=member, at=now)
