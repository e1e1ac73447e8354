"""The report of a question's result on paper: what the page says, to take into a meeting. Plain data in, PDF out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ideenschmiede.base.print import print_pdf

_TEMPLATE = Path(__file__).parent / "opinion_report.typ"


@dataclass(frozen=True)
class ReportBar:
    """A group's votes on a statement: shares of 100, and the same in words."""

    label: str
    figures: str
    agree: float
    passed: float
    disagree: float


@dataclass(frozen=True)
class ReportStatement:
    """A statement, what is said about it, and its bars."""

    text: str
    says: str
    bars: tuple[ReportBar, ...]


@dataclass(frozen=True)
class ReportSection:
    """A heading with statements; `none` where there are none."""

    heading: str
    intro: str
    statements: tuple[ReportStatement, ...]
    none: str = ""


@dataclass(frozen=True)
class OpinionReport:
    """All that it says. `picture` is an SVG, `described` what can be seen on it; `labels` are words of the template."""

    network: str
    title: str
    status: str
    context: tuple[str, ...]
    glance: tuple[str, ...]
    picture: bytes
    picture_title: str
    described: str
    sections: Sequence[ReportSection]
    address: str
    labels: Mapping[str, str]
    day: date
    language: str = "de"


def report_pdf(report: OpinionReport) -> bytes:
    """PDF/UA-1 and PDF/A-2a; the same data give the same bytes."""
    data: dict[str, Any] = asdict(report)
    del data["day"]
    return print_pdf(_TEMPLATE, data, day=report.day)
