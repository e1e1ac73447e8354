"""Texts as files of other programs."""

import pytest
import typst


@pytest.fixture
def as_pdf():
    """A function that sets text (Typst markup) as a PDF."""

    def make(text, *, width="8cm"):
        page = f"#set page(width: {width}, height: auto)\n#set par(justify: true)\n"
        page += '#set text(lang: "de", hyphenate: true)\n'
        return typst.compile((page + text).encode())

    return make
