"""What mending promises of every text: the letters stay, the map is true, every change can be taken back."""

from collections import Counter

from ideenschmiede.cores.german.mending import Mended, Place, mend


def letters(text: str) -> Counter[str]:
    return Counter(sign for sign in text if sign.isalnum())


def of(text: str, place: Place) -> str:
    return text[place.start : place.end]


def taken_out(mended: Mended) -> Counter[str]:
    """Letters that changes of kind undoubled took out."""
    out: Counter[str] = Counter()
    for change in mended.changes:
        if change.kind == "undoubled":
            out += letters(change.before) - letters(change.after)
    return out


def check(text: str) -> Mended:
    """Assert all of it for one text."""
    mended = mend(text)
    check_result(mended, text)
    everything = [change.id for change in mended.changes]
    assert len(set(everything)) == len(everything)
    back = mend(text, rejected=everything)
    assert back.text == text
    assert not back.changes
    return mended


def check_result(mended: Mended, text: str) -> None:
    assert mended.original == text
    assert letters(mended.text) + taken_out(mended) == letters(text)
    covered = list(mended.text)
    for piece in mended.pieces:
        end = piece.at + piece.end - piece.start
        assert mended.text[piece.at : end] == text[piece.start : piece.end] != ""
        covered[piece.at : end] = " " * (end - piece.at)
    assert "".join(covered).replace("\xad", " ").strip() == ""
    for change in mended.changes:
        assert 0 <= change.confidence <= 1
        assert change.before == " … ".join(of(text, place) for place in change.original)
        assert change.after == of(mended.text, change.result)
    for spot in mended.open:
        assert of(text, spot.original) == spot.text
        assert of(mended.text, spot.result).split() != []
    for block in mended.blocks:
        assert of(mended.text, block.result).strip()
