"""Web pages: the article as one reads it, nothing of what runs or surrounds it."""

import pytest

from ideenschmiede.press.intake import Empty, TooLarge, take_in

FILLER = "Der Rat beriet lange und gründlich über die Zukunft des Ortes. " * 5
PAGE = f"""<!doctype html><html lang=de><head><meta charset="utf-8"><title>Neue Berufung | Beispielbote</title>
<link rel="canonical" href="https://example.org/artikel"><style>p {{ color: red }}</style>
<script>alert("Böses")</script></head>
<body><header><a href="/">Beispielbote</a></header><nav>Menü Sport Wetter</nav>
<div class="cookie-banner">Wir verwenden Cookies</div><div id="newsletter">Abonnieren</div>
<article><h1>Neue   Berufung</h1><p class="lead">Erster
Absatz &amp; mehr.</p><script>track()</script><p>Zweiter<br>Absatz <b>fett</b>gedruckt. {FILLER}</p>
<ul><li>eins</li><li>zwei</li></ul><aside>Lesen Sie auch</aside><div class="share-buttons">Teilen</div></article>
<footer>Impressum</footer><script>more()</script></body></html>"""


def test_the_article_and_nothing_else():
    came = take_in(PAGE.encode(), name="artikel.html")
    start = came.text[: came.text.index(FILLER.strip())]
    assert start == "Neue Berufung\n\nErster Absatz & mehr.\n\nZweiter\nAbsatz fettgedruckt. "
    assert came.text.endswith("\n\neins\n\nzwei")
    assert (came.kind, came.title, came.url) == ("html", "Neue Berufung", "https://example.org/artikel")


@pytest.mark.parametrize(
    "word", ["alert", "Böses", "track", "Menü", "Cookies", "Abonnieren", "Lesen Sie auch", "Teilen", "Impressum", "red"]
)
def test_what_runs_or_surrounds_is_gone(word):
    assert word not in take_in(PAGE.encode()).text


def test_a_page_without_article_is_its_body():
    page = "<html><body><nav>Menü</nav><h1>Titel</h1><div>Text <i>eins</i></div><footer>Mehr</footer></body></html>"
    assert take_in(page.encode()).text == "Titel\n\nText eins"


def test_the_declared_encoding_is_believed_where_it_fits():
    page = '<html><head><meta charset="windows-1252"></head><body><p>Größe</p></body></html>'
    assert take_in(page.encode("cp1252")).text == "Größe"
    assert take_in(page.encode("utf-8")).text == "Größe"


def test_words_broken_by_hand_stay_broken_for_the_mending():
    assert take_in(b"<html><body><p>Bereit-<br>schaft</p></body></html>").text == "Bereit-\nschaft"


def test_a_page_by_its_name_or_by_its_tags():
    assert take_in(b"<p>Text</p>", name="seite.htm").text == "Text"
    assert take_in(b"<p>eins</p><p>zwei</p><p>drei</p>").text == "eins\n\nzwei\n\ndrei"
    assert take_in(b"Wer <3 Menschen mag, kommt.").text == "Wer <3 Menschen mag, kommt."


@pytest.mark.parametrize("address", ["javascript:alert(1)", "/artikel", "http://[", "data:text/html,x"])
def test_only_web_addresses_are_kept(address):
    page = f'<html><head><link rel="canonical" href="{address}"></head><body><p>Text</p></body></html>'
    assert take_in(page.encode()).url == ""


def test_a_page_of_scripts_only():
    with pytest.raises(Empty):
        take_in(b"<html><body><script>document.write('Text')</script></body></html>")


def test_a_page_that_is_too_large():
    with pytest.raises(TooLarge, match="5 MB"):
        take_in(b"<html><body>" + b"<p>Text</p>" * 500_000)


def test_deeply_nested_and_unclosed_tags_are_read():
    assert take_in(b"<html><body>" + b"<div>" * 5_000 + b"tief").text == "tief"
    assert take_in(b"<html><body><p>eins<p>zwei<b>drei").text == "eins\n\nzweidrei"
