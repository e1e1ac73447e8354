"""The picture of a map: people as dots, groups as areas, in whole units from the left and from the top."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.spatial import ConvexHull, QhullError

WIDTH, HEIGHT = 1000, 640
MARGIN = 60  # for the soft edge of the areas, and for letters
MOST_DOTS = 1500
WITHIN = 0.98  # of all people stand in the frame as they are, the others at its edge
CORE = 0.85  # of a group lies in its area
FEWEST_IN_AREA = 3

Points = npt.NDArray[np.floating[Any]]
Groups = npt.NDArray[np.integer[Any]]
Frame = tuple[float, float, float]


def picture(positions: Points, group: Groups, groups: int, there: npt.NDArray[np.bool_]) -> dict[str, Any]:
    """Dots of at most `MOST_DOTS` people (n, 2), evenly chosen, and the area of each group.

    `group` (n,): −1 for none; `there` (n,): whom to draw. See `results.Picture`.
    """
    positions, group = positions[there].astype(np.float64), group[there]
    frame = _frame(positions)
    units = in_units(positions, frame)
    chosen = _evenly(group, units)
    members = [*range(groups), -1]
    return {
        "dots": [units[chosen[group[chosen] == one]].ravel().tolist() for one in members],
        "areas": [_area(units[group == one]).ravel().tolist() for one in range(groups)],
        "frame": [round(part, 5) for part in frame],
    }


def in_units(positions: npt.ArrayLike, frame: Frame) -> npt.NDArray[np.int64]:
    """Positions (n, 2) in units of the picture; those far out come to its edge."""
    x, y, scale = frame
    middle = np.array([WIDTH, HEIGHT]) / 2
    # upwards in the picture is less
    units = middle + (np.asarray(positions) - [x, y]) * [scale, -scale]
    inside = np.clip(units, MARGIN / 2, np.array([WIDTH, HEIGHT]) - MARGIN / 2)
    return np.asarray(np.rint(inside), dtype=np.int64)


def _frame(positions: Points) -> Frame:
    """The middle of the positions, and how many units one step is."""
    if not len(positions):
        return 0.0, 0.0, 1.0
    edge = (1 - WITHIN) / 2
    low, high = np.quantile(positions, [edge, 1 - edge], axis=0)
    x, y = ((low + high) / 2).tolist()
    room = np.array([WIDTH, HEIGHT]) - 2 * MARGIN
    reach = high - low
    scale = float(np.min(room / np.maximum(reach, 1e-9))) if reach.max() > 1e-9 else 1.0
    return x, y, scale


def _evenly(group: Groups, units: npt.NDArray[np.int64]) -> npt.NDArray[np.intp]:
    """Whom to draw: of each group the same part, from one side to the other."""
    order = np.lexsort((units[:, 1], units[:, 0], group))
    return order[np.linspace(0, len(order) - 1, min(MOST_DOTS, len(order))).astype(np.int64)]


def _area(units: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The corners (k, 2) around those nearest to a group's middle."""
    middle = np.median(units, axis=0)
    away = np.hypot(*(units - middle).T)
    count = max(FEWEST_IN_AREA, round(CORE * len(units)))
    core = np.unique(units[np.argsort(away, kind="stable")[:count]], axis=0)
    try:
        return core[ConvexHull(core).vertices] if len(core) >= FEWEST_IN_AREA else core
    except QhullError:  # all on one line
        return core[[0, -1]]
