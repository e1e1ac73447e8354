"""The text inside an uploaded file: plain, or packed as .gz or .zip, with limits against bombs; and its encoding."""

import gzip
import io
import zipfile
import zlib
from typing import Protocol

from django.utils.translation import gettext as _

from ideenschmiede.base.errors import ActionError

LARGEST_PACKED = 20_000_000  # bytes; the real register has 340 kB packed
LARGEST_UNPACKED = 64_000_000  # bytes; the real register has 3.5 MB
UTF8_MARK = b"\xef\xbb\xbf"


class UnreadableFileError(ActionError):
    """The file is empty, too large, damaged, or in no encoding that we know."""


def unpack(data: bytes, *, wanted: str = "") -> bytes:
    """The bytes of a plain, gzipped or zipped file. In a zip with several files, the one whose name contains `wanted`.

    Raises `UnreadableFileError`.
    """
    if not data.strip():
        raise UnreadableFileError(_("The file is empty."))
    if len(data) > LARGEST_UNPACKED:
        raise UnreadableFileError(_("The file is too large."))
    try:
        if data.startswith(b"\x1f\x8b"):
            with gzip.open(io.BytesIO(data)) as stream:
                return _limited(stream, len(data))
        if data.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(_member(archive, wanted)) as stream:
                return _limited(stream, len(data))
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise UnreadableFileError(_("The packed file is damaged or incomplete. Please download it again.")) from error
    return data


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


def _limited(stream: _Readable, packed: int) -> bytes:
    if packed > LARGEST_PACKED:
        raise UnreadableFileError(_("The file is too large."))
    content = stream.read(LARGEST_UNPACKED + 1)
    if len(content) > LARGEST_UNPACKED:
        raise UnreadableFileError(_("The file is too large when unpacked."))
    if not content.strip():
        raise UnreadableFileError(_("The file is empty."))
    return content


def _member(archive: zipfile.ZipFile, wanted: str) -> zipfile.ZipInfo:
    files = [info for info in archive.infolist() if not info.is_dir()]
    named = [info for info in files if wanted.lower() in info.filename.lower()]
    texts = [info for info in named if info.filename.lower().endswith((".txt", ".asc", ".csv"))]
    for candidates in (texts, named, files):
        if len(candidates) == 1:
            return candidates[0]
    raise UnreadableFileError(_("The zip file does not hold exactly one file that can be imported."))


def decode(data: bytes) -> tuple[str, str]:
    """(text, encoding): UTF-8 with or without byte-order mark, else Windows-1252 (which contains ISO-8859-1's letters).

    A file cut inside a UTF-8 character keeps the rest. Raises `UnreadableFileError` for UTF-16 and binary files.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableFileError(_("The file is in UTF-16. Please save it as UTF-8."))
    if b"\x00" in data:
        raise UnreadableFileError(_("This is no text file."))
    marked = data.startswith(UTF8_MARK)
    try:
        return data.decode("utf-8-sig"), "utf-8-sig" if marked else "utf-8"
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and error.end == len(data):
            return data[: error.start].decode("utf-8-sig"), "utf-8"
    try:
        return data.decode("cp1252"), "cp1252"
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = _("Line %(line)d: the file is neither in UTF-8 nor in ISO-8859-1 or Windows-1252.")
        raise UnreadableFileError(message % {"line": line}) from error
