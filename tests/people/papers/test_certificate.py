from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.pdf import Pdf
from tests.people.papers.examples import CERTIFICATE, NETWORK

from ideenschmiede.base.print import NotPrintable
from ideenschmiede.people.papers import BodyWords, Seal, Signatory, certificate_pdf

LONG_NETWORK = BodyWords(
    "network", "Netzwerk der kleinen und mittleren Städte und Gemeinden für Zusammenarbeit auf dem Land"
)
LONG_BODY = BodyWords(
    "working_group", "Klimaanpassung, Wasserwirtschaft und Bürgerbeteiligung in dünn besiedelten Räumen"
)
LONG_NAME = "Prof. Dr.-Ing. Dr. h. c. Karla-Sophie Freifrau von Musterhausen-Beispielburg-Schillingsfürst"
SENTENCE = "Sie hat die Zusammenarbeit der Gemeinden über Jahre geprägt und ihre Ergebnisse offengelegt. "


def lines(certificate) -> list[str]:
    """What a screen reader reads, after the document was found to be sound and one page long."""
    pdf = Pdf(certificate_pdf(certificate))
    assert pdf.faults() == []
    assert pdf.pages == 1
    return pdf.text.replace("\u00a0", " ").split("\n")


def test_it_reads_in_the_order_in_which_it_is_seen():
    assert lines(CERTIFICATE) == [
        "Werkbank Land",
        "Berufungsurkunde",
        "Jonas Muster,",
        "Bürgermeister der Gemeinde Musterau,",
        "wird für die Zeit vom 1. März 2026 bis zum 28. Februar 2029",
        "als Mitglied in die Werkbank Land",
        "berufen.",
        "Die Gemeinde Musterau hat ihre Verwaltung mit den Nachbarn zusammengelegt und die Ersparnis offengelegt.",
        "Rundes Siegel mit dem Namen des Netzwerks, Werkbank Land",
        "Berlin, 13. Februar 2026",
        "Dr. Erika Beispiel",
        "Sprecherin des Netzwerks",
        "Urkunde Nr. 2026-0042 · Diese Berufung lässt sich prüfen unter werkbank.example/berufungen/2026-0042",
    ]


def test_the_english_one_is_english_throughout():
    english = replace(CERTIFICATE, language="en", capacity="chair", body=BodyWords("jury", "Village Prize"), reason="")
    assert lines(replace(english, office="Mayor of Musterau"))[1:8] == [
        "Certificate of appointment",
        "Jonas Muster,",
        "Mayor of Musterau,",
        "is hereby appointed",
        "chair of the jury “Village Prize”",
        "for the term from 1 March 2026 to 28 February 2029.",
        "Round seal with the name of the network, Werkbank Land",
    ]
    assert Pdf(certificate_pdf(english)).root["/Lang"] == "en"


def test_its_parts_have_their_roles():
    pdf = Pdf(certificate_pdf(CERTIFICATE))
    assert [block.text for block in pdf.blocks if block.role == "H1"] == ["Berufungsurkunde"]
    assert [block.role for block in pdf.blocks if block.alt] == ["Figure"]
    assert {block.role for block in pdf.blocks} == {"H1", "P", "Figure"}
    assert pdf.root["/Lang"] == "de"
    assert pdf.reader.metadata.title == "Berufungsurkunde: Jonas Muster"
    assert pdf.links() == ["https://werkbank.example/berufungen/2026-0042"]
    assert pdf.reader.metadata.creation_date.date() == CERTIFICATE.day


