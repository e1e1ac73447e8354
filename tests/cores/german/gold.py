"""What German should give, from gold.toml: see the comments there."""

import tomllib
from pathlib import Path

_GOLD = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))

COMPOUNDS: dict[str, str] = _GOLD["compounds"]
WHOLE: list[str] = _GOLD["whole"].split()
INFLECTIONS = [tuple(pair.split("/")) for pair in _GOLD["inflections"].split()]
APART = [tuple(pair.split("/")) for pair in _GOLD["apart"].split()]
