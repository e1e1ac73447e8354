"""Answering with a file: nothing in it runs, its name is ours, the browser asks again each time."""

import pytest
from django.http import Http404
from django.test import RequestFactory
from tests.base.files.making import picture, upload

from ideenschmiede.base.files import CheckedFile, keep, read_image, serve


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


def ask(name, *, filename="Porträt von Anna", inline=False, **headers):
    return serve(RequestFactory().get("/", headers=headers), name, filename=filename, inline=inline)


def body(response):
    with response.file_to_stream:
        return b"".join(response.streaming_content)


def test_a_picture_is_shown_or_saved_under_our_name():
    checked = read_image(upload(picture()))
    name = keep("a", checked)
    shown, saved = ask(name, inline=True), ask(name)
    assert (shown["Content-Type"], body(shown)) == ("image/webp", checked.content)
    assert shown["Content-Disposition"] == "inline; filename*=utf-8''Portr%C3%A4t%20von%20Anna.webp"
    assert saved["Content-Disposition"].startswith("attachment; ")
    assert body(saved) == checked.content


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".odt", ".txt", ".svg", ".html", ""])
def test_all_else_is_saved_whatever_the_view_wishes(suffix):
    response = ask(keep("a", CheckedFile(b"<script>", suffix)), inline=True)
    assert response["Content-Disposition"].startswith("attachment; ")
    assert "html" not in response["Content-Type"]
    assert "svg" not in response["Content-Type"]
    body(response)


def test_nothing_in_it_runs_and_nobody_guesses_its_kind():
    response = ask(keep("a", CheckedFile(b"x", ".txt")))
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    body(response)


def test_the_sites_own_policy_does_not_replace_it(client, settings):
    """Through all middleware."""
    settings.ROOT_URLCONF = "tests.base.files.urls"
    keep("a", CheckedFile(b"x", ".txt"))
    response = client.get("/datei/")
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert list(response.streaming_content) == [b"x"]


def test_an_unchanged_file_is_not_sent_again():
    name, other = (keep("a", CheckedFile(b"x", ".txt")) for _time in range(2))
    first = ask(name)
    body(first)
    again = ask(name, **{"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    for response in (first, again):
        assert "private" in response["Cache-Control"]
        assert "no-cache" in response["Cache-Control"]
        assert response["Vary"] == "Cookie"
    another = ask(other, **{"If-None-Match": first["ETag"]})
    assert another.status_code == 200
    body(another)


@pytest.mark.parametrize("name", ["", "a/gibt-es-nicht.txt"])
@pytest.mark.parametrize("headers", [{}, {"If-None-Match": "*"}], ids=["first", "again"])
def test_what_is_not_there_is_not_found(name, headers):
    with pytest.raises(Http404):
        ask(name, **headers)
