"""Reads a PDF as a screen reader does: along its tags. What PDF/UA-1 demands and a program can see, `faults` checks."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pypdf
from pypdf.generic import ArrayObject, BooleanObject, ContentStream, DictionaryObject, IndirectObject

BLOCKS = {"/H1", "/H2", "/H3", "/P", "/Figure", "/Lbl", "/LBody"}
UNSEEN = re.compile("[\u00ad\u2060]")  # hyphens at the end of a line, and joiners that keep words together
NAMES = re.compile(rb"<(?:pdfuaid|pdfaid):(part|conformance)>(\w+)<")


def marked_texts(page: pypdf.PageObject) -> dict[int | None, str]:
    """The words drawn on a page by the number of their mark; `None` collects what is neither marked nor decoration."""
    letters = {name: letters_of(font.get_object()) for name, font in page["/Resources"]["/Font"].items()}
    texts: dict[int | None, str] = {}
    marks: list[tuple[str, dict]] = []
    font = ""
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        if operator in (b"BDC", b"BMC"):
            marks.append((operands[0], operands[1] if len(operands) > 1 else {}))
            if "/ActualText" in marks[-1][1]:  # stands for what is drawn inside
                note(texts, marks, str(marks[-1][1]["/ActualText"]))
        elif operator == b"EMC":
            marks.pop()
        elif operator == b"Tf":
            font = operands[0]
        elif operator in (b"Tj", b"TJ") and not any("/ActualText" in properties for _, properties in marks):
            parts = operands[0] if operator == b"TJ" else operands
            codes = b"".join(raw(part) for part in parts if not isinstance(part, int | float))
            pairs = zip(codes[::2], codes[1::2], strict=True)
            note(texts, marks, "".join(letters[font][high * 256 + low] for high, low in pairs))
    return texts


def note(texts: dict[int | None, str], marks: list[tuple[str, dict]], words: str) -> None:
    if all(tag != "/Artifact" for tag, _ in marks):
        number = next((properties["/MCID"] for _, properties in reversed(marks) if "/MCID" in properties), None)
        texts[number] = texts.get(number, "") + words


def raw(part: object) -> bytes:
    return part.original_bytes if hasattr(part, "original_bytes") else bytes(part)


def letters_of(font: DictionaryObject) -> dict[int, str]:
    """Code → letters, from the font's own table."""
    table = font["/ToUnicode"].get_data().decode("latin-1")
    return {
        int(code, 16): bytes.fromhex(letters).decode("utf-16-be")
        for code, letters in re.findall(r"^<(\w+)> <(\w+)>$", table, re.MULTILINE)
    }


@dataclass
class Block:
    """A tagged block in reading order: what it is, what it says, and what stands for its picture."""

    role: str
    text: str
    alt: str


