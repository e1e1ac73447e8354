"""The form of an idea, and the one that says where it belongs."""

import pytest
from django.http import QueryDict

from ideenschmiede.base.models import Visibility
from ideenschmiede.ideas.forms.noting import NotingForm, PlacingForm

pytestmark = pytest.mark.django_db


def filled(who, query="title=Eine+Idee&visibility=network"):
    form = NotingForm(QueryDict(query), who=who)
    form.is_valid()
    return form


def test_only_title_and_visibility_are_needed(member):
    form = NotingForm(who=member)
    assert {name for name, field in form.fields.items() if field.required} == {"title", "visibility"}
    assert "body" not in form.fields


def test_what_the_action_takes(member):
    form = filled(member, "title=+Eine%0AIdee+&visibility=public&sdgs=13&sdgs=3&thought=So%0D%0Ageht+es")
    assert form.texts() == {"title": "Eine Idee", "problem": "", "for_whom": "", "thought": "So\ngeht es"}
    placing = form.placing()
    assert (placing["sdgs"], placing["body"], placing["visibility"]) == ([13, 3], None, Visibility.PUBLIC)


def test_whoever_sits_in_a_group_may_keep_it_there(seat, member, body):
    sits = seat()
    values = [value for value, _label in NotingForm(who=sits).fields["visibility"].choices]
    assert values == ["network", "public", "group"]
    assert [value for value, _label in NotingForm(who=member).fields["visibility"].choices] == ["network", "public"]
    form = filled(sits, f"title=Idee&visibility=group&body={body.pk}")
    assert form.placing()["body"] == body
    assert "body" in filled(sits, "title=Idee&visibility=group").errors


def test_nobody_chooses_a_group_of_others(member, seat, body):
    other = type(body).objects.create(kind="working_group", slug="x", name="X", created_at=body.created_at)
    assert "body" in filled(seat(), f"title=Idee&visibility=network&body={other.pk}").errors
    assert filled(member, f"title=Idee&visibility=network&body={body.pk}").placing()["body"] is None


def test_similar_ones_are_shown_once(member):
    form = filled(member)
    assert not form.cleaned_data["seen"]
    form.show_similar()
    again = NotingForm(form.data, who=member)
    assert again.is_valid()
    assert again.cleaned_data["seen"]
    assert again.cleaned_data["title"] == "Eine Idee"


def test_an_idea_keeps_its_group_although_one_sits_there_no_more(make_idea, author, office, body):
    idea = make_idea(topics=("klima",), sdgs=[3], body=body, by=office)
    form = PlacingForm(who=author, idea=idea)
    assert list(form.fields["body"].queryset) == [body]
    assert (form.initial["body"], form.initial["sdgs"], len(form.initial["topics"])) == (body.pk, [3], 1)


def test_a_confidential_group_that_carries_it_is_not_named_and_not_lost(make_idea, author, office, body):
    idea = make_idea(body=body, by=office)
    type(body).objects.update(is_discreet=True)
    idea.body.refresh_from_db()
    assert body.name not in str(PlacingForm(who=author, idea=idea))
    form = PlacingForm(QueryDict("visibility=network"), who=author, idea=idea)
    assert form.is_valid()
    assert form.placing()["body"] == body
    assert body.name in str(PlacingForm(who=office, idea=idea))
