"""From a broken page to a mended one: the clipping that began it all, and others that were made for this."""

import pytest

from ideenschmiede.cores.german.mending import Mended, mend

from .letters import check, of

PAGE = """Mehr Platz für Kinder
Neue Tagesstätte in Musterau eröffnet

Musterau. Die Gemeinde Musterau hat am Freitag ihre neue
Kindertagesstätte eröffnet. Bürgermeisterin Erika Probst
lobte die gute Zusammenarbeit mit den Eltern, die sich mit viel
Geduld und eigener Hände Arbeit am Bau be-

Der Rat hatte den Bau vor zwei Jahren beschlossen. Er
kostete 2,3 Millionen Euro, von denen das Land gut die
Hälfte übernahm.

Foto: Gem. Musterau / E. Probst

teiligt hatten.

Von Max Unbekannt

14.03.2023
"""


def roles(mended: Mended) -> list[tuple[str, str]]:
    return [(block.role, of(mended.text, block.result).split()[0]) for block in mended.blocks]


def test_a_page_is_put_together():
    mended = check(PAGE)
    assert "am Bau beteiligt hatten.\n\n" in mended.text
    assert "hat am Freitag ihre neue Kindertagesstätte eröffnet." in mended.text
    moved = [change for change in mended.changes if change.kind == "moved"]
    assert len(moved) == 1
    assert moved[0].confidence > 0.7
    assert not mended.open


def test_the_move_and_the_join_can_be_taken_back():
    mended = mend(PAGE)
    for change in mended.changes:
        if change.kind in ("moved", "joined"):
            assert "am Bau beteiligt" not in mend(PAGE, rejected=[change.id]).text


def test_blocks_have_roles():
    found = roles(mend(PAGE))
    assert found[0] == ("headline", "Mehr")
    assert found[-3:] == [("credit", "Foto:"), ("byline", "Von"), ("date", "14.03.2023")]
    assert {role for role, _ in found[1:-3]} <= {"subhead", "body"}


def test_every_letter_is_found_in_both_directions():
    mended = mend(PAGE)
    at = mended.text.index("beteiligt")
    original = mended.to_original(at, at + len("beteiligt"))
    assert [of(PAGE, place) for place in original] == ["be", "teiligt"]
    assert [of(mended.text, place) for place in mended.to_result(original[1].start, original[1].end)] == ["teiligt"]
    joined = next(change for change in mended.changes if change.kind == "joined")
    assert (joined.before, joined.after) == ("be- … teiligt", "beteiligt")
    assert len(joined.original) == 2


def test_a_fragment_without_a_place_stays_open():
    mended = mend("Der Rat tagte am Montag.\n\nlich und ohne Ergebnis in der")
    assert {"lost_beginning", "lost_end", "unplaced_fragment"} == {spot.kind for spot in mended.open}


def test_a_proposal_that_is_not_sure_can_be_accepted():
    text = (
        "Es kamen viele Gäste, auch aus\n\nDer Rat tagte am Montag. Er beriet lange über die\n\n"
        "Neubauten des Jahres.\n\nMusterau und Umgebung."
    )
    mended = mend(text)
    waiting = [p for p in mended.proposals if p.candidates]
    assert waiting
    candidate = waiting[-1].candidates[-1]
    accepted = mend(text, accepted=[candidate.id])
    assert of(text, waiting[-1].original) == waiting[-1].text
    at = accepted.to_result(candidate.original_end - 1, candidate.original_end)[0].end
    first = accepted.to_result(waiting[-1].original.start, waiting[-1].original.start + 1)[0].start
    assert accepted.text[at:first].strip() == ""


def test_nothing_is_joined_that_no_word_list_knows():
    mended = mend("Er wollte das Geld einbrin-\n\nIm Rat gab es Streit.\n\nwaltungen zu integrieren, war sein Ziel.")
    assert "einbrinwaltungen" not in mended.text


def test_lines_are_one_paragraph_and_blank_lines_part_them():
    text = "Der Rat tagte gestern lange und\nberiet über den Haushalt des Jahres.\n\nDie Sitzung endete spät."
    assert mend(text).text.count("\n\n") == 1
    assert "lange und beriet" in mend(text).text


def test_a_sentence_goes_on_across_a_blank_line():
    text = "Themen sind Bildung, Klima,\n\nEnergie und Verkehr. Das ist viel."
    assert mend(text).text == "Themen sind Bildung, Klima, Energie und Verkehr. Das ist viel."


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Fotos: Gem. KA / M. Muster", "credit"),
        ("(Foto: privat)", "credit"),
        ("© Stadt Musterau", "credit"),
        ("Von Erika Probst", "byline"),
        ("13.02.2022", "date"),
        ("Musterauer Bote, 3. April 2021", "date"),
        ("Bürgermeisterin Erika Probst (l.) und Rektor Max Unbekannt vor der Schule.", "caption"),
        (
            "A woman in a dark jacket is standing in front of the town hall, smiling at the camera.",
            "picture_description",
        ),
        ("Der Rat der Gemeinde hat gestern getagt.", "body"),
    ],
    ids=lambda value: ascii(value)[:30],
)
def test_roles(text, role):
    below = "Der Rat tagte gestern bis in die Nacht. Er beriet über den Haushalt."
    mended = mend(f"{below}\n\n{text}\n\n{below}")
    assert [block.role for block in mended.blocks] == ["body", role, "body"]


def test_a_misread_word_is_marked_and_left_as_it_is():
    mended = mend(
        "Die Gerneinde hat Geld. In Kalletal freut man sich, Kalletal ist froh, Kalletal. Kallelats Rat tagte."
    )
    assert {spot.text: spot.suggestions for spot in mended.open} == {
        "Gerneinde": ("Gemeinde",),
        "Kallelats": ("Kalletals",),
    }
    assert "Gerneinde" in mended.text


def test_undamaged_text_stays():
    text = "Über dem Text\n\nDer Rat tagte. Es ging um E-Mails, um Natur- und Umweltschutz.\n\nAlle stimmten zu.\n"
    mended = mend(text)
    assert mended.text == text
    assert not mended.changes


@pytest.mark.shared
def test_the_clipping_that_began_it_all(seed_clipping):
    mended = check(seed_clipping)
    assert "Zivilgesellschaft zu entwickeln." in mended.text
    assert "habe daher seine Bereitschaft." in mended.text
    assert "wie Bildung, Klima, Energie, Stadtentwicklung" in mended.text
    assert [spot.text for spot in mended.open if spot.kind == "lost_end"][:2] == ["einbrin-", "beispiels-"]
    assert "waltungen" in {spot.text for spot in mended.open if spot.kind == "lost_beginning"}
    assert ("Kallelats", ("Kalletals",)) in {(spot.text, spot.suggestions) for spot in mended.open}
    found = {role: start for role, start in roles(mended) if role != "body"}
    assert found == {
        "headline": "Neue", "subhead": "Nachhaltig", "credit": "Fotos:", "picture_description": "A",
        "byline": "Wodkowitsch", "date": "13.02.2022",
    }  # fmt: skip
    assert not any(change.kind == "joined" for change in mended.changes)


def test_an_open_half_is_first_looked_for_in_the_text_itself():
    text = "Der Kreis hilft, beispielsweise mit Geld.\n\nAuch das Land hilft, wie beispiels-\n\nDie Gemeinde dankt."
    spot = next(one for one in mend(text).open if one.text == "beispiels-")
    assert spot.suggestions == ("beispielsweise",)