def test_what_is_missing_leaves_its_line_out():
    shown = lines(
        replace(CERTIFICATE, office="", end=None, reason="", address="", signatory=Signatory("Erika Beispiel"))
    )
    assert shown == [
        "Werkbank Land",
        "Berufungsurkunde",
        "Jonas Muster",
        "wird mit Wirkung vom 1. März 2026",
        "als Mitglied in die Werkbank Land",
        "berufen.",
        "Rundes Siegel mit dem Namen des Netzwerks, Werkbank Land",
        "Berlin, 13. Februar 2026",
        "Erika Beispiel",
        "Urkunde Nr. 2026-0042",
    ]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"name": LONG_NAME}, id="long name"),
        pytest.param({"name": "Maximiliane" * 12}, id="a name that is one long word"),
        pytest.param({"network": LONG_NETWORK, "body": LONG_NETWORK}, id="long network"),
        pytest.param({"body": LONG_BODY, "capacity": "deputy"}, id="long body"),
        pytest.param(
            {"office": "Erste hauptamtliche Beigeordnete und Kämmerin der Verbandsgemeinde " * 2}, id="long office"
        ),
        pytest.param({"reason": (SENTENCE * 7)[:600]}, id="600 characters of reason"),
        pytest.param({"reason": (SENTENCE * 22)[:2000]}, id="2000 characters of reason"),
        pytest.param({"reason": "Wasserversorgungszusammenarbeit" * 9}, id="a reason that is one long word"),
        pytest.param(
            {
                "network": LONG_NETWORK,
                "body": LONG_BODY,
                "capacity": "deputy",
                "name": LONG_NAME,
                "office": "Erste hauptamtliche Beigeordnete der Verbandsgemeinde Musterau-Beispielbach-Probstein",
                "reason": (SENTENCE * 22)[:2000],
                "signatory": Signatory(
                    LONG_NAME, "Vorsitzende des Verwaltungsrats des gemeinsamen Kommunalunternehmens"
                ),
                "address": "https://werkbank.example/" + "sehr-lange-adresse/" * 6,
            },
            id="all of it",
        ),
    ],
)
def test_long_texts_stay_whole_on_one_page(changes):
    long = replace(CERTIFICATE, **changes)
    shown = " ".join(lines(long))
    assert long.name in shown
    assert " ".join(long.reason.split()) in shown
    assert " ".join(long.office.split()) in " ".join(shown.split())
    assert long.network.name in shown


@settings(max_examples=30)
@given(
    name=st.text(st.characters(min_codepoint=33, max_codepoint=0x17F), min_size=1, max_size=200),
    reason=st.text(
        st.characters(min_codepoint=32, max_codepoint=0x17F, exclude_categories=["Cc", "Cf"]), max_size=2000
    ),
)
def test_any_name_and_reason_fit_on_one_page(name, reason):
    pdf = Pdf(certificate_pdf(replace(CERTIFICATE, name=name, reason=reason)))
    assert pdf.pages == 1
    assert pdf.faults() == []


@pytest.mark.parametrize("name", ['#include "x"', "*Karla* _Muster_", "Karla $ Muster @x", "C:\\Karla", "Zoë O’Neill"])
def test_names_print_as_they_are(name):
    assert lines(replace(CERTIFICATE, name=name, office=""))[2] == name


def test_the_own_seal_takes_the_place_of_the_drawn_one():
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle cx="20" cy="20" r="18"/></svg>'
    shown = lines(replace(CERTIFICATE, seal=Seal(svg, "Siegel: ein Hammer auf einem Amboss")))
    assert "Siegel: ein Hammer auf einem Amboss" in shown
    assert not any("Rundes Siegel" in line for line in shown)


def test_a_seal_that_is_no_picture_is_told_so():
    with pytest.raises(NotPrintable):
        certificate_pdf(replace(CERTIFICATE, seal=Seal(b"no picture", "nothing")))


def test_the_same_certificate_has_the_same_bytes():
    assert certificate_pdf(CERTIFICATE) == certificate_pdf(CERTIFICATE)
    assert certificate_pdf(replace(CERTIFICATE, day=date(2026, 2, 14))) != certificate_pdf(CERTIFICATE)


@pytest.mark.parametrize(
    ("capacity", "what"),
    [
        ("member", "als Mitglied in die Werkbank Land"),
        ("chair", "in die Leitung der Werkbank Land"),
        ("deputy", "in die stellvertretende Leitung der Werkbank Land"),
        ("guest", "als Gast in die Werkbank Land"),
    ],
)
def test_each_capacity_has_its_words(capacity, what):
    assert what in lines(replace(CERTIFICATE, capacity=capacity, body=NETWORK))
