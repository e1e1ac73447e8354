"""A concept as it is taken into a council meeting: as PDF to read, as DOCX to go on writing."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from ideenschmiede.base.print import print_pdf
from ideenschmiede.ideas.papers import docx_child

_TEMPLATE = Path(__file__).parent / "concept.typ"
SECONDS = 30


@dataclass(frozen=True)
class Chapter:
    """A heading and its paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class ConceptPaper:
    """All that it says. `labels` are words of the template: kind, page ("Page {page} of {total}")."""

    network: str
    title: str
    status: str
    chapters: tuple[Chapter, ...]
    facts: tuple[tuple[str, str], ...]
    note: str
    address: str
    labels: Mapping[str, str]
    day: date
    language: str = "de"


def concept_pdf(paper: ConceptPaper) -> bytes:
    """PDF/UA-1 and PDF/A-2a; the same data give the same bytes."""
    return print_pdf(_TEMPLATE, _plain(paper), day=paper.day)


def concept_docx(paper: ConceptPaper) -> bytes:
    """A document of Word with real headings, A4, in its language.

    Made in a process of its own: python-docx and its XML library would be 24 MB in each web worker for ever.
    """
    done = subprocess.run(  # noqa: S603  our own file with our own Python; the text goes in as data
        [sys.executable, "-I", str(Path(docx_child.__file__))],
        input=json.dumps(_plain(paper) | {"day": paper.day.isoformat()}).encode(),
        capture_output=True,
        timeout=SECONDS,
        check=True,
    )
    return done.stdout


def _plain(paper: ConceptPaper) -> dict[str, object]:
    data = asdict(paper)
    del data["day"]
    return data
