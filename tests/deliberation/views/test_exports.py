"""What can be taken along, by whom, and why something cannot."""

import io
import json
import re
import zipfile

import pytest
from tests.deliberation.actions.exporting.conftest import answer, answered, archive

from ideenschmiede.deliberation.actions.questions import close_question

__all__ = ["answer", "answered", "archive"]  # fixtures

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english(client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.text))


def test_all_three_forms(client, answered, member):
    client.force_login(member)
    page = client.get(f"/fragen/{answered.pk}/export/")
    assert page.text.count('Download<span class="kern-sr-only">') == 3
    table = client.get(f"/fragen/{answered.pk}/export/tabelle/")
    assert table["Content-Type"] == "text/csv; charset=utf-8"
    assert table["Content-Disposition"] == 'attachment; filename="was-brauchen-wir-zuerst.csv"'
    assert (table["X-Content-Type-Options"], table["Cache-Control"]) == ("nosniff", "no-store")
    assert "Digitale Anträge zuerst." in table.text
    assert json.loads(client.get(f"/fragen/{answered.pk}/export/json/").content)["participants"] == 12
    packed = client.get(f"/fragen/{answered.pk}/export/polis/")
    with zipfile.ZipFile(io.BytesIO(packed.content)) as file:
        assert "votes.csv" in file.namelist()


def test_nobody_keeps_the_machine_busy_with_exports(client, answered, settings):
    settings.SEARCHES_PER_MINUTE = 2
    address = f"/fragen/{answered.pk}/export/polis/"
    found = [client.get(address, REMOTE_ADDR="203.0.113.77").status_code for _time in range(3)]
    assert found[2] == 429
    assert 429 not in found[:2]


def test_what_cannot_be_taken_along_says_why_and_is_not_there(client, question, statements, answer, member):
    answer(question, statements, 12)
    client.force_login(member)
    page = client.get(f"/fragen/{question.pk}/export/")
    assert "Single votes can be taken along when the question is closed." in text_of(page)
    assert page.text.count('Download<span class="kern-sr-only">') == 2
    assert client.get(f"/fragen/{question.pk}/export/polis/").status_code == 404
    assert client.get(f"/fragen/{question.pk}/export/tabelle/").status_code == 200
    assert client.get(f"/fragen/{question.pk}/export/exe/").status_code == 404


def test_where_few_took_part_it_is_said(client, question, statements, answer, member):
    answer(question, statements, 3)
    client.force_login(member)
    page = text_of(client.get(f"/fragen/{question.pk}/export/"))
    assert "Fewer than 5 took part: counts would tell how single people voted." in page
    assert client.get(f"/fragen/{question.pk}/export/json/").status_code == 404


def test_where_it_comes_from_is_said(client, archive, member):
    client.force_login(member)
    page = text_of(client.get(f"/fragen/{archive.pk}/export/"))
    assert "Source: openData, CC BY 4.0, https://pol.is/2demo" in page


@pytest.mark.parametrize("form", ["", "tabelle/", "json/", "polis/"], ids=["page", "table", "json", "polis"])
def test_who_does_not_see_the_results_sees_no_export(client, make_question, answer, member, make_statement, form, now):
    hidden = make_question(results_early=False)
    inner = make_question("Nur für uns", visibility="group")
    for question in (hidden, inner):
        answer(question, [make_statement(question)], 12)
    close_question(question=inner, by=None, at=now)
    client.force_login(member)
    for question in (hidden, inner):
        assert client.get(f"/fragen/{question.pk}/export/{form}").status_code == 404


def test_guests_take_along_what_is_public(client, make_question, make_statement, answer, now):
    question = make_question(visibility="public")
    answer(question, [make_statement(question)], 12)
    close_question(question=question, by=None, at=now)
    for form in ("tabelle", "json", "polis"):
        assert client.get(f"/fragen/{question.pk}/export/{form}/").status_code == 200
    assert client.post(f"/fragen/{question.pk}/export/json/").status_code == 405


@pytest.mark.parametrize("form", ["tabelle", "json", "polis"])
def test_as_many_queries_for_few_as_for_many(
    client, question, make_statement, answer, django_assert_max_num_queries, member, now, form
):
    answer(question, [make_statement(question, f"Satz {number}.") for number in range(3)], 30)
    close_question(question=question, by=None, at=now)
    client.force_login(member)
    with django_assert_max_num_queries(12):
        assert client.get(f"/fragen/{question.pk}/export/{form}/").status_code == 200
