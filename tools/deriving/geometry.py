"""Areas and centres on the ellipsoid, points in polygons. Coordinates: (longitude, latitude), degrees, WGS 84."""

import itertools
import math
from collections.abc import Iterable, Sequence

Point = tuple[float, float]
Ring = list[Point]
Polygon = list[Ring]  # the outer ring, then its holes; the last point repeats the first

RADIUS = 6378137.0
SQUARED_ECCENTRICITY = 0.00669437999014
KM_PER_DEGREE = 111.2


def polygons(geometry: dict) -> list[Polygon]:
    """The polygons of a GeoJSON Polygon or MultiPolygon."""
    found = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [[[(x, y) for x, y, *_ in ring] for ring in polygon] for polygon in found]


def _authalic(latitude: float) -> float:
    """q(φ) / 2: heights of the cylindrical equal-area projection (Snyder, Map Projections, 1987, formula 3-12)."""
    sine, e = math.sin(math.radians(latitude)), math.sqrt(SQUARED_ECCENTRICITY)
    logarithm = math.log((1 - e * sine) / (1 + e * sine)) / (2 * e)
    return (1 - SQUARED_ECCENTRICITY) * (sine / (1 - SQUARED_ECCENTRICITY * sine * sine) - logarithm) / 2


def _moments(ring: Ring) -> tuple[float, float, float]:
    """Signed area in m² and its first moments, of a closed ring on the equal-area plane."""
    plane = [(RADIUS * math.radians(x), RADIUS * _authalic(y)) for x, y in ring]
    x0, y0 = plane[0]
    area = first = second = 0.0
    for (ax, ay), (bx, by) in itertools.pairwise(plane):
        cross = (ax - x0) * (by - y0) - (bx - x0) * (ay - y0)
        area += cross / 2
        first += cross * (ax + bx - 2 * x0) / 6
        second += cross * (ay + by - 2 * y0) / 6
    return area, first + area * x0, second + area * y0


def hectares(parts: Iterable[Polygon]) -> float:
    """The area of polygons without their holes, in hectares."""
    total = 0.0
    for outer, *holes in parts:
        total += abs(_moments(outer)[0]) - sum(abs(_moments(hole)[0]) for hole in holes)
    return total / 10_000


def centre(parts: Sequence[Polygon]) -> Point:
    """The centroid of the largest polygon."""
    outer = max((part[0] for part in parts), key=lambda ring: abs(_moments(ring)[0]))
    area, first, second = _moments(outer)
    longitude, height = math.degrees(first / area / RADIUS), second / area / RADIUS
    low, high = 40.0, 60.0
    for _ in range(40):  # the projection has no closed inverse; bisection to 1e-11 degrees
        middle = (low + high) / 2
        low, high = (middle, high) if _authalic(middle) < height else (low, middle)
    return longitude, (low + high) / 2


def contains(parts: Iterable[Polygon], point: Point) -> bool:
    """Whether a point lies inside (even-odd rule)."""
    x, y = point
    inside = False
    for polygon in parts:
        for ring in polygon:
            for (ax, ay), (bx, by) in itertools.pairwise(ring):
                if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                    inside = not inside
    return inside


def kilometres(one: Point, other: Point) -> float:
    """Distance on a plane that fits at the middle of the two: exact enough within a country."""
    scale = math.cos(math.radians((one[1] + other[1]) / 2))
    return KM_PER_DEGREE * math.hypot((one[0] - other[0]) * scale, one[1] - other[1])
