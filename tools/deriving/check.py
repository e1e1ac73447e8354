"""Compare the derived rows with an official GV100AD."""

import gzip
from pathlib import Path

NOT_SELF_GOVERNING = {"65", "66"}
Official = tuple[str, int, int]  # name, hectares, people


def official(path: Path) -> dict[str, Official]:
    """AGS → name, area, population of the self-governing municipalities."""
    found = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("60") and line[122:124] not in NOT_SELF_GOVERNING:
                found[line[10:18]] = (line[22:72].strip(), int(line[128:139]), int(line[139:150]))
    return found


def _spread(values: list[float]) -> str:
    ordered = sorted(values)
    points = [(share, ordered[min(len(ordered) - 1, int(len(ordered) * share))]) for share in (0.5, 0.9, 0.95, 0.99)]
    return ", ".join(f"p{share * 100:.0f} {value:.1%}" for share, value in points)


def report(rows: list[list[str]], path: Path) -> str:
    """Coverage, wrong extra keys, and how far names, areas and populations are from the official ones, as text."""
    truth = official(path)
    ours = {row[0]: row for row in rows if len(row[0]) == 8}
    both = sorted(truth.keys() & ours.keys())
    lines = [f"covered: {len(both)} of {len(truth)}; missing: {sorted(truth.keys() - ours.keys())}"]
    lines.append(f"extra: {[(key, ours[key][1]) for key in sorted(ours.keys() - truth.keys())]}")
    same = sum(_plain(truth[key][0]) == _plain(ours[key][1]) for key in both)
    lines.append(f"same name but for spaces and additions: {same}")
    areas = [abs(float(ours[key][3]) / truth[key][1] - 1) for key in both if ours[key][3]]
    lines.append(f"area known: {len(areas)}; deviation {_spread(areas)}")
    for source in ("geonames", "model"):
        keys = [key for key in both if ours[key][7] == source and truth[key][2]]
        people = [abs(float(ours[key][6]) / truth[key][2] - 1) for key in keys]
        total = sum(int(ours[key][6]) for key in keys)
        lines.append(f"population by {source}: {len(keys)}, sum {total:,}; deviation {_spread(people)}")
    lines.append(f"without population: {[key for key in both if not ours[key][6]]}")
    return "\n".join(lines)


def _plain(name: str) -> str:
    return name.partition(",")[0].replace(" ", "")
