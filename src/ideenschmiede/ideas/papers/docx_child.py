"""Run by `concept` as a process of its own: a concept as JSON on standard input becomes DOCX on standard output."""

from __future__ import annotations

import io
import json
import re
import sys
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.document import Document as Written
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

# what XML cannot hold; forms take none of it, older texts may
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write(data: dict[str, Any]) -> bytes:
    """The document; the same data give the same text."""
    document = Document()
    _set_up(document, data)
    document.add_paragraph(_clean(data["labels"]["kind"]))
    document.add_heading(_clean(data["title"]), level=1)
    document.add_paragraph(_clean(data["status"]))
    for label, value in data["facts"]:
        line = document.add_paragraph()
        line.add_run(_clean(f"{label}: ")).bold = True
        line.add_run(_clean(value))
    for chapter in data["chapters"]:
        document.add_heading(_clean(chapter["heading"]), level=2)
        for paragraph in chapter["paragraphs"]:
            document.add_paragraph(_clean(paragraph))
    if data["note"]:
        document.add_paragraph(_clean(data["note"]))
    document.sections[0].footer.paragraphs[0].text = _clean(f"{data['network']} · {data['address']}")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_up(document: Written, data: dict[str, Any]) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(25)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Calibri", Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB" if data["language"] == "en" else "de-DE")
    style.element.get_or_add_rPr().append(language)
    about = document.core_properties
    about.title, about.author, about.language = _clean(data["title"])[:255], _clean(data["network"]), data["language"]
    about.comments = ""
    about.created = about.modified = datetime.fromisoformat(data["day"]).replace(tzinfo=UTC)


def _clean(text: str) -> str:
    return UNWRITABLE.sub("", text)


if __name__ == "__main__":
    sys.stdout.buffer.write(write(json.load(sys.stdin)))
