"""The result on paper: the same words as on the page, for a screen reader, too."""

import xml.etree.ElementTree as ElementTree

import pytest
from tests.deliberation.voting import give, two_camps
from tests.pdf import Pdf

from ideenschmiede.deliberation.opinion_map import results_of
from ideenschmiede.deliberation.tasks.maps import draw_map
from ideenschmiede.deliberation.views.reports import picture_svg
from ideenschmiede.deliberation.views.result_figures import scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def public(make_question, make_statement):
    """A question with a map, that guests may read."""
    question = make_question(
        "Was brauchen wir?", visibility="public", audience="network", context="Zuerst dies.\n\n#let x = 1 *nur Text*"
    )
    two_camps(question, [make_statement(question, f"Aussage {number}: *a* & <b>") for number in range(1, 9)])
    draw_map.func(question.pk)
    return question


def test_the_report_is_accessible_and_says_what_the_page_says(client, public):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "de"
    response = client.get(f"/fragen/{public.pk}/ergebnis/bericht.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert f'filename="ergebnis-{public.pk}-was-brauchen-wir.pdf"' in response["Content-Disposition"]
    pdf = Pdf(response.content)
    assert not pdf.faults()
    assert pdf.root["/Lang"] == "de"
    text = pdf.text
    assert "#let x = 1 *nur Text*" in text
    assert "Zwei Meinungsgruppen zeichnen sich ab." in text
    assert "„Aussage 8: *a* & <b>“" in text
    assert "Alle in beiden Gruppen stimmen zu." in text
    assert "Gruppe A: 8 Personen" in next(block.alt for block in pdf.blocks if block.role == "Figure")
    assert [block.text for block in pdf.blocks if block.role == "H1"] == ["Was brauchen wir?"]


def test_the_same_map_gives_the_same_report(client, public):
    address = f"/fragen/{public.pk}/ergebnis/bericht.pdf"
    assert client.get(address).content == client.get(address).content


@pytest.mark.parametrize("groups", [True, False], ids=["groups", "none"])
def test_the_picture_of_paper_is_whole(public, question, statements, groups):
    if not groups:
        for voter in range(9):
            give(question, statements[0], voter, 1)
        draw_map.func(question.pk)
    found = results_of(public if groups else question)
    picture = ElementTree.fromstring(picture_svg(scene(found)))
    paths = picture.findall("{http://www.w3.org/2000/svg}path")
    assert len(paths) == (4 if groups else 1)
    assert all(path.get("fill") for path in paths)
    assert "h0" not in "".join(path.get("d") for path in paths)
    texts = [text.text for text in picture.iter("{http://www.w3.org/2000/svg}text")]
    assert ("A" in texts) == groups


def test_nobody_keeps_the_machine_busy_with_reports(client, public, settings):
    settings.SEARCHES_PER_MINUTE = 2
    address = f"/fragen/{public.pk}/ergebnis/bericht.pdf"
    assert [client.get(address, REMOTE_ADDR="203.0.113.79").status_code for _time in range(3)] == [200, 200, 429]
