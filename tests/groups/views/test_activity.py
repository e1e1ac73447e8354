"""What happened, in words: what one may see, and nothing confidential."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.urls import reverse
from tests.groups.making import AT, a_task, make_group, make_person, who
from tests.groups.views.test_groups import a_decision, a_question, page, text

from ideenschmiede.base.chronicle import record
from ideenschmiede.base.models import Event
from ideenschmiede.groups.actions import tasks as acts
from ideenschmiede.groups.actions.documents import add_document, remove_document
from ideenschmiede.groups.actions.handovers import write_handover
from ideenschmiede.groups.actions.suggesting import suggest_member
from ideenschmiede.groups.queries import activity as queries
from ideenschmiede.groups.views.showing import WORDS, happened
from ideenschmiede.people.actions.appointments import end
from ideenschmiede.people.actions.erasure import erase_person


def words(account, group):
    return [line.words for line in happened(queries.activity(account, group))]


def note(verb, subject, visibility="network"):
    with transaction.atomic():
        record(verb=verb, subject=subject, by=None, at=AT, visibility=visibility)


def test_every_verb_has_words():
    assert set(queries.VERBS) == set(WORDS)


def test_in_words(client, group, chair, insider, member):
    account = who(chair)
    task = a_task(group, "Leitfaden", person=insider, by=account)
    acts.finish_task(task=task, by=who(insider), at=AT)
    add_document(group=group, title="Vorlage", link="https://example.org", by=account, at=AT)
    end(appointment=insider.appointments.get(), by=None, at=AT)
    shown = text(page(client, group, "activity", member))
    for part in (
        "The working group was founded.", "New task: Leitfaden", "Done: Leitfaden", "New document: Vorlage",
        "Ada Innen is no longer in the group.",
    ):  # fmt: skip
        assert part in shown
    assert shown.index("Done: Leitfaden") < shown.index("New task: Leitfaden")
    assert "· Leitung" in shown, "who did it"


def test_what_is_gone_has_no_name(group, chair, member):
    task = a_task(group, "Geheimer Titel")
    acts.drop_task(task=task, by=None, at=AT)
    paper = add_document(group=group, title="Altes Papier", link="https://example.org", by=None, at=AT)
    remove_document(document=paper, by=None, at=AT)
    end(appointment=chair.appointments.get(), by=None, at=AT)
    erase_person(person=chair, by=None, at=AT)
    found = words(member, group)
    assert "New task: something that was removed" in found
    assert "New document: something that was removed" in found
    assert "Somebody is no longer in the group." in found
    assert not any("Geheim" in line or "Altes" in line or "Leitung" in line for line in found)


def test_what_is_for_those_inside(group, chair, insider, member, office):
    suggest_member(group=group, person=make_person("Gute"), reason="Weil.", by=who(chair), at=AT)
    write_handover(group=group, achieved="Viel.", open_matters="", by=who(chair), at=AT)
    handed, suggested = "The handover was written.", "Somebody was suggested to the office as a member."
    for account, seen in (
        (member, []), (who(insider), [handed]), (who(chair), [handed, suggested]), (office, [handed, suggested]),
    ):  # fmt: skip
        assert [line for line in words(account, group) if line in (handed, suggested)] == seen


def test_questions_and_decisions_but_no_confidential_ones(group, chair, office, member):
    seen = {"Offen": "network", "Gruppe": "group", "Vertraulich": "confidential"}
    for title, visibility in seen.items():
        note("question.opened", a_question(group, title, visibility=visibility, audience="body"), visibility)
        note("decision.closed", a_decision(group, title, visibility=visibility), visibility)
    for account, titles in ((member, ["Offen"]), (who(chair), ["Offen", "Gruppe"]), (office, ["Offen", "Gruppe"])):
        found = words(account, group)
        assert {line for line in found if "Question" in line} == {f"Question opened: {title}" for title in titles}
        assert {line for line in found if "Decided" in line} == {f"Decided: {title}" for title in titles}


def test_nothing_of_other_groups_and_unknown_things(group, member):
    other = make_group("Andere")
    a_task(other, "Fremd")
    note("group.something_new", group)
    note("question.asked", a_question(group))
    assert words(member, group) == ["The working group was founded."]
    assert "New task: Fremd" in words(member, other)


def test_the_number_of_queries(client, group, chair, insider, member, django_assert_max_num_queries):
    client.force_login(member)
    url = reverse("groups:activity", args=(group.body.slug,))
    counts = []
    for title in ("Eins", "Zwei", "Drei"):
        a_task(group, title, person=insider, by=who(chair))
        note("question.opened", a_question(group, title))
        note("decision.closed", a_decision(group, title))
        add_document(group=group, title=title, link="https://example.org", by=None, at=AT)
        with django_assert_max_num_queries(12) as captured:
            client.get(url)
        counts.append(len(captured))
    assert len(set(counts)) == 1


@pytest.mark.parametrize("visibility", ["network", "group", "confidential"])
def test_guests_see_nothing(client, group, visibility):
    group.visibility = visibility
    group.save()
    assert client.get(reverse("groups:activity", args=(group.body.slug,))).status_code == 302
    assert list(queries.activity(AnonymousUser(), group).filter(verb__startswith="handover")) == []
    assert Event.objects.filter(subject_type="groups.workinggroup").exists()
