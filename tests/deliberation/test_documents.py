"""What the search finds of questions: what everybody or the whole network may see, and nothing else."""

import pytest

from ideenschmiede.base.models import Event
from ideenschmiede.deliberation.actions.moderation import hide_statement
from ideenschmiede.deliberation.actions.questions import close_question
from ideenschmiede.deliberation.actions.statements import write_statement
from ideenschmiede.deliberation.documents import Questions
from ideenschmiede.site.documents import DOCUMENTS

pytestmark = pytest.mark.django_db
DOCUMENTS_OF_QUESTIONS = Questions()


def built(*questions):
    return list(DOCUMENTS_OF_QUESTIONS.build([question.pk for question in questions]))


def test_they_are_in_the_search():
    assert "question" in {documents.kind for documents in DOCUMENTS}


def test_a_question_is_found_by_its_words_and_by_its_statements(question, statements, chair, now):
    hide_statement(statement=statements[1], reason="Weil.", by=chair, at=now)
    (document,) = built(question)
    assert (document.kind, document.key, document.title) == ("question", str(question.pk), question.title)
    assert statements[0].text in document.text
    assert statements[1].text not in document.text
    assert (document.visibility, document.url) == ("network", f"/fragen/{question.pk}/")
    assert document.facets == ("stage:open",)


@pytest.mark.parametrize(
    ("visibility", "opened", "found"),
    [
        ("public", True, True),
        ("network", True, True),
        ("group", True, False),
        ("confidential", True, False),
        ("public", False, False),
        ("confidential", False, False),
    ],
)
def test_what_is_found(make_question, visibility, opened, found):
    question = make_question(visibility=visibility, opened=opened)
    assert DOCUMENTS_OF_QUESTIONS.all_ids() == ([question.pk] if found else [])
    assert len(built(question)) == found


def test_a_closed_one_stays(question, chair, now):
    close_question(question=question, by=chair, at=now)
    assert built(question)[0].facets == ("stage:closed",)


def test_events_tell_what_to_write_anew(question, members, member, now):
    write_statement(question=question, text="Glasfaser.", by=members[0], at=now)
    touched = [DOCUMENTS_OF_QUESTIONS.touched_by(event) for event in Event.objects.order_by("pk")]
    assert [ids for ids in touched if ids] == [[question.pk]] * 3  # asked, opened, written
    assert DOCUMENTS_OF_QUESTIONS.touched_by(Event(subject_type="deliberation.statement", subject_id=1)) == []


@pytest.mark.parametrize("count", [1, 3])
def test_queries(make_question, make_statement, count, django_assert_num_queries):
    questions = [make_question() for _number in range(count)]
    for one in questions:
        make_statement(one)
    with django_assert_num_queries(2):
        assert len(built(*questions)) == count
