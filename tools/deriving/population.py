"""Estimate how many people live in a municipality. Never official: the register of Destatis replaces it."""

from collections import defaultdict

import numpy as np
import numpy.typing as npt
from tools.deriving.geometry import KM_PER_DEGREE
from tools.deriving.places import Municipality, near
from tools.deriving.sources import Settlement

Floats = npt.NDArray[np.float64]

PART_OF_A_TOWN = "PPLX"  # its people are counted in the town's own record as well
NEIGHBOURS = 12


def from_settlements(places: list[Municipality], settlements: list[Settlement]) -> dict[str, int]:
    """AGS → people in its settlements according to GeoNames; places without any are missing."""
    groups: defaultdict[str, list[Settlement]] = defaultdict(list)
    for settlement in settlements:
        groups[settlement.key].append(settlement)
    found = {}
    for place in places:
        inside = [one for one in groups[place.key] if near(place, one)]
        whole = sum(one.population for one in inside if one.feature != PART_OF_A_TOWN)
        people = whole or sum(one.population for one in inside)
        if people:
            found[place.key] = people
    return found


def modelled(places: list[Municipality], known: dict[str, int]) -> dict[str, int]:
    """AGS → rough guess for places with an area that GeoNames does not know: ridge regression of log population on
    area, density of the nearest twelve known places, town or not, and Land. Two digits: it is not better than that."""
    drawn = [place for place in places if place.area and place.centre]
    has = np.array([place.key in known for place in drawn])
    log_area = np.log(np.array([place.area / 100 for place in drawn]))
    log_people = np.log(np.array([known.get(place.key, 1) for place in drawn], dtype=float))
    design = _design(drawn, log_area, _neighbourhood(drawn, has, log_people - log_area, log_area))
    weights = np.linalg.solve(design[has].T @ design[has] + np.eye(design.shape[1]), design[has].T @ log_people[has])
    guess = np.exp(design @ weights)
    return {place.key: _two_digits(people) for place, people, sure in zip(drawn, guess, has, strict=True) if not sure}


def _two_digits(people: float) -> int:
    step = 10 ** max(0, int(np.floor(np.log10(max(people, 1)))) - 1)
    return int(round(people / step) * step)


def _neighbourhood(drawn: list[Municipality], has: npt.NDArray[np.bool_], density: Floats, area: Floats) -> Floats:
    """Per place: median and mean log density, and mean log area, of the nearest known others. Shape (places, 3)."""
    degrees = np.array([place.centre for place in drawn])
    plane = degrees * KM_PER_DEGREE * np.array([np.cos(np.radians(51.2)), 1.0])
    known = np.flatnonzero(has)
    rows = []
    for index, point in enumerate(plane):
        distance = ((plane[known] - point) ** 2).sum(axis=1)
        distance[known == index] = np.inf
        nearest = known[np.argsort(distance, kind="stable")[:NEIGHBOURS]]
        rows.append((np.median(density[nearest[: NEIGHBOURS // 2]]), density[nearest].mean(), area[nearest].mean()))
    return np.array(rows)


def _design(drawn: list[Municipality], log_area: Floats, around: Floats) -> Floats:
    town = np.array([place.kind == "Stadt" for place in drawn], dtype=float)
    lands = sorted({place.key[:2] for place in drawn})
    land = np.array([[place.key[:2] == one for one in lands] for place in drawn], dtype=float)
    columns = [
        np.ones(len(drawn)),
        log_area,
        log_area**2,
        around,
        town,
        town * log_area,
        land,
        land * log_area[:, None],
    ]
    return np.column_stack(columns)