class Pdf:
    """The parts of a PDF that tests ask for."""

    def __init__(self, data: bytes) -> None:
        self.reader = pypdf.PdfReader(io.BytesIO(data))
        self.root = self.reader.trailer["/Root"]
        self.pages = len(self.reader.pages)
        self._texts = [marked_texts(page) for page in self.reader.pages]
        self._page_ids = {page.indirect_reference.idnum: number for number, page in enumerate(self.reader.pages)}

    @property
    def blocks(self) -> list[Block]:
        found = []
        for element in self.elements():
            if element["/S"] in BLOCKS and not (element["/S"] == "/P" and self._holds_block(element)):
                text = UNSEEN.sub("", self._text(element)).strip(" ")
                found.append(Block(element["/S"][1:], text, str(element.get("/Alt", ""))))
        return found

    @property
    def text(self) -> str:
        """All that is read aloud, a line a block."""
        return "\n".join(block.alt or block.text for block in self.blocks)

    def elements(self) -> Iterator[DictionaryObject]:
        """The structure tree, in reading order."""
        yield from self._below(self.root["/StructTreeRoot"]["/K"])

    def standards(self) -> dict[str, set[str]]:
        """What the metadata promise: {"part": {"1", "2"}, "conformance": {"A"}}."""
        promised: dict[str, set[str]] = {}
        for key, value in NAMES.findall(self.metadata):
            promised.setdefault(key.decode(), set()).add(value.decode())
        return promised

    @property
    def metadata(self) -> bytes:
        return self.root["/Metadata"].get_object().get_data()

    def links(self) -> list[str]:
        notes = [note.get_object() for page in self.reader.pages for note in page.get("/Annots", [])]
        return [note["/A"]["/URI"] for note in notes]

    def faults(self) -> list[str]:
        """What a program can find of the demands of PDF/UA-1 (ISO 14289-1); empty where all is well."""
        return [*self._faults_of_frame(), *self._faults_of_tree(), *self._faults_of_fonts(), *self._faults_of_pages()]

    def _faults_of_frame(self) -> Iterator[str]:
        if self.root["/MarkInfo"]["/Marked"] != BooleanObject(True):
            yield "not marked as tagged"
        if not self.root.get("/Lang"):
            yield "no language"
        if self.root["/ViewerPreferences"].get("/DisplayDocTitle") != BooleanObject(True):
            yield "the title is not shown"
        if b"<dc:title>" not in self.metadata or not self.reader.metadata.title:
            yield "no title"
        if b"<pdfuaid:part>1<" not in self.metadata:
            yield "does not say that it is PDF/UA-1"

    def _faults_of_tree(self) -> Iterator[str]:
        known = {"/Document", "/Div", "/Span", "/Link", "/L", "/LI", *BLOCKS}
        level = 0
        for element in self.elements():
            role = element["/S"]
            if role not in known:
                yield f"unknown role {role}"
            if role == "/Figure" and not element.get("/Alt"):
                yield "a figure without words"
            if heading := re.fullmatch(r"/H(\d)", role):
                if int(heading[1]) > level + 1:
                    yield f"{role} after level {level}"
                level = int(heading[1])
        if not level:
            yield "no heading"

    def _faults_of_fonts(self) -> Iterator[str]:
        for font in self.fonts():
            below = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            descriptor = below["/FontDescriptor"].get_object()
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor):
                yield f"{font['/BaseFont']} is not embedded"
            if "/ToUnicode" not in font:
                yield f"{font['/BaseFont']} has no letters"

    def _faults_of_pages(self) -> Iterator[str]:
        tagged = {(page, mark) for element in self.elements() for page, mark in self._marks(element)}
        for number, (page, texts) in enumerate(zip(self.reader.pages, self._texts, strict=True)):
            if loose := texts.get(None, "").strip():
                yield f"page {number + 1}: neither tagged nor decoration: {loose[:40]!r}"
            lost = [mark for mark in texts if mark is not None and (number, mark) not in tagged]
            if lost:
                yield f"page {number + 1}: marks in no tag: {lost}"
            for note in page.get("/Annots", []):
                if "/Contents" not in note.get_object() or "/StructParent" not in note.get_object():
                    yield f"page {number + 1}: a link without words or tag"
            if page.get("/Annots") and page.get("/Tabs") != "/S":
                yield f"page {number + 1}: the tabulator does not follow the tags"

    def fonts(self) -> list[DictionaryObject]:
        return [font.get_object() for page in self.reader.pages for font in page["/Resources"]["/Font"].values()]

    def _below(self, node: object) -> Iterator[DictionaryObject]:
        node = node.get_object() if isinstance(node, IndirectObject) else node
        if isinstance(node, ArrayObject):
            for part in node:
                yield from self._below(part)
        elif isinstance(node, DictionaryObject) and "/S" in node:
            yield node
            yield from self._below(node.get("/K"))

    def _holds_block(self, element: DictionaryObject) -> bool:
        return any(inner["/S"] in BLOCKS for inner in self._below(element.get("/K")))

    def _marks(self, element: DictionaryObject) -> Iterator[tuple[int, int]]:
        """(page, number) of the marked content directly in this element."""
        return (part for part in self._parts(element) if isinstance(part, tuple))

    def _text(self, element: DictionaryObject) -> str:
        """The words of an element and of all in it, in their order."""
        return "".join(
            self._texts[part[0]].get(part[1], "") if isinstance(part, tuple) else self._text(part)
            for part in self._parts(element)
        )

    def _parts(self, element: DictionaryObject) -> Iterator[tuple[int, int] | DictionaryObject]:
        """What an element holds: marked content as (page, number), and further elements."""
        page = self._page_ids[element.raw_get("/Pg").idnum] if "/Pg" in element else 0
        parts = element.get("/K", [])
        for part in parts if isinstance(parts, ArrayObject) else [parts]:
            part = part.get_object()
            if isinstance(part, int):
                yield page, int(part)
            elif "/MCID" in part:
                yield (self._page_ids[part.raw_get("/Pg").idnum] if "/Pg" in part else page), int(part["/MCID"])
            elif "/S" in part:
                yield part
