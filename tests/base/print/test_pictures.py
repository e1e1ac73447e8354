import io

import pytest
from django.utils import translation
from PIL import Image

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.print import LARGEST_PICTURE, NotPrintable, require_picture

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle cx="20" cy="20" r="18"/></svg>'


def raster(form: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (30, 20), "navy").save(out, form)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [pytest.param(raster("PNG"), id="png"), pytest.param(raster("JPEG"), id="jpeg"), pytest.param(SVG, id="svg")],
)
def test_pictures_are_known_by_their_content(data):
    assert require_picture(data) == data


def test_what_may_stand_before_an_svg_is_taken_away():
    declared = b'<?xml version="1.0"?>\n' + SVG
    assert require_picture(b"\xef\xbb\xbf\n" + declared) == declared


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"", "Please use a PNG", id="empty"),
        pytest.param(b"%PDF-1.7", "Please use a PNG", id="pdf"),
        pytest.param(b"GIF89a", "Please use a PNG", id="gif"),
        pytest.param(raster("PNG")[:60], "damaged", id="cut off"),
        pytest.param(b"<svg><nothing", "damaged", id="broken svg"),
        pytest.param(b"<?xml version='1.0'?><html/>", "damaged", id="other xml"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(LARGEST_PICTURE), "larger than 2 MB", id="too large"),
    ],
)
def test_what_is_no_picture_is_told_so(data, message):
    with translation.override("en"), pytest.raises(NotPrintable, match=message):
        require_picture(data)


def test_the_message_is_one_that_a_person_can_act_on():
    with translation.override("de"), pytest.raises(ActionError, match="Bitte verwenden Sie eine PNG-"):
        require_picture(b"GIF89a")


def test_a_picture_reads_no_other_file(tmp_path):
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'
    outside = tmp_path / "outside.png"
    outside.write_bytes(raster("PNG"))
    with pytest.raises(NotPrintable):
        require_picture(svg + f'<image width="9" height="9" xlink:href="{outside}"/></svg>'.encode())
