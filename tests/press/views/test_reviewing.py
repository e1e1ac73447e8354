"""The parts of the review: rows of changes, torn pieces and open spots, as the page shows them."""

import pytest
from django.utils import timezone

from ideenschmiede.press.models import Clipping
from ideenschmiede.press.queries.drafts import Draft
from ideenschmiede.press.views.reviewing import MOST_ROWS

pytestmark = pytest.mark.django_db
TEXT = "Der Bürger-\nbus fährt."


def place(start, end):
    return {"start": start, "end": end}


def change(kind, number, **more):
    return {
        "id": f"{kind}-{number}",
        "kind": kind,
        "original": [place(4, 15)],
        "result": place(4, 13),
        "before": "Bürger-\nbus",
        "after": "Bürgerbus",
        "confidence": 0.99,
        "reason": "word_list",
        **more,
    }


def piece(**more):
    candidates = [
        {"id": "place-4-20", "original_end": 20, "behind": "am Ende", "confidence": 0.8, "reason": "grammar"},
    ]
    return {"original": place(4, 15), "text": "Bürger-\nbus", "candidates": candidates, "change": None, **more}


@pytest.fixture
def page(client, office):
    client.force_login(office)

    def show(draft, **values):
        now = timezone.now()
        clipping = Clipping.objects.create(
            kind="paste",
            sha256="a" * 64,
            original=TEXT,
            mended="Der Bürgerbus fährt.",
            title="Bus",
            draft=draft.dump(),
            created_at=now,
            changed_at=now,
            **values,
        )
        return client.get(f"/presse/ausschnitte/{clipping.pk}/").text

    return show


def test_a_change_says_what_it_did_and_how_sure(page):
    text = page(Draft(changes=(change("joined", 4),)))
    assert "<del>Bürger-⏎bus</del>" in text
    assert "<ins>Bürgerbus</ins>" in text
    assert "(sure)" in text
    assert 'name="zurueck" value="joined-4"' in text
    assert 'id="aenderung-joined-4"' in text


def test_what_was_only_moved_is_not_said_twice(page):
    text = page(Draft(changes=(change("moved", 4, before="ein Stück", after="ein Stück"),)))
    assert "<del>" not in text
    assert "<ins>ein Stück</ins>" in text


def test_changes_of_letters_are_open_those_of_white_space_are_not(page):
    text = page(Draft(changes=(change("line_end", 1), change("joined", 4))))
    assert text.index("word joined") < text.index("line end became")
    assert text.count('kern-accordion" open') == 1


def test_many_of_a_kind_are_counted_and_can_all_be_taken_back(page):
    text = page(Draft(changes=tuple(change("line_end", n) for n in range(MOST_ROWS + 3))))
    assert text.count('name="zurueck" value="line_end-') == MOST_ROWS
    assert "3 more of this kind are not listed" in text
    assert 'name="zurueck_art" value="line_end"' in text


def test_what_was_taken_back_shows_where(page):
    text = page(Draft(), rejected=["joined-8", "kept-99999", "unknown"])
    assert "word joined, hyphen gone: … Der Bürger-⏎bus fährt. …" in text
    assert text.count('name="wieder"') == 3
    assert "Apply all again" in text


def test_nothing_to_mend(page):
    text = page(Draft())
    assert "Nothing had to be mended" in text
    assert "No facts were found" in text
    assert 'id="stuecke"' not in text


def test_open_spots_with_what_they_may_have_been(page):
    spot = {"kind": "lost_end", "original": place(4, 9), "result": place(4, 9), "text": "einbrin-", "confidence": 0.95}
    text = page(Draft(open=({**spot, "suggestions": ["einbringen"]},)))
    assert "einbrin-" in text
    assert "the end is missing (sure)" in text
    assert "Perhaps: einbringen" in text


@pytest.mark.parametrize(
    ("one", "values", "chosen"),
    [
        (piece(), {}, ""),
        (piece(change="moved-4"), {}, "auto"),
        (piece(change="moved-4"), {"rejected": ["moved-4"]}, ""),
        (piece(change="moved-4"), {"rejected": ["moved-4"], "placed": {"4": "place-4-20"}}, "place-4-20"),
        (piece(), {"placed": {"4": "place-4-20"}}, "place-4-20"),
        (piece(change="moved-4"), {"rejected": ["moved-4"], "placed": {"4": ""}}, ""),
    ],
    ids=["open", "moved", "taken-back", "elsewhere", "by-hand", "left-open"],
)
def test_a_torn_piece_and_where_it_is_now(page, one, values, chosen):
    text = page(Draft(proposals=(one,)), **values)
    assert text.count(" checked>") == 1
    assert f'value="{chosen}" checked>' in text
    assert "behind “… am Ende” (probable)" in text


def test_captions_stand_apart(page):
    blocks = ({"role": "caption", "result": place(0, 20)},)
    text = page(Draft(blocks=blocks))
    assert "press-apart" in text
    assert "Caption" in text
