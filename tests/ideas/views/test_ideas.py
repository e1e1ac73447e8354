"""The list and the page of an idea, as people see them."""

import re

import pytest
from tests.ideas.conftest import NOW, WORKED_OUT

from ideenschmiede.base.guarded import writing
from ideenschmiede.ideas.actions import changes, contributing
from ideenschmiede.ideas.actions.stages import park
from ideenschmiede.ideas.models import Idea
from ideenschmiede.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english(client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


def page(client, idea, who=None):
    client.logout()
    if who:
        client.force_login(who)
    response = client.get(f"/ideen/{idea.pk}-{idea.slug}/")
    assert response.status_code == 200
    return response.text


def set_to(idea, **values):
    with writing():
        Idea.objects.filter(pk=idea.pk).update(**values)


def test_the_list(client, make_idea, member):
    make_idea("Öffentlich & gut", visibility="public", topics=("klima",))
    make_idea("Intern")
    text = client.get("/ideen/").text
    assert "Öffentlich &amp; gut" in text
    assert "Intern" not in text
    assert "Ada Autorin" not in text
    assert "Note an idea" not in text
    client.force_login(member)
    text = client.get("/ideen/?thema=klima").text
    assert "One idea fits your choice" in text
    assert "Ada Autorin" in text
    assert "Note an idea" in text


def test_an_empty_list_says_how_to_begin(client, member):
    assert "No ideas yet" in client.get("/ideen/").text
    client.force_login(member)
    assert "Note the first one" in client.get("/ideen/").text
    assert "Nothing fits all of it" in client.get("/ideen/?q=xqzt").text


def test_searching_keeps_the_filters(client, make_idea, member):
    make_idea(topics=("klima",))
    client.force_login(member)
    text = client.get("/ideen/?thema=klima&seite=3&q=Werkzeug").text
    assert '<input type="hidden" name="thema" value="klima">' in text
    assert 'name="seite"' not in text
    assert 'value="Werkzeug"' in text


def test_twenty_a_page(client, make_idea):
    for number in range(21):
        make_idea(f"Idee {number:02}", visibility="public")
    assert "Idee 00" not in client.get("/ideen/").text
    assert "Idee 00" in client.get("/ideen/?seite=2").text


def test_the_address_without_the_title(client, make_idea):
    idea = make_idea("Ein Bürgerbus", visibility="public")
    assert client.get(f"/ideen/{idea.pk}/")["Location"] == f"/ideen/{idea.pk}-ein-buergerbus/"
    assert client.get(f"/ideen/{idea.pk}-alt/")["Location"] == f"/ideen/{idea.pk}-ein-buergerbus/"


def test_a_guest_reads_the_text_and_no_names(client, make_idea, member):
    idea = make_idea(visibility="public", problem="Es ist <heiß>.")
    contributing.comment(idea=idea, text="Ganz unter uns", by=member, at=NOW)
    contributing.support(idea=idea, by=member, at=NOW)
    text = page(client, idea)
    assert "Es ist &lt;heiß&gt;." in text
    assert not any(secret in text for secret in ("Ganz unter uns", "Max Mitglied", "Ada Autorin", "Send the comment"))
    assert "/konto/login/code/?next=" in text


def test_members_see_who_brings_what(client, make_idea, member, author):
    idea = make_idea()
    contributing.comment(idea=idea, text="Ganz unter uns", by=member, at=NOW)
    contributing.support(idea=idea, by=member, at=NOW)
    contributing.offer(idea=idea, text="Meine Zeit", by=member, at=NOW)
    changes.propose_change(idea=idea, text={"aim": "Ein Ziel"}, by=member, at=NOW)
    text = page(client, idea, author)
    assert all(part in text for part in ("Ganz unter uns", "Supported by Max Mitglied", "Meine Zeit", "Aim, by"))
    assert "Change the text" in text
    assert "Propose a change" not in text
    text = page(client, idea, member)
    assert "I support it no longer" in text
    assert "Propose a change" in text
    assert "Change the text" not in text
    assert "Take it back" in text


def test_hidden_comments_say_why(client, make_idea, member, author):
    idea = make_idea()
    made = contributing.comment(idea=idea, text="Kauft bei uns", by=member, at=NOW)
    contributing.hide_comment(comment=made, reason="Werbung", by=author, at=NOW)
    text = page(client, idea, member)
    assert "Reason: Werbung" in text
    assert "Kauft bei uns" not in text


def test_the_next_stage_is_a_checklist(client, make_idea, author, member):
    idea = make_idea(problem="Hitze")
    text = page(client, idea, author)
    assert "Next stage: Worked out" in text
    assert text.count("Still missing:") == 2
    assert text.count("There:") == 1
    assert "Lead on to" not in text
    set_to(idea, **WORKED_OUT)
    assert "Lead on to “Worked out”" in page(client, idea, author)
    assert "Lead on to" not in page(client, idea, member)


def test_who_leads_a_group_brings_about_a_decision(client, make_idea, concept, chair, author, make_decision):
    idea = make_idea("Eins & zwei")
    set_to(idea, stage="concept", **concept)
    wanted = f"?herkunft=ideas.idea:{idea.pk}&amp;titel=Eins%20%26%20zwei"
    assert wanted in page(client, idea, chair)
    text = page(client, idea, author)
    assert wanted not in text
    assert "puts it to the vote" in text
    set_to(idea, decision=make_decision(stage="open"))
    text = page(client, idea, chair)
    assert wanted not in text
    assert "under way" in text
    set_to(idea, decision=make_decision(stage="closed", outcome="rejected"))
    assert wanted in page(client, idea, chair)


def test_a_decision_that_one_may_not_see_is_not_named(client, make_idea, make_decision, author, chair):
    idea = make_idea()
    set_to(idea, decision=make_decision(title="Nur für uns", visibility="group", stage="open"))
    assert "Nur für uns" not in page(client, idea, author)
    assert "Nur für uns" in page(client, idea, chair)


def test_where_it_comes_from(client, make_idea, make_statement, author, guest):
    person = Person.objects.create(family_name="Vorbild", created_at=NOW, changed_at=NOW)
    statement = make_statement("Das Telefon hilft.")
    idea = make_idea(statement=statement, inspired_by=person, visibility="public")
    text = page(client, idea, author)
    assert "Das Telefon hilft." in text
    assert f"/fragen/{statement.question_id}-{statement.question.slug}/" in text
    assert "Vorbild" in text
    text = page(client, idea)
    assert not any(secret in text for secret in ("Das Telefon hilft.", "Vorbild", statement.question.title))


def test_a_hidden_statement_is_not_quoted(client, make_idea, make_statement, author):
    statement = make_statement("Kauft bei uns")
    idea = make_idea(statement=statement)
    with writing():
        type(statement).objects.update(status="hidden")
    text = page(client, idea, author)
    assert "Kauft bei uns" not in text
    assert statement.question.title in text


def test_an_idea_of_ones_own(client, make_idea, author):
    idea = make_idea(visibility="public")
    assert "Ada Autorin noted it on" in page(client, idea, author)
    assert "Somebody of the network noted it on" in page(client, idea)


def test_a_parked_one_says_why(client, make_idea, author):
    idea = make_idea(visibility="public")
    park(idea=idea, reason="Kein Geld.", by=author, at=NOW)
    text = page(client, idea)
    assert "This idea rests" in text
    assert "Kein Geld." in text
    assert "Next stage" not in text
    assert "Go on with it" in page(client, idea, author)


def test_a_merged_one_leads_on(client, make_idea, author):
    old, idea = make_idea("Alt"), make_idea("Neu")
    set_to(old, merged_into=idea)
    text = page(client, old, author)
    assert f"/ideen/{idea.pk}-neu/" in text
    assert not any(button in text for button in ("I support it", "Change the text", "Send the comment"))
    assert "These ideas were merged into it" in page(client, idea, author)


def test_the_pilot_is_a_link(client, make_idea, author):
    idea = make_idea()
    set_to(idea, stage="pilot", pilot_note="In Kalletal: https://example.org/bus <b>")
    text = page(client, idea, author)
    assert 'href="https://example.org/bus"' in text
    assert "&lt;b&gt;" in text


def test_a_discreet_group_is_not_named(client, make_idea, office, author, body):
    idea = make_idea(body=body, by=office)
    type(body).objects.update(is_discreet=True)
    assert "Arbeitsgruppe Digitales" not in page(client, idea, author)
    client.force_login(author)
    assert "Arbeitsgruppe Digitales" not in client.get("/ideen/").text
    assert "Arbeitsgruppe Digitales" in page(client, idea, office)


def test_an_erased_author(client, make_idea, member):
    idea = make_idea()
    set_to(idea, author=None)
    assert "Somebody who is no longer there" in page(client, idea, member)


def test_similar_ones_are_a_part_of_the_form(client, make_idea, member, index):
    idea = make_idea("Hitzetelefon für ältere Menschen")
    index()
    client.force_login(member)
    text = client.get("/ideen/aehnliche/", {"title": "Ein Hitzetelefon für Menschen, ältere"}).text
    assert f"/ideen/{idea.pk}-" in text
    assert "<html" not in text
    assert client.get("/ideen/aehnliche/", {"title": "Schulküche"}).text.strip() == ""


@pytest.mark.parametrize("path", ["/ideen/", "/ideen/{}/fassungen/", "detail"])
def test_the_same_cost_with_one_and_with_three(
    client, make_idea, member, author, path, django_assert_max_num_queries, make_statement
):
    idea = make_idea(topics=("it",), statement=make_statement())
    address = f"/ideen/{idea.pk}-{idea.slug}/" if path == "detail" else path.format(idea.pk)
    client.force_login(author)
    numbers = []
    for again in range(2):
        for number in range(1 + 2 * again):
            contributing.comment(idea=idea, text="Gut", by=member, at=NOW)
            contributing.offer(idea=idea, text="Zeit", by=member, at=NOW)
            change = changes.propose_change(idea=idea, text={"aim": f"Ziel {again}{number}"}, by=member, at=NOW)
            changes.accept_change(change=change, by=author, at=NOW)
            changes.propose_change(idea=idea, text={"costs": "Viel"}, by=member, at=NOW)
            make_idea(f"Weitere {again}{number}", topics=("it",))
        client.get(address)
        with django_assert_max_num_queries(12) as queries:
            assert re.search("<h1", client.get(address).text)
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]
