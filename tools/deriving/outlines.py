"""Simplified outlines of Länder and Kreise that still fit together: every border is simplified once, for both sides.

A point where three areas meet (or an area meets the end of a border) always stays; the arcs between such points are
simplified by Douglas and Peucker's method; rings are then rebuilt from the points that stayed."""

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable

from tools.deriving.geometry import KM_PER_DEGREE, Point, Ring, hectares
from tools.deriving.sources import Shape

Edge = tuple[Point, Point]
GRID = 1000  # coordinates are kept as thousandths of a degree (about 100 m)
SMALLEST = 1500.0  # hectares; smaller islands and exclaves are not drawn unless they are all there is


def outlines(shapes: list[Shape], present: dict[str, str], tolerance: float) -> dict[str, dict[str, list[list[int]]]]:
    """{"laender": {key: rings}, "kreise": {key: rings}}; a ring is x, y of its first point, then differences, in units
    of GRID. `present` maps old Kreis keys to present ones; `tolerance` is in kilometres."""
    kreise = {shape.key: present.get(shape.key, shape.key) for shape in shapes}
    levels = {}
    borders = _borders(shapes, kreise)
    kept = _kept_points({edge for edges in borders.values() for edge in edges}, tolerance)
    levels["kreise"] = {key: _encode(_rings(edges), kept) for key, edges in sorted(borders.items())}
    borders = _borders(shapes, {key: new[:2] for key, new in kreise.items()})
    levels["laender"] = {key: _encode(_rings(edges), kept) for key, edges in sorted(borders.items())}
    return levels


def _signed(ring: Ring) -> float:
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in itertools.pairwise(ring))


def _borders(shapes: Iterable[Shape], region: dict[str, str]) -> dict[str, set[Edge]]:
    """Directed border edges of each region (inside on the left); edges between two parts of one region cancel out."""
    edges: defaultdict[str, set[Edge]] = defaultdict(set)
    for shape in shapes:
        mine = edges[region[shape.key]]
        for polygon in shape.polygons:
            for place, ring in enumerate(polygon):
                points = ring if (_signed(ring) > 0) == (place == 0) else ring[::-1]
                for edge in itertools.pairwise(points):
                    if (edge[1], edge[0]) in mine:
                        mine.remove((edge[1], edge[0]))
                    elif edge[0] != edge[1]:
                        mine.add(edge)
    return dict(edges)


def _rings(edges: set[Edge]) -> list[Ring]:
    """Chain directed edges into closed rings, in an order that depends on nothing but the points."""
    onward: defaultdict[Point, list[Point]] = defaultdict(list)
    for start, end in sorted(edges, reverse=True):
        onward[start].append(end)
    rings = []
    for first in sorted(onward):
        while onward[first]:
            ring = [first]
            while onward[ring[-1]]:
                ring.append(onward[ring[-1]].pop())
            rings.append(ring)
    return rings


def _kept_points(edges: set[Edge], tolerance: float) -> set[Point]:
    """The points that stay when all borders are simplified."""
    near: defaultdict[Point, set[Point]] = defaultdict(set)
    for one, other in edges:
        near[one].add(other)
        near[other].add(one)
    nodes = {point for point, others in near.items() if len(others) != 2}
    seen: set[Edge] = set()
    kept = set(nodes)
    for start in [*sorted(nodes), *sorted(near)]:
        for second in sorted(near[start]):
            if (start, second) not in seen and (start in nodes or not any((start, o) in seen for o in near[start])):
                arc = _walk(start, second, near, nodes)
                seen.update(itertools.pairwise(arc))
                seen.update(zip(arc[1:], arc, strict=False))
                kept.update(simplify(arc, tolerance))
    return kept


def _walk(start: Point, second: Point, near: dict[Point, set[Point]], nodes: set[Point]) -> list[Point]:
    arc = [start, second]
    while arc[-1] not in nodes and arc[-1] != start:
        (onward,) = near[arc[-1]] - {arc[-2]}
        arc.append(onward)
    return arc


def simplify(arc: list[Point], tolerance: float) -> list[Point]:
    """Douglas and Peucker's method, without recursion; tolerance in km. A closed arc keeps its farthest point."""
    keep = {0, len(arc) - 1}
    stack = [(0, len(arc) - 1)]
    while stack:
        low, high = stack.pop()
        if high - low < 2:
            continue
        distance, index = max((_distance(arc[i], arc[low], arc[high]), -i) for i in range(low + 1, high))
        if distance > tolerance or (arc[low] == arc[high]):
            keep.add(-index)
            stack += [(low, -index), (-index, high)]
    return [arc[index] for index in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """Kilometres from a point to a segment."""
    scale = math.cos(math.radians(start[1]))
    px, py = (point[0] - start[0]) * scale, point[1] - start[1]
    dx, dy = (end[0] - start[0]) * scale, end[1] - start[1]
    length = dx * dx + dy * dy
    along = max(0.0, min(1.0, (px * dx + py * dy) / length)) if length else 0.0
    return KM_PER_DEGREE * math.hypot(px - along * dx, py - along * dy)


def _encode(rings: list[Ring], kept: set[Point]) -> list[list[int]]:
    """The kept points of each ring on the grid, as differences; small rings are dropped, the largest always stays."""
    sized = sorted(((hectares([[ring]]), ring) for ring in rings), key=lambda item: (-item[0], item[1]))
    chosen = [ring for index, (size, ring) in enumerate(sized) if index == 0 or size >= SMALLEST]
    encoded = []
    for ring in chosen:
        grid = [(round(x * GRID), round(y * GRID)) for x, y in ring if (x, y) in kept]
        points = [point for index, point in enumerate(grid) if index == 0 or point != grid[index - 1]]
        if points[0] != points[-1]:  # the ring began at a point that was not kept
            points.append(points[0])
        if len(points) < 4:
            continue
        flat = list(points[0])
        for (ax, ay), (bx, by) in itertools.pairwise(points):
            flat += [bx - ax, by - ay]
        encoded.append(flat)
    return encoded
