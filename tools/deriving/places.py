"""Which municipalities exist, what they are called, and which ground is theirs."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from tools.deriving.geometry import Point, Polygon, centre, contains, hectares, kilometres
from tools.deriving.sources import Listed, Settlement, Shape

KINDS = {
    "St": "Stadt",
    "GKSt": "Stadt",
    "M": "Markt",
    "krsfr. Stadt": "Stadt",
    "krfr. Stadt": "Stadt",
    "Stadtkreis": "Stadt",
}
WANTED_KINDS = {"Stadt", "Markt", "Flecken", "Hansestadt", "Landeshauptstadt", "Lutherstadt", "Universitätsstadt"}


@dataclass(frozen=True)
class Municipality:
    """A municipality with the ground that is known to be its own."""

    key: str
    name: str
    kind: str
    polygons: list[Polygon]
    area: float  # hectares, 0 where unknown
    centre: Point | None


def follow_new_keys(listed: dict[str, Listed], settlements: Iterable[Settlement]) -> dict[str, Listed]:
    """The list still has a few keys from before a merger. GeoNames knows some of the new ones: a key that the list
    lacks, on settlements that have the names of listed places (in the same Land) whose own keys GeoNames no longer
    has. The largest of these settlements gives the new municipality its name."""
    settlements = sorted(settlements, key=lambda one: -one.population)
    used = {settlement.key for settlement in settlements}
    by_name = {(entry.name, key[:2]): key for key, entry in listed.items() if key not in used}
    result = dict(listed)
    for settlement in settlements:
        before = by_name.get((settlement.name, settlement.key[:2]))
        if settlement.key not in listed and before in result:
            result.setdefault(settlement.key, result.pop(before))
    return dict(sorted(result.items()))


def kind_of(listed: Listed, regional: str) -> str:
    """Stadt, Markt, Landeshauptstadt …: what the regional statistics add to the name, else what the list says."""
    addition = re.sub(r"\s*\(.*\)$", "", regional.rpartition(", ")[2]) if ", " in regional else ""
    addition = KINDS.get(addition, addition)
    return addition if addition in WANTED_KINDS else ("Stadt" if listed.kind == "Stadt" else "")


def rename_old(listed: dict[str, Listed], shapes: Iterable[Shape]) -> dict[str, str]:
    """Old key → new key of shapes that only changed it (a reform of Kreise): one name, one Land, both unmatched."""
    shapes = list(shapes)
    drawn = {shape.key for shape in shapes}
    waiting: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for key, entry in listed.items():
        if key not in drawn:
            waiting[entry.name, key[:2]].append(key)
    gone = [shape for shape in shapes if shape.key not in listed]
    times = Counter((shape.name, shape.key[:2]) for shape in gone)
    return {
        shape.key: waiting[shape.name, shape.key[:2]][0]
        for shape in gone
        if times[shape.name, shape.key[:2]] == 1 and len(waiting[shape.name, shape.key[:2]]) == 1
    }


def absorbed_by(shape: Shape, settlements: Iterable[Settlement], listed: dict[str, Listed]) -> str | None:
    """The municipality that took in a dissolved one: the key that most of the settlements on its ground now carry."""
    xs = [x for polygon in shape.polygons for x, _ in polygon[0]]
    ys = [y for polygon in shape.polygons for _, y in polygon[0]]
    votes = Counter(
        settlement.key
        for settlement in settlements
        if settlement.key in listed
        and settlement.key[:2] == shape.key[:2]
        and min(xs) <= settlement.point[0] <= max(xs)
        and min(ys) <= settlement.point[1] <= max(ys)
        and contains(shape.polygons, settlement.point)
    )
    return min(votes, key=lambda key: (-votes[key], key)) if votes else None


def municipalities(
    listed: dict[str, Listed],
    regional: dict[str, str],
    shapes: list[Shape],
    settlements: list[Settlement],
) -> tuple[list[Municipality], dict[str, str]]:
    """All municipalities, sorted by key, and old key → present key for every shape that could be placed."""
    moved = rename_old(listed, shapes)
    ground: defaultdict[str, list[Polygon]] = defaultdict(list)
    for shape in shapes:
        if shape.key not in listed and shape.key not in moved and shape.kind != "Gemeindefreies Gebiet":
            heir = absorbed_by(shape, settlements, listed)
            if heir:
                moved[shape.key] = heir
        key = shape.key if shape.key in listed else moved.get(shape.key)
        if key:
            ground[key] += shape.polygons
    fallback = _settlement_points(settlements)
    found = []
    for key, entry in sorted(listed.items()):
        parts = ground.get(key, [])
        middle = centre(parts) if parts else fallback.get(key)
        kind = kind_of(entry, regional.get(key, ""))
        found.append(Municipality(key, entry.name, kind, parts, hectares(parts), middle))
    return found, moved


def _settlement_points(settlements: list[Settlement]) -> dict[str, Point]:
    """AGS → position of its largest settlement, for places without a shape."""
    largest: dict[str, Settlement] = {}
    for settlement in settlements:
        if settlement.population >= getattr(largest.get(settlement.key), "population", -1):
            largest[settlement.key] = settlement
    return {key: settlement.point for key, settlement in largest.items()}


def near(place: Municipality, settlement: Settlement) -> bool:
    """Whether a settlement can lie in this municipality: GeoNames has some wrong codes, hundreds of kilometres away."""
    if place.centre is None or not place.area:
        return True
    radius = (place.area / 100 / 3.1416) ** 0.5
    return kilometres(place.centre, settlement.point) <= 2.5 * radius + 2
