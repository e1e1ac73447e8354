"""What becomes of a hyphen at the end of a line."""

import pytest

from ideenschmiede.cores.german.mending import mend
from ideenschmiede.cores.german.mending.hyphens import break_between, decide, half_word
from ideenschmiede.cores.german.mending.vocabulary import own_words


def mended(halves: str, rest: str = "") -> str:
    return mend("Am Montag kam " + halves.replace("|", "\n") + " zur Sprache." + rest).text


@pytest.mark.parametrize(
    ("halves", "whole"),
    [
        ("auf-|zuzeigen", "aufzuzeigen"),
        ("Ge-|meinde", "Gemeinde"),
        ("Verwal-|tungen", "Verwaltungen"),
        ("beispiels-|weise", "beispielsweise"),
        ("Garten-|bauverein", "Gartenbauverein"),
        ("Bürgermeiste-|rin", "Bürgermeisterin"),
        ("Wodko-|witsch", "Wodkowitsch"),
        ("Kür-|bis", "Kürbis"),
        ("GEMEIN-|DERAT", "GEMEINDERAT"),
        ("HY-|DROSOLARWERKER", "HYDROSOLARWERKER"),
        ("Bürger-|Innen", "BürgerInnen"),
        ("Ash-|man", "Ashman"),
        ("stromab-|wärts", "stromabwärts"),
        ("Luzer-|ner", "Luzerner"),
        ("unverrück-|bares", "unverrückbares"),
        ("Rhein-Sieg-Krei-|ses", "Rhein-Sieg-Kreises"),
        ("ge-|worden", "geworden"),
        ("inne-|hatte", "innehatte"),
        ("Wohlhaben-|den", "Wohlhabenden"),
        ("berufsbilden-|den", "berufsbildenden"),
        ("zeitge-|mäß", "zeitgemäß"),
        ("welt-|weit", "weltweit"),
        ("Nor-|mandie", "Normandie"),
        ("Nor-|man", "Norman"),
        ("pikti-|schen", "piktischen"),
        ("On-|line", "Online"),
        ("wiederauf-|gebaute", "wiederaufgebaute"),
        ("Warä-|gern", "Warägern"),
    ],
    ids=ascii,
)
def test_broken_words_are_joined(halves, whole):
    assert whole in mended(halves)


@pytest.mark.parametrize(
    ("halves", "whole"),
    [
        ("Rhein-|Sieg-Kreis", "Rhein-Sieg-Kreis"),
        ("Müller-|Lüdenscheidt", "Müller-Lüdenscheidt"),
        ("Baden-|Baden", "Baden-Baden"),
        ("E-|Mail", "E-Mail"),
        ("CO2-|neutral", "CO2-neutral"),
        ("2022-|2023", "2022-2023"),
        ("10-|jährige", "10-jährige"),
        ("EU-|weite", "EU-weite"),
        ("CDU-|FDP", "CDU-FDP"),
        ("rot-|grüne", "rot-grüne"),
        ("Ad-|hoc-Ausschuss", "Ad-hoc-Ausschuss"),
        ("Start-|up", "Start-up"),
        ("Know-|how", "Know-how"),
        ("Mund-|zu-Mund-Propaganda", "Mund-zu-Mund-Propaganda"),
        ("Vor-|Ort-Termin", "Vor-Ort-Termin"),
        ("deutsch-|französische", "deutsch-französische"),
        ("kWh-|Preis", "kWh-Preis"),
        ("3rd-|and", "3rd-and"),
        ("80er-|jahre", "80er-jahre"),
    ],
    ids=ascii,
)
def test_hyphens_that_belong_to_the_word_stay(halves, whole):
    assert whole in mended(halves)


@pytest.mark.parametrize(
    ("halves", "whole"),
    [
        ("Bildungs-|und Kulturarbeit", "Bildungs- und Kulturarbeit"),
        ("Haupt-|sowie Nebenamt", "Haupt- sowie Nebenamt"),
        ("Vor-|bis Nachmittag", "Vor- bis Nachmittag"),
        ("Klima-|(und Umwelt-)schutz", "Klima- (und Umwelt-)schutz"),
    ],
    ids=ascii,
)
def test_suspended_hyphens_get_a_blank(halves, whole):
    assert whole in mended(halves)


