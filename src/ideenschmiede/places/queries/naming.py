"""From what people write about a place to the place of the register."""

import re

from ideenschmiede.places.models import Level, Place, fold
from ideenschmiede.places.queries.directory import Directory, Entry, directory
from ideenschmiede.places.queries.search import resolve

KEY_IN_BRACKETS = re.compile(r".*\((\d{2,9})\)")
TITLE = re.compile(
    r"^(?:hansestadt|landeshauptstadt|freie und hansestadt|stadt|gemeinde|markt)\s+(?=\S)|,.*$", re.IGNORECASE
)


def find_place(text: str) -> tuple[Place | None, list[str]]:
    """The one place that `text` means, or None with labels of what it might mean.

    Reads what `written_place` wrote, a place that was dissolved included. At most three queries.
    """
    if not text.strip():
        return None, []
    if match := KEY_IN_BRACKETS.fullmatch(text):
        return Place.objects.filter(key=match[1]).first(), []
    found = resolve(text)
    if found.entry is not None:
        return Place.objects.get(pk=found.entry.pk), []
    return None, [entry.label for entry in found.entries[:6]]


def written_place(place: Place) -> str:
    """A text that `find_place` reads back as exactly this place."""
    entry = directory().by_pk.get(place.pk)
    if entry is not None and resolve(entry.label).entry == entry:
        return entry.label
    return f"{place.name} ({place.key})"


def where_is(place: Place, places: Directory) -> str:
    """ "Kreis Lippe, Nordrhein-Westfalen"; nothing for a Land and for a place that was dissolved."""
    entry = places.by_pk.get(place.pk)
    return entry.where if entry is not None else ""


def place_id(places: Directory, text: str) -> int | None:
    """The id of the one place that a cell of a table means, exactly; None where there is none or more than one.

    No guessing as in `find_place`: nobody looks at each of ten thousand rows.
    """
    written = text.strip()
    for key in (written, written.removesuffix("000"), written.removesuffix("000000")):
        if key.isdigit() and key in places.by_key:
            return places.by_key[key].pk
    for name in (written, TITLE.sub("", written)):
        found = _named(places, fold(name))
        if len(found) == 1:
            return found[0].pk
    labelled = [one for one in _named(places, fold(written.partition("(")[0])) if fold(one.label) == fold(written)]
    return labelled[0].pk if len(labelled) == 1 else None


def _named(places: Directory, folded: str) -> list[Entry]:
    """Of places with the same name, self-governing municipalities come before all others."""
    found = [places.searched[position] for position in places.by_name.get(folded, ())]
    return [one for one in found if one.self_governing and one.level == Level.MUNICIPALITY] or found


def land_names() -> dict[str, str]:
    """Key of two digits → name, of all Länder that the register has."""
    return {land.key: land.name for land in directory().lands}
