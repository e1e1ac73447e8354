"""What arrives at the door as a real request: file names and pages that carry markup, and no token."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ideenschmiede.press.models import Clipping

pytestmark = pytest.mark.django_db
EVIL = "<img src=x onerror=alert(1)>.html"
PAGE = b"""<html><head><title>&lt;script&gt;alert(2)&lt;/script&gt;</title><script>alert(3)</script></head>
<body onload="alert(4)"><h1>Freibad</h1><p onclick="alert(5)">Der B&uuml;rgerbus &lt;b&gt; f&auml;hrt wieder.</p>
<iframe src="file:///etc/passwd"></iframe></body></html>"""
BOMB = (
    b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>Der Bus &x; faehrt wieder.</p></body></html>'
)


def upload(name, content):
    return {"file": SimpleUploadedFile(name, content, content_type="text/html")}


def test_markup_in_names_and_pages_stays_text(client, office):
    client.force_login(office)
    response = client.post("/presse/ausschnitte/neu/", upload(EVIL, PAGE))
    found = Clipping.objects.get()
    assert response.status_code == 302
    assert "Der Bürgerbus <b> fährt wieder." in found.mended
    for path in (
        "/presse/ausschnitte/",
        f"/presse/ausschnitte/{found.pk}/",
        f"/presse/ausschnitte/{found.pk}/bestaetigen/",
    ):
        page = client.get(path).text
        for part in ("<img src=x", "<script>alert", "alert(3)", "alert(4)", "alert(5)", "<b> fährt"):
            assert part not in page, part


def test_entities_reach_for_no_file(client, office):
    client.force_login(office)
    client.post("/presse/ausschnitte/neu/", upload("a.html", BOMB))
    assert "root:" not in Clipping.objects.get().original


def test_without_token_nothing_comes_in(office):
    client = Client(enforce_csrf_checks=True)
    client.force_login(office)
    assert client.post("/presse/ausschnitte/neu/", {"text": "Ein Text."}).status_code == 403
    assert not Clipping.objects.exists()


@pytest.mark.parametrize("who", ["member", "partner"])
def test_others_do_not_learn_that_it_is_there(client, request, who):
    client.force_login(request.getfixturevalue(who))
    assert client.post("/presse/ausschnitte/neu/", upload("a.html", PAGE)).status_code == 404
    assert not Clipping.objects.exists()
