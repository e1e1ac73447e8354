"""Run as a program: a PDF comes in, {"text": …} or {"error": "locked" | "pages" | "damaged"} goes out.

Limits memory and processor time of itself before it looks at the file.
"""

import json
import resource
import sys

import pypdfium2

MAX_PAGES = 100
MAX_CHARACTERS = 2_000_000
MEMORY = 1_500_000_000
PROCESSOR_SECONDS = 20
_PASSWORD = 4  # FPDF_ERR_PASSWORD


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    json.dump(read(sys.stdin.buffer.read()), sys.stdout)


def read(data: bytes) -> dict[str, str]:
    """Text or error, see above."""
    try:
        document = pypdfium2.PdfDocument(data)
        if len(document) > MAX_PAGES:
            return {"error": "pages"}
        return {"text": _text(document)}
    except pypdfium2.PdfiumError as error:
        return {"error": "locked" if getattr(error, "err_code", None) == _PASSWORD else "damaged"}


def _text(document: pypdfium2.PdfDocument) -> str:
    pages: list[str] = []
    length = 0
    for page in document:
        text = page.get_textpage().get_text_bounded()
        # PDFium leaves out the line end behind a hyphen and marks the hyphen instead
        text = text.replace("\r\n", "\n").replace("\x02", "-\n").replace("\ufffe", "-\n")
        pages.append(text.strip("\n"))
        length += len(text)
        if length > MAX_CHARACTERS:
            break
    return "\n\n".join(pages)


if __name__ == "__main__":
    main()
