import pytest

from ideenschmiede.cores.german.analysis import terms
from ideenschmiede.cores.german.lexicon import curated
from ideenschmiede.cores.german.synonyms import synonyms


def found(text):
    return {synonym.term for synonym in synonyms(terms(text))}


GROUPS = curated("synonyms")["groups"]


def test_the_list_is_long_enough_and_tidy():
    assert len(GROUPS) >= 150
    for group in GROUPS:
        assert len(group) >= 2, group
        assert len(set(group)) == len(group), group
        assert all(terms(phrase) for phrase in group), group


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Arzt", "Mediziner"),
        ("Ärztemangel", "Unterversorgung"),
        ("Fernwärme", "Wärmenetz"),
        ("Nahwärme", "Fernwärme"),
        ("Ladesäulen", "Ladeinfrastruktur"),
        ("Bürgerbeteiligung", "Partizipation"),
        ("Breitband", "Glasfaser"),
        ("schnelles Internet", "Glasfaser"),
        ("Leerstand", "Leerstandsmanagement"),
        ("ÖPNV", "Linienbus"),
        ("Rufbus", "Anrufsammeltaxi"),
        ("Kita", "Kindergarten"),
        ("Kindertagesstätten", "Kita"),
        ("Feuerwehr", "Brandschutz"),
        ("Starkregen", "Hochwasser"),
        ("Photovoltaik", "Solar"),
        ("Onlinedienste", "Digitalisierung"),
        ("Nachfolger", "Übergabe"),
        ("Freibad", "Schwimmbad"),
        ("Müll", "Abfall"),
    ],
)
def test_words_of_town_halls(text, other):
    assert terms(other)[0] in found(text)


def test_a_phrase_needs_all_its_words():
    assert terms("Glasfaser")[0] not in found("schnelles Auto")


def test_a_phrase_counts_as_its_words():
    shares = {synonym.term: synonym.share for synonym in synonyms(terms("Glasfaser")[:1])}
    assert shares[terms("Breitband")[0]] == 1
    assert shares["internet"] == 0.5


def test_unknown_words_have_none():
    assert list(synonyms(["qwertz"])) == []
    assert list(synonyms([])) == []
