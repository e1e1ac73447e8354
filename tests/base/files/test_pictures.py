"""Pictures that people bring: small, upright, without metadata; and whatever is no picture is refused in words."""

import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms
from tests.base.files.making import opened, picture, upload

from ideenschmiede.base.files import BadFile, read_image
from ideenschmiede.base.files.pictures import LONGEST_SIDE, MOST_PIXELS

NO_PICTURE = "kein Bild, das wir lesen können"


def read(content, **options):
    return read_image(upload(content), **options)


def png_claiming(width, height):
    """A PNG whose head claims this size, with next to nothing behind it."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")


# ── what is taken ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_each_kind_becomes_a_webp(kind):
    checked = read(picture(kind=kind))
    image = opened(checked)
    assert (image.format, image.size, checked.suffix) == ("WEBP", (40, 30), ".webp")
    red, green, blue = image.convert("RGB").getpixel((20, 15))
    assert red > 150 > 80 > max(green, blue)


def test_the_name_of_the_file_says_nothing():
    assert read_image(upload(picture(kind="PNG"), name="../../urkunde.pdf")).suffix == ".webp"


@pytest.mark.parametrize(
    ("size", "longest", "expected"),
    [
        ((2400, 1200), 1200, (1200, 600)),
        ((600, 2400), 1200, (300, 1200)),
        ((40, 30), 1200, (40, 30)),
        ((1000, 1000), 200, (200, 200)),
        ((LONGEST_SIDE, 1), 1200, (1200, 1)),
    ],
)
def test_large_ones_shrink_and_small_ones_stay(size, longest, expected):
    assert opened(read(picture(*size, kind="PNG"), longest=longest)).size == expected


def test_a_picture_that_a_telephone_took_sideways_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # orientation: turn by 90° clockwise
    assert opened(read(picture(40, 30, exif=exif))).size == (30, 40)


def test_metadata_is_gone():
    exif = Image.Exif()
    exif[0x010F], exif[0x010E] = "Kamerahersteller", "Geheimnis"
    exif.get_ifd(0x8825)[1] = "N"  # GPS
    content = picture(exif=exif, comment=b"Kommentar")
    assert b"Kamerahersteller" in content
    checked = read(content)
    assert not opened(checked).getexif()
    for word in (b"Kamerahersteller", b"Geheimnis", b"Kommentar", b"EXIF", b"ICCP", b"XMP "):
        assert word not in checked.content


def test_colours_of_another_profile_are_converted_and_the_profile_is_gone():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    image = opened(read(picture(icc_profile=profile)))
    assert "icc_profile" not in image.info
    assert opened(read(picture(icc_profile=b"no profile at all"))).size == (40, 30)


def test_what_was_transparent_stays_so():
    image = opened(read(picture(kind="PNG", mode="RGBA", colour=(0, 0, 0, 0))))
    assert image.getpixel((1, 1))[3] == 0


@pytest.mark.parametrize("mode", ["L", "1", "CMYK"])
def test_pictures_in_grey_black_and_for_print(mode):
    kind, colour = ("JPEG", (0, 0, 0, 0)) if mode == "CMYK" else ("PNG", 1)
    assert opened(read(picture(kind=kind, mode=mode, colour=colour))).mode == "RGB"


def test_of_a_moving_picture_the_first_is_taken():
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    image = opened(read(out.getvalue()))
    assert getattr(image, "n_frames", 1) == 1
    assert image.convert("RGB").getpixel((5, 5))[0] > 200


# ── what is refused ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xd8\xff",
        b"GIF89a",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"%PDF-1.7",
        b"BM" + b"\0" * 60,
        b"Kein Bild",
        picture()[:-200],
        picture(kind="TIFF"),
    ],
    ids=["jpeg-head", "gif-head", "svg", "pdf", "bmp", "text", "cut-off", "tiff"],
)
def test_what_is_no_picture_or_damaged_is_refused_in_words(content):
    with pytest.raises(BadFile, match=NO_PICTURE):
        read(content)


@pytest.mark.parametrize(
    ("width", "height"), [(20_000, 10), (10, 20_000), (8_000, 8_000), (60_000, 60_000), (LONGEST_SIDE + 1, 1)]
)
def test_too_many_pixels_are_refused_before_they_are_decoded(width, height):
    with pytest.raises(BadFile, match=r"höchstens 12\.000 Pixel"):
        read(png_claiming(width, height))


def test_the_error_says_how_large_it_is():
    with pytest.raises(BadFile, match=r"hat 20\.000 × 10 Pixel"):
        read(png_claiming(20_000, 10))


def test_the_limit_itself_is_taken():
    width = LONGEST_SIDE
    with pytest.raises(BadFile, match=NO_PICTURE):  # its size is fine, its content is missing
        read(png_claiming(width, MOST_PIXELS // width))


def test_a_text_in_a_picture_that_unpacks_to_a_hundred_megabytes():
    text = b"Comment\0\0" + zlib.compress(b"x" * 100_000_000, 9)
    good = picture(kind="PNG")
    chunk = struct.pack(">I", len(text)) + b"zTXt" + text + struct.pack(">I", zlib.crc32(b"zTXt" + text))
    with pytest.raises(BadFile, match=NO_PICTURE):
        read(good[:33] + chunk + good[33:])


@pytest.mark.parametrize(("size", "words"), [(0, "ist leer"), (10_000_001, "größer als 10 MB")])
def test_too_much_and_nothing(size, words):
    with pytest.raises(BadFile, match=words):
        read(b"\xff" * size)


BASES = [picture(kind=kind) for kind in ("JPEG", "PNG", "WEBP", "GIF")]


@given(st.sampled_from(BASES), st.data())
def test_a_damaged_picture_is_read_or_refused_but_nothing_else_happens(base, data):
    content = bytearray(base)
    for _time in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        checked = read(bytes(content[: data.draw(st.integers(1, len(content)))]))
    except BadFile:
        return
    assert opened(checked).format == "WEBP"


@given(st.binary(min_size=1, max_size=200))
def test_any_bytes_are_refused_in_words(content):
    with pytest.raises(BadFile):
        read(content)
