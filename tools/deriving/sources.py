"""Read what the packages hold into small records."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.deriving.fetch import AREAS, LIST, NAMES, SETTLEMENTS, member
from tools.deriving.geometry import Point, Polygon, polygons

LABEL = re.compile(
    r"^(?:(?:Mitgliedsgemeinde )?in Verwaltungsgemeinschaft |Große Kreisstadt )?(?P<name>.+?)"
    r" \((?:(?P<kind>[^()/]+)/)?[A-Z]{2}(?:/[A-Z]{3})?\)(?: \[.*\]?)?$"
)
STRUCTURE_ON_LAND = 4  # the attribute GF of the BKG: 4 is land, 2 and 1 are waters


@dataclass(frozen=True)
class Listed:
    """A municipality in the list of warning cells of the German weather service: it exists."""

    name: str
    kind: str


@dataclass(frozen=True)
class Shape:
    """An administrative area of the BKG (state of 1 January 2016)."""

    key: str
    name: str
    kind: str
    polygons: list[Polygon]


@dataclass(frozen=True)
class Settlement:
    """A populated place of GeoNames; `key` is its admin4 code, for Germany the AGS."""

    name: str
    key: str
    feature: str
    population: int
    point: Point


def listed_municipalities(folder: Path) -> dict[str, Listed]:
    """AGS → name and kind; areas without a municipality (gemeindefrei) are left out."""
    config = json.loads(member(folder, LIST, "package/admin/jsonConfig.json"))
    options = config["items"]["_dwdpanel"]["items"]["dwdwarncellTable"]["items"][0]["options"]
    found = {}
    for option in options:
        cell, label = option["value"], option["label"]
        match = LABEL.match(label)
        if len(cell) != 9 or cell[0] != "8" or match is None or "gemeindefrei" in label.lower():
            continue
        found[cell[1:]] = Listed(match["name"], match["kind"] or "")
    return found


def regional_names(folder: Path) -> dict[str, str]:
    """Key (2, 5 or 8 digits) → name with its addition, as in "Köln, krsfr. Stadt"."""
    path = "datenguidepy-0.4.1/datenguidepy/package_data/regions.csv"
    text = member(folder, NAMES, path).decode("utf-8")
    return {row["region_id"]: row["name"] for row in csv.DictReader(io.StringIO(text))}


def _features(node: object) -> Iterator[dict]:
    """The package nests lists of collections of features; this flattens them."""
    if isinstance(node, list):
        for item in node:
            yield from _features(item)
    elif isinstance(node, dict) and node["type"] == "FeatureCollection":
        yield from _features(node["features"])
    elif isinstance(node, dict):
        yield node


def shapes(folder: Path, layer: str) -> list[Shape]:
    """The areas on land of one layer (`gemeinden`, `kreise`)."""
    tree = json.loads(member(folder, AREAS, f"package/{layer}.geo.json"))
    found = []
    for feature in _features(tree):
        about = feature["properties"]
        if about["GF"] == STRUCTURE_ON_LAND:
            found.append(Shape(about["AGS"], about["GEN"], about["BEZ"], polygons(feature["geometry"])))
    return sorted(found, key=lambda shape: shape.key)


def settlements(folder: Path) -> list[Settlement]:
    """The German populated places of GeoNames (columns as in its readme)."""
    text = member(folder, SETTLEMENTS, "package/dist/cities500.txt").decode("utf-8")
    found = []
    for line in text.splitlines():
        column = line.split("\t")
        if column[8] == "DE":
            point = (float(column[5]), float(column[4]))
            found.append(Settlement(column[1], column[13], column[7], int(column[14]), point))
    return found
