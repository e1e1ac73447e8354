import pytest
from django.utils import translation

from ideenschmiede.people.papers import Seal
from ideenschmiede.people.papers.seals import drawn, printed_seal


def test_the_drawn_seal_is_a_picture_without_letters_that_could_be_missing():
    svg = drawn("Werkbank Land")
    assert svg.startswith(b"<svg")
    assert b"<text" not in svg


@pytest.mark.parametrize("network", ["W", "Werkbank Land", "Netzwerk " * 20, "محمد 😀"])
def test_every_name_can_be_drawn(network):
    assert drawn(network).startswith(b"<svg")
    assert drawn(network) != drawn(f"{network} und andere")


def test_the_drawn_seal_is_described_in_the_language_of_the_paper():
    for language, words in (("de", "Rundes Siegel mit dem Namen"), ("en", "Round seal with the name")):
        with translation.override(language):
            assert printed_seal(None, "Werkbank Land")["alt"].startswith(words)


def test_the_own_seal_keeps_its_words():
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4"/></svg>'
    assert printed_seal(Seal(svg, "Ein Amboss"), "Werkbank Land") == {"picture": svg, "alt": "Ein Amboss"}
