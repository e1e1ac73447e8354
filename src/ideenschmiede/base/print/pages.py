"""Templates become pages. Data never become part of a template: they are read by it as JSON, and print as they are.

A template reads its data with `#let data = json("data.json")`, a picture among them with `image(bytes(data.picture))`.
It may import the other templates of its folder and read nothing else. Nothing is written to disk, threads do not share
anything that changes, and the same data give the same bytes.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import typst

if TYPE_CHECKING:
    from typst import PDFStandard  # only in its types

MISSING = "□"  # printed for what no font can show: an emoji, a Chinese character
STANDARDS: list[PDFStandard] = ["ua-1", "a-2a"]  # for everyone to read, and for the archive to keep

_NOT_SHOWN = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
_NUMBERED = re.compile(r"\\u\{([0-9a-f]+)\}")
# controls, half surrogate pairs, and marks of direction that could turn the text behind them around
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")

_PRIVATE = re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010ffff]")  # own letters of some font: no archive may rely on them


class BrokenTemplate(Exception):
    """A template cannot be compiled: a mistake of ours, with typst's own account of where it is."""


def print_pdf(template: Path, data: Mapping[str, Any], *, day: date) -> bytes:
    """A PDF of the template at this path, tagged as PDF/UA-1 and PDF/A-2a demand; `day` is its date of creation.

    `data` must fit JSON, and may hold bytes. What no embedded font can show prints as □. Raises `BrokenTemplate`, also
    where the template leaves out what the standards demand: title, language, alternative text.
    """
    return _compile(template, data, day, "pdf")


def print_image(template: Path, data: Mapping[str, Any]) -> bytes:
    """A template of one page as SVG, its letters drawn as outlines. Raises `BrokenTemplate`."""
    return _compile(template, data, date(2000, 1, 1), "svg")


def _compile(template: Path, data: Mapping[str, Any], day: date, form: Literal["pdf", "svg"]) -> bytes:
    text = json.dumps(_printable(data), ensure_ascii=False)
    while True:  # each round has fewer letters that cannot be shown than the one before
        try:
            return _once(template, text, day, form)
        except typst.TypstError as error:
            shorter = text.translate(_substitutes(error.diagnostic))
            if shorter == text:
                raise BrokenTemplate(f"{template.name}: {error.diagnostic}") from error
            text = shorter


def _once(template: Path, text: str, day: date, form: Literal["pdf", "svg"]) -> bytes:
    # files in memory, by name: documented by the package, but not in its types
    files: Any = {"main.typ": template.read_bytes(), "data.json": text.encode()}
    return typst.compile(
        files,
        root=str(template.parent),
        font_paths=_fonts(),
        format=form,
        pdf_standards=STANDARDS if form == "pdf" else [],
        timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
    )


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)


def _substitutes(diagnostic: str) -> dict[int, str]:
    """What to print for the letters that typst names as impossible to show, as in `"王"` and `"\\u{200d}"`.

    Joiners and selectors, which only shape their neighbours, are left out.
    """
    named = "".join(_NOT_SHOWN.findall(diagnostic))
    letters = {ord(letter) for letter in _NUMBERED.sub(lambda match: chr(int(match[1], 16)), named)}
    return {letter: "" if _only_shapes(chr(letter)) else MISSING for letter in letters if letter > 127}


def _only_shapes(letter: str) -> bool:
    return unicodedata.category(letter) == "Cf" or "\ufe00" <= letter <= "\ufe0f"


def _printable(value: Any) -> Any:
    """The same data without what cannot be printed: controls become spaces, private letters □, bytes numbers."""
    if isinstance(value, str):
        return _PRIVATE.sub(MISSING, _UNPRINTABLE.sub(" ", value))
    if isinstance(value, bytes):
        return list(value)
    if isinstance(value, Mapping):
        return {key: _printable(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(part) for part in value]
    return value
