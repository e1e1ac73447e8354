"""What was uploaded is stored once, however often one presses."""

from copy import copy

import pytest
from tests.deliberation.exported import files
from tests.people.racing import race

from ideenschmiede.base.models import Visibility
from ideenschmiede.deliberation.actions.importing import (
    ConversationError,
    forget_upload,
    import_upload,
    keep_upload,
)
from ideenschmiede.deliberation.models import ConversationUpload, Question, Statement, Vote


@pytest.fixture
def upload(office, now):
    return keep_upload(files=files(), by=office, at=now)


def confirm(upload, office, now, **changed):
    fields = {"title": "Was?", "source": "Wir", "visibility": Visibility.NETWORK, "by": office, "at": now, **changed}
    return import_upload(upload=upload, **fields)


@pytest.mark.django_db
def test_what_is_stored_is_forgotten(upload, office, now):
    question = confirm(upload, office, now)
    assert (question.statements.count(), question.votes.count()) == (3, 5)
    assert not ConversationUpload.objects.exists()


@pytest.mark.django_db
def test_what_is_refused_is_kept(upload, office, now):
    with pytest.raises(ConversationError):
        confirm(upload, office, now, title="")
    assert ConversationUpload.objects.get() == upload
    assert not Question.objects.exists()


@pytest.mark.django_db
def test_what_was_discarded_meanwhile_is_not_stored(upload, office, now):
    forget_upload(upload=ConversationUpload.objects.get())
    with pytest.raises(ConversationError, match="imported or discarded already"):
        confirm(upload, office, now)
    assert not Question.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("titles", [("Was?", "Was?"), ("Was?", "Wer?")], ids=["same", "corrected"])
def test_two_presses_at_once_store_it_once(titles, upload, office, now, tmp_path):
    def press(title):
        return lambda: confirm(copy(upload), office, now, title=title)

    def rows():
        return [model.objects.count() for model in (Question, Statement, Vote)]

    found, kept = race(tmp_path, *map(press, titles), then=rows)
    assert sorted(type(one).__name__ for one in found) == ["ConversationError", "Question"]
    assert kept == [1, 3, 5]
