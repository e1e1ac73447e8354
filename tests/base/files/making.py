"""Uploads for tests."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def upload(content, name="datei"):
    return SimpleUploadedFile(name, content)


def picture(width=40, height=30, kind="JPEG", colour=(200, 30, 30), mode="RGB", **options):
    """The bytes of a picture of one colour."""
    out = io.BytesIO()
    Image.new(mode, (width, height), colour).save(out, kind, **options)
    return out.getvalue()


def opened(checked):
    image = Image.open(io.BytesIO(checked.content))
    image.load()
    return image


def packed(files, method=zipfile.ZIP_STORED):
    """A ZIP with these files, in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()
