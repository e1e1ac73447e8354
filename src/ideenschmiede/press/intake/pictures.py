"""The text of a picture, read by tesseract where it is installed with German."""

from __future__ import annotations

import io
import os
import shutil
import subprocess

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from ideenschmiede.press.intake.errors import NoTesseract, NotReadable, TooLarge

FORMATS = ("PNG", "JPEG", "TIFF", "WEBP", "GIF", "BMP")
MOST_PIXELS = 60_000_000  # a page of a newspaper, scanned at 400 dpi, has 40 million
LONGEST_SIDE = 20_000
MOST_PAGES = 5
SECONDS = 120


def tesseract_is_there() -> bool:
    """Whether pictures can be read here: the program and its German are installed (Debian: tesseract-ocr-deu)."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    try:
        listed = subprocess.run(  # noqa: S603  the program that the system names
            [program, "--list-langs"], capture_output=True, timeout=10, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return b"deu" in (listed.stdout + listed.stderr).split()


def text_of_picture(data: bytes) -> str:
    """The text of a picture, of a TIFF with several pages the first five. The size is looked at before it is decoded.

    Raises `NotReadable`, `TooLarge`, `NoTesseract`.
    """
    pages = _pages(data)
    if not tesseract_is_there():
        raise NoTesseract(
            _(
                "Pictures cannot be read on this computer: tesseract with German is not installed. The administration "
                "can install it (Debian: tesseract-ocr-deu). Until then, please paste the text."
            )
        )
    return "\n\n".join(_read(page) for page in pages)


def _pages(data: bytes) -> list[bytes]:
    """The pages as grey PNG, upright."""
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            pages = []
            for number in range(min(MOST_PAGES, getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1)):
                picture.seek(number)
                _check_size(picture.width, picture.height)
                out = io.BytesIO()
                ImageOps.exif_transpose(picture).convert("L").save(out, "PNG", compress_level=1)
                pages.append(out.getvalue())
            return pages
    except TooLarge:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooLarge(_too_large()) from error
    except Exception as error:  # decoders that meet nonsense raise whatever they like
        raise NotReadable(
            _("The picture is damaged. Please save it anew as PNG or JPEG, or paste the text.")
        ) from error


def _check_size(width: int, height: int) -> None:
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        raise TooLarge(_too_large())


def _too_large() -> str:
    return _("The picture has too many pixels: at most 60 million can be read. Please make it smaller.")


def _read(page: bytes) -> str:
    program = shutil.which("tesseract") or "tesseract"
    try:
        done = subprocess.run(  # noqa: S603  the program that the system names; the picture goes in as data
            [program, "stdin", "stdout", "-l", "deu", "--dpi", "300"],
            input=page,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotReadable(
            _("Reading the picture takes too long. Please make it smaller, or paste the text.")
        ) from error
    if done.returncode:
        raise NotReadable(_("The picture could not be read. Please save it anew as PNG or JPEG, or paste the text."))
    return done.stdout.decode("utf-8", "replace")
