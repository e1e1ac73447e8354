"""Messages are compared in the language of the code, so that no catalogue needs to be compiled."""

import pytest
import typst
from django.utils import translation


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def as_pdf():
    """A function that sets text (Typst markup) as a PDF."""

    def make(text, *, width="8cm"):
        page = f"#set page(width: {width}, height: auto)\n#set par(justify: true)\n"
        page += '#set text(lang: "de", hyphenate: true)\n'
        return typst.compile((page + text).encode())

    return make