@pytest.mark.parametrize("end", ["-", "\u00ad", "¬", "‐", "- ", "-\t", "-\r"], ids=ascii)
def test_all_hyphens_that_printers_use(end):
    assert mend(f"Im Rat der Ge{end}\nmeinde").text == "Im Rat der Gemeinde"


@pytest.mark.parametrize("gap", ["\n", "\r\n", "\n\n", "\f", "\n   \n", "\u2028"], ids=ascii)
def test_all_line_ends(gap):
    assert (
        mend(f"Gestern tagte der Rat der Ge-{gap}meinde Musterau.").text
        == "Gestern tagte der Rat der Gemeinde Musterau."
    )


def test_soft_hyphens_inside_a_line_vanish():
    assert mend("Die Ge\u00admein\u00adde").text == "Die Gemeinde"


def test_a_dash_is_no_hyphen():
    assert mend("Gemeinsam gestalten wir sie –\nzum Wohle der Menschen").text.count("– zum") == 1
    assert half_word("gestalten -") is None


def test_the_text_itself_knows_best():
    assert "Hinter-Tupf" in mended("Hinter-|Tupf", " In Hinter-Tupf ist man froh.")
    assert "zickzackig" in mended("zick-|zackig", " Alles war zickzackig.")
    assert "ober-unter" in mended("ober-|unter", " So ober-unter ging es zu.")


@pytest.mark.parametrize("halves", ["einbrin-|Im Klub", "beispiels-|es will", "Zusammenar-|Der Rat"], ids=ascii)
def test_what_makes_no_word_is_not_joined(halves):
    result = mend(halves.replace("|", "\n\n") + " tagte.")
    half = halves.split("|")[0]
    assert half in result.text
    assert [spot.text for spot in result.open if spot.kind == "lost_end"] == [half]


def test_what_a_lost_word_may_have_been_is_suggested_but_not_written():
    result = mend("Der Rat will das Vorhaben voranbri-\n\nDie Sitzung endete spät.")
    assert "voranbri-" in result.text
    assert result.open[0].suggestions == ("voranbringen",)


@pytest.mark.parametrize(
    ("halves", "whole"),
    [
        ("Bereit-|bereitschaft", "Bereitschaft"),
        ("Bereit-|Bereitschaft", "Bereitschaft"),
        ("Gemein-|meinde", "Gemeinde"),
        ("zusammen-|zusammenarbeiten", "zusammenarbeiten"),
    ],
    ids=ascii,
)
def test_doubled_halves(halves, whole):
    result = mend("Er erklärte seine " + halves.replace("|", "\n") + ".")
    assert result.text == f"Er erklärte seine {whole}."
    assert [change.kind for change in result.changes] == ["undoubled"]


def test_a_name_that_stands_twice_is_not_doubled():
    assert mend("In Baden-\nBaden tagte der Rat.").text == "In Baden-Baden tagte der Rat."


def test_a_break_needs_a_word_before_it():
    assert break_between("und -", "so", soft=False) is None
    found = break_between("(Rhein-Krei-", "ses.")
    assert found is not None
    assert (found.token, found.left, found.mark, found.right, found.after) == ("(Rhein-Krei", "Krei", "-", "ses", ".")
    assert decide(found, own_words([])) is not None


@pytest.mark.parametrize("halves", ["Benja-|klärten", "Demokra-|bestimmen", "kli-|erzeugt"], ids=ascii)
def test_the_beginning_of_a_word_and_a_whole_other_word_are_not_joined(halves):
    text = "Am Montag kam die " + halves.replace("|", "\n") + " zur Sprache."
    found = mend(text)
    assert halves.replace("|", "") not in found.text
    assert halves.replace("-|", "") not in found.text
    assert "lost_end" in {spot.kind for spot in found.open}
