"""Maps of Germany as SVG: pure functions from positions to coordinates of the picture. Other apps draw with them, too.

Lambert's conformal conic projection with standard parallels 48°40' and 52°40', as on German official maps (Snyder, Map
Projections, 1987, sphere, formulas 15-1 to 15-4). Outlines: see data/README.md.
"""

import json
import lzma
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

SOUTH, NORTH = math.radians(48 + 2 / 3), math.radians(52 + 2 / 3)
MIDDLE = (51.0, 10.5)  # latitude, longitude of the picture's middle
EARTH = 6371.0  # kilometres
GRID = 1000  # outlines are in thousandths of a degree
WIDTH, HEIGHT = 660.0, 900.0  # kilometres, and units of the picture: one unit is one kilometre
LEFT, TOP = -332.0, -468.0  # where the picture begins, in kilometres from the middle

_CONE: float = math.log(math.cos(SOUTH) / math.cos(NORTH)) / math.log(
    math.tan(math.pi / 4 + NORTH / 2) / math.tan(math.pi / 4 + SOUTH / 2)
)
_FACTOR: float = math.cos(SOUTH) * math.tan(math.pi / 4 + SOUTH / 2) ** _CONE / _CONE


@dataclass(frozen=True)
class Shape:
    """An outline: the key of its Land or Kreis, and the `d` of an SVG path (fill-rule evenodd)."""

    key: str
    path: str


@dataclass(frozen=True)
class Dot:
    """A place on the map."""

    x: float
    y: float
    label: str


def _distance_from_pole(latitude: float) -> float:
    return EARTH * _FACTOR * math.pow(math.tan(math.pi / 4 + math.radians(latitude) / 2), -_CONE)


_POLE = _distance_from_pole(MIDDLE[0])


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Degrees → x, y in the picture: 0–660 from west to east, 0–900 from north to south."""
    radius, angle = _distance_from_pole(latitude), _CONE * math.radians(longitude - MIDDLE[1])
    x, y = radius * math.sin(angle), radius * math.cos(angle) - _POLE
    return round(x - LEFT, 1), round(y - TOP, 1)


def dot(latitude: float | None, longitude: float | None, label: str) -> Dot | None:
    """A dot for a place, None when its position is not known."""
    if latitude is None or longitude is None:
        return None
    return Dot(*project(latitude, longitude), label)


@cache
def lands() -> tuple[Shape, ...]:
    """The outlines of the 16 Länder."""
    return tuple(Shape(key, _path(rings)) for key, rings in sorted(_outlines()["laender"].items()))


@cache
def kreis(key: str) -> Shape | None:
    """The outline of one Kreis, None for one that has none."""
    rings = _outlines()["kreise"].get(key)
    return Shape(key, _path(rings)) if rings else None


@cache
def land(key: str) -> Shape | None:
    """The outline of one Land, None for one that has none."""
    return next((shape for shape in lands() if shape.key == key), None)


def in_words(latitude: float, longitude: float) -> tuple[str, str]:
    """Where a point lies in Germany, as ("north" | "middle" | "south", "west" | "middle" | "east")."""
    x, y = project(latitude, longitude)
    across = "west" if x < WIDTH / 3 else "east" if x > WIDTH * 2 / 3 else "middle"
    down = "north" if y < HEIGHT / 3 else "south" if y > HEIGHT * 2 / 3 else "middle"
    return down, across


@cache
def _outlines() -> dict[str, dict[str, list[list[int]]]]:
    packed = resources.files("ideenschmiede.places").joinpath("data/outlines.json.xz").read_bytes()
    outlines: dict[str, dict[str, list[list[int]]]] = json.loads(lzma.decompress(packed))
    return outlines


def _path(rings: Iterable[Sequence[int]]) -> str:
    return "".join(_ring(ring) for ring in rings)


def _ring(ring: Sequence[int]) -> str:
    """A ring (first point, then differences) as a closed path in whole units."""
    x = y = 0
    points: list[str] = []
    for step_x, step_y in zip(ring[::2], ring[1::2], strict=True):
        x, y = x + step_x, y + step_y
        east, south = project(y / GRID, x / GRID)
        point = f"{east:.0f} {south:.0f}"
        if not points or points[-1] != point:
            points.append(point)
    return f"M{'L'.join(points)}Z"
