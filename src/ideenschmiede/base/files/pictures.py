"""Pictures: anything may come in; what is kept is a small WebP that shows the picture and says nothing else."""

import io
import warnings
from contextlib import suppress
from typing import Any

from django.core.files.base import File
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps

from ideenschmiede.base.files.uploads import BadFile, CheckedFile, content_of
from ideenschmiede.base.text import number

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")  # all others stay closed, whatever the library could read; SVG is a program
LONGEST_SIDE = 12_000  # pixels
MOST_PIXELS = 40_000_000  # a memory of 160 MB while it is decoded
QUALITY = 82  # of WebP, 0 to 100: no difference to be seen in a portrait

warnings.simplefilter("error", Image.DecompressionBombWarning)


def read_image(upload: File[Any], *, longest: int = 1200) -> CheckedFile:
    """A picture as WebP, upright, at most `longest` pixels wide and high, without metadata (place, camera, time).

    JPEG, PNG, WebP, GIF, as the content says; of moving pictures the first. Its size is looked at before it is decoded.
    Raises `BadFile` for what is no picture, is damaged, or has more than 10 MB, 12,000 pixels a side or 40 million in
    all.
    """
    content = content_of(upload)
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
            _check_size(picture.width, picture.height)
            return CheckedFile(_as_webp(picture, longest), ".webp")
    except BadFile:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise BadFile(_too_large()) from error
    except Exception as error:  # decoders that meet nonsense raise whatever they like
        raise BadFile(
            _("This is not a picture that we can read. Please bring it as JPEG, PNG, WebP or GIF.")
        ) from error


def _check_size(width: int, height: int) -> None:
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        size = {"width": number(width, language=get_language()), "height": number(height, language=get_language())}
        raise BadFile(_("The picture has %(width)s × %(height)s pixels.") % size + " " + _too_large())


def _too_large() -> str:
    return _("We can take at most 12,000 pixels a side and 40 million in all. Please make the picture smaller.")


def _as_webp(picture: Image.Image, longest: int) -> bytes:
    picture.thumbnail((longest, longest))  # of a large JPEG, only as much is decoded as is needed
    upright = _in_common_colours(ImageOps.exif_transpose(picture))
    plain = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    plain.info.clear()  # what is in there would be written, too
    out = io.BytesIO()
    plain.save(out, "WEBP", quality=QUALITY)
    return out.getvalue()


def _in_common_colours(picture: Image.Image) -> Image.Image:
    """In sRGB, where the picture brings a colour profile: without it, photographs of telephones would look pale."""
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in ("RGB", "CMYK"):
        with suppress(ImageCms.PyCMSError, OSError):  # a damaged profile is none
            own, common = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(picture, own, common, outputMode="RGB") or picture
    return picture
