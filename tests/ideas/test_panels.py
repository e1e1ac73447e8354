"""What other pages show of ideas."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from tests.ideas.conftest import NOW, WORKED_OUT

from ideenschmiede.groups.models import Task
from ideenschmiede.ideas import panels
from ideenschmiede.ideas.actions.changes import propose_change
from ideenschmiede.ideas.actions.contributing import comment
from ideenschmiede.ideas.actions.decisions import link_decision
from ideenschmiede.ideas.actions.merging import merge_ideas
from ideenschmiede.ideas.actions.stages import advance
from ideenschmiede.ideas.models import IdeaStage
from ideenschmiede.people.models import Person


def shown(panel, thing, who):
    request = RequestFactory().get("/")
    request.user = who
    found = panel(request, thing)
    return render_to_string(found.template, dict(found.context), request) if found else None


def test_a_statement_leads_to_an_idea(make_statement, member, guest, partner, django_assert_num_queries):
    statement = make_statement(text="Das <Hitzetelefon> hilft.")
    assert member.roles
    with django_assert_num_queries(0):
        text = shown(panels.statement, statement, member)
    assert f"/ideen/neu/?aussage={statement.pk}" in text
    assert "&lt;Hitzetelefon&gt;" in text
    assert shown(panels.statement, statement, guest) is None
    assert shown(panels.statement, statement, partner) is None


def test_a_question_shows_what_came_of_it(make_question, make_idea, member, guest, office, body):
    question = make_question()
    assert "None yet" in shown(panels.question, question, member)
    assert shown(panels.question, question, guest) is None
    make_idea("Aus der Frage", question=question, visibility="public")
    make_idea("Für uns", question=question, body=body, visibility="group", by=office)
    text = shown(panels.question, question, member)
    assert "Aus der Frage" in text
    assert "Für uns" not in text
    assert f"?frage={question.pk}" in text
    assert "?frage=" not in shown(panels.question, question, guest)


def test_a_decision_shows_the_idea_behind_it(make_decision, make_idea, author, guest):
    decision = make_decision()
    assert shown(panels.decision, decision, author) is None
    link_decision(idea=make_idea("Dahinter"), decision=decision, by=author, at=NOW)
    assert "Dahinter" in shown(panels.decision, decision, author)
    assert shown(panels.decision, decision, guest) is None


def test_a_group_shows_its_ideas(body, seat, member, office, make_idea):
    group, one = SimpleNamespace(body=body), seat()
    assert "no ideas yet" in shown(panels.group, group, one)
    assert shown(panels.group, group, member) is None
    for number in range(panels.SHOWN + 1):
        make_idea(f"Idee {number}", body=body, by=one)
    text = shown(panels.group, group, member)
    assert text.count("<li") == panels.SHOWN
    assert "/ideen/?gruppe=digitales" in text
    assert "/ideen/neu/" not in text
    assert "/ideen/neu/?gruppe=digitales" in shown(panels.group, group, one)


def test_a_closed_group_takes_no_more(body, seat):
    body.closed_on = NOW.date()
    assert shown(panels.group, SimpleNamespace(body=body), seat()) is None


def test_a_person_is_somebody_who_may_have_inspired(member, guest):
    person = Person.objects.create(family_name="Beispiel", created_at=NOW, changed_at=NOW)
    text = shown(panels.person, person, member)
    assert f"?person={person.pk}" in text
    assert shown(panels.person, person, guest) is None
    person.erased_at = NOW
    assert shown(panels.person, person, member) is None


def test_home_says_what_waits(make_idea, author, member, guest, django_assert_max_num_queries):
    idea = make_idea("Wartet")
    change = propose_change(idea=idea, text={"aim": "Ziel"}, by=member, at=NOW)
    assert author.roles
    with django_assert_max_num_queries(2):
        text = shown(panels.home, None, author)
    assert f"/ideen/vorschlaege/{change.pk}/" in text
    assert "Wartet" in text
    assert shown(panels.home, None, member) is None
    assert shown(panels.home, None, guest) is None


@pytest.mark.parametrize("panel", [panels.question, panels.decision, panels.group], ids=lambda one: one.__name__)
def test_one_query_each(panel, make_question, make_decision, body, make_idea, office, django_assert_num_queries):
    things = {"question": make_question(), "decision": make_decision(), "group": SimpleNamespace(body=body)}
    for number in range(3):
        make_idea(f"Idee {number}", question=things["question"], body=body, by=office)
    assert office.roles
    with django_assert_num_queries(1):
        shown(panel, things[panel.__name__], office)


def test_a_task_says_from_which_idea_it_follows(make_idea, guest, office, body):
    idea = make_idea("Hitzetelefon", body=body, visibility="group", by=office)
    task = Task(origin_type="ideas.idea", origin_id=idea.pk)
    assert f'href="/ideen/{idea.pk}-hitzetelefon/"' in shown(panels.task, task, office)
    assert shown(panels.task, task, guest) is None
    for other in (Task(), Task(origin_type="ideas.idea", origin_id=0), Task(origin_type="deliberation.decision")):
        assert shown(panels.task, other, office) is None


def test_what_happened_to_the_ideas_of_a_group(
    client, make_idea, author, member, chair, office, guest, body, concept, django_assert_num_queries
):
    idea = make_idea("Koffer <b>", body=body, by=chair, visibility="public", **WORKED_OUT)
    inner = make_idea("Nur für uns", body=body, by=chair, visibility="group")
    make_idea("Ganz woanders")
    advance(idea=idea, to=IdeaStage.WORKED_OUT, by=office, at=NOW)
    comment(idea=idea, text="Gut!", by=member, at=NOW)
    merge_ideas(idea=inner, into=make_idea("Auch für uns", body=body, by=chair, visibility="group"), by=chair, at=NOW)
    group = SimpleNamespace(body=body)
    text = shown(panels.activity, group, member)
    assert "Koffer &lt;b&gt;</a>: has reached the stage “Worked out”" in text
    assert text.index("Worked out") < text.index("</a>: noted")
    for hidden in ("für uns", "Ganz woanders", "Gut!"):
        assert hidden not in text
    assert "Nur für uns</a>: goes on in another idea" in shown(panels.activity, group, chair)
    assert author.roles is not None
    with django_assert_num_queries(2):
        shown(panels.activity, group, guest)


def test_a_group_without_ideas_has_no_such_part(member, body):
    assert shown(panels.activity, SimpleNamespace(body=body), member) is None


def test_every_event_that_is_told_is_one_that_there_is():
    """A verb that no action records would be a promise."""
    code = "".join(file.read_text() for file in (Path(panels.__file__).parent / "actions").glob("*.py"))
    assert [verb for verb in panels.HAPPENED if f'tell("{verb}"' not in code] == []
