"""Texts with marks: no letter is lost, nothing runs, each mark leads to its row."""

import re
from html import unescape

from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.press.queries.drafts import Draft, DraftFact
from ideenschmiede.press.views import marked


def place(start, end):
    return {"start": start, "end": end}


def change(kind, start, end, key="", original=()):
    return {
        "id": key or f"{kind}-{start}",
        "kind": kind,
        "original": [place(*one) for one in original or [(start, end)]],
        "result": place(start, end),
        "before": "",
        "after": "",
        "confidence": 1.0,
        "reason": "",
    }


def spot(start, end, kind="lost_end"):
    where = place(start, end)
    return {"kind": kind, "original": where, "result": where, "text": "", "suggestions": [], "confidence": 0.5}


def fact(key, *spans, kind="person", state="found"):
    return DraftFact(id=key, kind=kind, value=key, spans=spans, state=state)


def words_of(html):
    """What one reads: without the small numbers."""
    return unescape(re.sub(r"<[^>]+>", "", re.sub(r'<a class="press-ref".*?</a>', "", html)))


def test_a_change_is_marked_and_leads_to_its_row():
    html = marked.paragraphs("Der Bürgerbus fährt.", Draft(changes=(change("joined", 4, 13),)))[0].html
    assert '<mark class="press-mark press-mark--joined" title="word joined, hyphen gone">Bürgerbus</mark>' in html
    assert 'href="#aenderung-joined-4"' in html
    assert 'aria-label="Change 1: word joined, hyphen gone"' in html
    assert 'id="stelle-joined-4"' in html


def test_changes_of_white_space_have_no_number():
    draft = Draft(changes=(change("line_end", 3, 4), change("joined", 4, 8)))
    html = marked.paragraphs("Der Bus fährt.", draft)[0].html
    assert "press-mark--line_end" in html
    assert "#aenderung-line_end-3" not in html
    assert ">⁀1</a>" in html


def test_a_fact_is_a_link_to_its_row_and_dropped_ones_are_not_marked():
    draft = Draft(facts=(fact("person-a", (0, 3), (8, 11)), fact("person-b", (4, 7), state="dropped")))
    html = marked.paragraphs("Ina und Ina", draft)[0].html
    assert html.count('href="#angabe-person-a"') == 2
    assert 'id="stelle-person-a-2"' in html
    assert "person-b" not in html


def test_marks_may_lie_in_each_other():
    text = "Erika Mus- ter fährt"
    draft = Draft(
        changes=(change("joined", 6, 14), change("moved", 0, 20)), facts=(fact("p", (0, 14)),), open=(spot(15, 20),)
    )
    html = marked.paragraphs(text, draft)[0].html
    assert words_of(html) == text
    assert 'press-mark--moved press-mark--joined"' in html
    assert 'press-mark--moved press-mark--open"' in html


def test_what_is_written_in_an_article_never_runs():
    text = '<script>alert("x")</script> & <b onclick=1>'
    draft = Draft(changes=(change("joined", 3, 9),), facts=(fact("p", (5, 20)),))
    for html in (marked.paragraphs(text, draft)[0].html, marked.original(text, draft)):
        assert "<script" not in html
        assert "<b " not in html
        assert words_of(html) == text


def test_blocks_are_paragraphs_with_their_roles():
    text = "Titel\n\nText hier.\n\nFoto: X"
    blocks = (
        {"role": "headline", "result": place(0, 5)},
        {"role": "body", "result": place(7, 17)},
        {"role": "credit", "result": place(19, 26)},
    )
    found = marked.paragraphs(text, Draft(blocks=blocks, facts=(fact("p", (3, 9)),)))
    assert [(one.role, one.apart, words_of(one.html)) for one in found] == [
        ("headline", False, "Titel"),
        ("body", False, "Text hier."),
        ("credit", True, "Foto: X"),
    ]


def test_a_clipping_without_a_draft_is_shown_as_it_is():
    assert words_of(marked.paragraphs("Nur Text.", Draft())[0].html) == "Nur Text."


def test_confirmed_facts_have_no_rows():
    html = marked.confirmed("Erika Muster", [(0, 12, "person", "Erika Muster")])
    assert html == '<mark class="press-fact press-fact--person" title="Erika Muster">Erika Muster</mark>'


KINDS = ["joined", "kept", "moved", "columns", "line_end", "spacing", "undoubled"]
SPANS = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: (min(pair), max(pair)))


@given(
    st.text(max_size=40),
    st.lists(st.tuples(st.sampled_from(KINDS), SPANS), max_size=8),
    st.lists(SPANS, max_size=6),
    st.lists(SPANS, max_size=4),
)
def test_whatever_is_marked_no_letter_is_lost(text, changes, facts, spots):
    draft = Draft(
        changes=tuple(change(kind, *span, key=f"{kind}-{n}") for n, (kind, span) in enumerate(changes)),
        facts=tuple(fact(f"f{n}", span) for n, span in enumerate(facts)),
        open=tuple(spot(*span) for span in spots),
    )
    plain = unescape(escape(text))  # carriage returns and the like stay as they are
    assert words_of(marked.original(text, draft)) == plain
    assert "".join(words_of(one.html) for one in marked.paragraphs(text, draft)) == plain
