"""Derive the embedded register of municipalities from four public packages. Same packages, same bytes.

    python -m tools.derive_register --packages FOLDER

FOLDER keeps the packages; what is missing is fetched by pip and npm. Written to src/ideenschmiede/places/data/:
`register.csv.xz` (Länder, Kreise, municipalities) and `outlines.json.xz` (borders for maps). Method, sources and
licences: see README.md in that folder. `--check FILE` compares with an official GV100AD and changes nothing."""

import argparse
import csv
import io
import json
import lzma
from collections import Counter, defaultdict
from pathlib import Path

from tools.deriving.check import report
from tools.deriving.fetch import fetch_missing
from tools.deriving.outlines import outlines
from tools.deriving.places import Municipality, follow_new_keys, municipalities
from tools.deriving.population import from_settlements, modelled
from tools.deriving.sources import Shape, listed_municipalities, regional_names, settlements, shapes

TARGET = Path(__file__).parent.parent / "src/ideenschmiede/places/data"
TOLERANCE_KM = 0.8
COLUMNS = ["key", "name", "kind", "area_ha", "latitude", "longitude", "population", "population_source"]
LANDS_IN_ORDER = range(1, 17)


def main() -> None:
    """Parse the command line and do it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packages", type=Path, required=True, help="folder for the downloaded packages")
    parser.add_argument("--out", type=Path, default=TARGET, help="folder for the derived files")
    parser.add_argument("--check", type=Path, help="official GV100AD (.txt.gz, UTF-8) to compare with")
    arguments = parser.parse_args()
    fetch_missing(arguments.packages)
    rows, borders = derive(arguments.packages)
    arguments.out.mkdir(parents=True, exist_ok=True)
    _write(arguments.out / "register.csv.xz", _as_csv(rows))
    _write(arguments.out / "outlines.json.xz", json.dumps(borders, separators=(",", ":"), sort_keys=True))
    if arguments.check:
        print(report(rows, arguments.check))


def derive(folder: Path) -> tuple[list[list[str]], dict[str, dict[str, list[list[int]]]]]:
    """Rows in the order of COLUMNS, sorted by key, and the outlines."""
    villages = settlements(folder)
    grounds = shapes(folder, "gemeinden")
    listed = follow_new_keys(listed_municipalities(folder), villages)
    regional = regional_names(folder)
    places, moved = municipalities(listed, regional, grounds, villages)
    counted = from_settlements(places, villages)
    guessed = modelled(places, counted)
    kreise = shapes(folder, "kreise")
    rows = [_land(number, regional) for number in LANDS_IN_ORDER]
    rows += [_kreis(key, kreise, regional) for key in sorted({place.key[:5] for place in places})]
    rows += [_municipality(place, counted, guessed) for place in places]
    present = _present_kreise(kreise, places, moved)
    return sorted(rows), outlines(kreise, present, TOLERANCE_KM)


def _present_kreise(kreise: list[Shape], places: list[Municipality], moved: dict[str, str]) -> dict[str, str]:
    """Old Kreis → the Kreis where most of its municipalities are now."""
    existing = {place.key[:5] for place in places}
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for old, new in moved.items():
        votes[old[:5]][new[:5]] += 1
    return {
        kreis.key: votes[kreis.key].most_common(1)[0][0]
        for kreis in kreise
        if kreis.key not in existing and votes[kreis.key]
    }


def _land(number: int, regional: dict[str, str]) -> list[str]:
    return [f"{number:02d}", regional[f"{number:02d}"].removesuffix(", Land"), "", "", "", "", "", ""]


def _kreis(key: str, kreise: list[Shape], regional: dict[str, str]) -> list[str]:
    shape = next((kreis for kreis in kreise if kreis.key == key), None)
    if shape:
        return [key, shape.name, shape.kind, "", "", "", "", ""]
    name, _, kind = regional[key].rpartition(", ")
    return [key, name or kind, kind if name else "", "", "", "", "", ""]


def _municipality(place: Municipality, counted: dict[str, int], guessed: dict[str, int]) -> list[str]:
    people = counted.get(place.key) or guessed.get(place.key)
    source = "geonames" if place.key in counted else "model" if people else ""
    longitude, latitude = place.centre or (None, None)
    return [
        place.key,
        place.name,
        place.kind,
        str(round(place.area)) if place.area else "",
        f"{latitude:.4f}" if latitude is not None else "",
        f"{longitude:.4f}" if longitude is not None else "",
        str(people or ""),
        source,
    ]


def _as_csv(rows: list[list[str]]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return buffer.getvalue()


def _write(path: Path, text: str) -> None:
    data = lzma.compress(text.encode("utf-8"), format=lzma.FORMAT_XZ, preset=9)
    path.write_bytes(data)
    print(f"{path.name}: {len(data):,} bytes, {len(text):,} characters before compression")


if __name__ == "__main__":
    main()
