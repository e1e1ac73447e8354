"""Documents on paper: a typst template and its data become a tagged, accessible PDF (PDF/UA-1, PDF/A-2a).

    pdf = print_pdf(FOLDER / "certificate.typ", {"name": "Dr. Maria Huber"}, day=date(2026, 11, 22))

Only fonts that typst brings are used, so that a document looks the same on every machine.
"""

from ideenschmiede.base.print.pages import MISSING, BrokenTemplate, print_image, print_pdf
from ideenschmiede.base.print.pictures import LARGEST_PICTURE, NotPrintable, require_picture

__all__ = [
    "LARGEST_PICTURE",
    "MISSING",
    "BrokenTemplate",
    "NotPrintable",
    "print_image",
    "print_pdf",
    "require_picture",
]
