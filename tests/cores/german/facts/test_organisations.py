"""Organisations: by abbreviation, by quotation marks, by the form of the name; in normal form; since when."""

import pytest
from tests.cores.german.facts.reading import found, thing

from ideenschmiede.cores.german.facts import Gazetteer, KnownOrganisation, find_facts
from ideenschmiede.cores.german.facts.forms import normal_form, variants

NONE = Gazetteer()


@pytest.mark.parametrize(
    ("text", "name", "abbreviation"),
    [
        ("Der Deutsche Städte- und Gemeindebund (DStGB) tagt.", "Deutscher Städte- und Gemeindebund", "DStGB"),
        ("Mitglied des Deutschen Städte- und Gemeindebundes (DStGB).", "Deutscher Städte- und Gemeindebund", "DStGB"),
        ("Dem Deutschen Landkreistag (DLT) gehört er an.", "Deutscher Landkreistag", "DLT"),
        ("Der Verband kommunaler Unternehmen (VKU) tagt.", "Verband kommunaler Unternehmen", "VKU"),
        ("Die Industrie- und Handelskammer (IHK) tagt.", "Industrie- und Handelskammer", "IHK"),
        (
            "Das Landesamt für Natur, Umwelt und Verbraucherschutz (LANUV) prüft.",
            "Landesamt für Natur, Umwelt und Verbraucherschutz",
            "LANUV",
        ),
        (
            "Die Kommunale Gemeinschaftsstelle für Verwaltungsmanagement (KGSt) rät.",
            "Kommunale Gemeinschaftsstelle für Verwaltungsmanagement",
            "KGSt",
        ),
        ("Der Allgemeine Deutsche Fahrrad-Club (ADFC) zählt.", "Allgemeiner Deutscher Fahrrad-Club", "ADFC"),
        ("Er kam in den „Innovators Club“ (IC).", "Innovators Club", "IC"),
    ],
)
def test_a_long_name_with_its_abbreviation(text, name, abbreviation):
    only = thing(text, NONE, "organisation")
    assert (only.value, only.detail) == (name, {"abbreviation": abbreviation})


@pytest.mark.parametrize(
    "text",
    [
        "Bürgermeister Jan Muster (CDU) kam.",
        "Der Bürgermeister (BM) kam.",
        "Die Straße ist lang (siehe ABC).",
        "Im Jahr (2004) war es so. (USA)",
        "Der Verein tagt. Die Stiftung zahlt. Das Netzwerk wächst.",
        "Fotos: Deutscher Städtetag (DST)",
        "Ein Deutscher im Verein. Deutscher Wein.",
    ],
)
def test_no_organisations(text):
    assert found(text, NONE, "organisation") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Der Deutsche Städtetag tagt.", "Deutscher Städtetag"),
        ("Mit dem Bayerischen Gemeindetag.", "Bayerischer Gemeindetag"),
        ("Die Sparkasse Lemgo zahlt.", "Sparkasse Lemgo"),
        ("Die Stadtwerke Bad Salzuflen bauen.", "Stadtwerke Bad Salzuflen"),
        ("Die Technische Hochschule Ostwestfalen-Lippe forscht.", "Technische Hochschule Ostwestfalen-Lippe"),
        ("Die Freiwillige Feuerwehr Kalletal hilft.", "Freiwillige Feuerwehr Kalletal"),
        ("Die Konrad-Adenauer-Stiftung lud ein.", "Konrad-Adenauer-Stiftung"),
        ("Mit der Bertelsmann Stiftung.", "Bertelsmann Stiftung"),
        ("Die Muster Energie GmbH baut.", "Muster Energie GmbH"),
        ("Der Zweckverband Infokom e. V. hilft.", "Zweckverband Infokom e. V."),
        ("Der Verein „Dorfladen Musterdorf“ hilft.", "Dorfladen Musterdorf"),
    ],
)
def test_names_of_a_known_form(text, name, known):
    assert found(text, known, "organisation") == [name]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        (
            "Er kam in den „Innovators Club“ (IC). In den im Jahr 2004 initiierten Zusammenschluss bringt er viel ein.",
            "2004",
        ),
        ("Der 1998 gegründete Verein „Dorfladen Musterdorf“ feiert.", "1998"),
        ("Die Muster Energie GmbH wurde 2001 gegründet.", "2001"),
        ("Das Netzwerk „Ländlich stark“ besteht seit 2010.", "2010"),
    ],
)
def test_since_when(text, year):
    only = thing(text, NONE, "organisation")
    assert only.detail["founded"] == year
    assert any(year in mention.text for mention in only.mentions)


@pytest.mark.parametrize(
    "text",
    [
        "Im Jahr 2004 gab es Streit. Der „Innovators Club“ (IC) tagt.",
        "Der „Innovators Club“ (IC) tagt. Das 1850 gegründete Dorf wächst.",
    ],
)
def test_other_years_are_not_its_own(text):
    assert "founded" not in thing(text, NONE, "organisation").detail


def test_it_is_known_again_in_any_form_and_by_its_abbreviation():
    text = "Der „Innovators Club“ (IC) tagt. Im IC sprach man. Die Arbeit des Innovators Clubs ist gut."
    only = thing(text, NONE, "organisation")
    assert [mention.text for mention in only.mentions] == ["Innovators Club“ (IC)", "IC", "Innovators Clubs"]


def test_an_abbreviation_before_it_is_explained_counts_but_never_inside_a_word():
    text = "DStGB warnt. Der Deutsche Städte- und Gemeindebund (DStGB) will mehr. Das DStGB-Papier."
    only = thing(text, NONE, "organisation")
    assert [mention.text for mention in only.mentions] == ["DStGB", "Deutsche Städte- und Gemeindebund (DStGB)"]


def test_whom_the_network_knows_needs_no_further_sign():
    known = Gazetteer(organisations=(KnownOrganisation("Beispielbund Mitte", "BBM"),))
    facts = find_facts("Im Beispielbund Mitte spricht man darüber.", known)
    assert [(fact.value, fact.detail) for fact in facts] == [("Beispielbund Mitte", {"abbreviation": "BBM"})]
    assert find_facts("Etwas ganz anderes.", known) == ()


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("Deutschen Städte- und Gemeindebundes", "Deutscher Städte- und Gemeindebund"),
        ("Deutsche Umweltstiftung", "Deutsche Umweltstiftung"),
        ("Deutschen Instituts für Urbanistik", "Deutsches Institut für Urbanistik"),
        ("Bundesministerium für Wirtschaft", "Bundesministerium für Wirtschaft"),
        ("Innovators Club", "Innovators Club"),
    ],
)
def test_normal_forms(written, normal):
    assert normal_form(written) == normal
    assert normal_form(normal) == normal


def test_variants_hold_the_name_itself_and_its_inflections():
    forms = set(variants("Deutscher Städte- und Gemeindebund"))
    assert {
        "Deutscher Städte- und Gemeindebund",
        "Deutsche Städte- und Gemeindebund",
        "Deutschen Städte- und Gemeindebundes",
    } <= forms
