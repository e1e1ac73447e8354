"""Which of the files that were brought is which: single ones, packed ones (.gz), or all in a .zip."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from ideenschmiede.base.tables import MAX_BYTES, MAX_UNPACKED, gunzip
from ideenschmiede.deliberation.actions.importing.sheets import ConversationError, Kind, Sheet

ZIP, GZIP = b"PK\x03\x04", b"\x1f\x8b"
MOST_MEMBERS = 200
# by the end of the name; the first that fits
ENDINGS = (
    ("summary.csv", Kind.SUMMARY),
    ("participants-votes.csv", Kind.PARTICIPANTS),
    ("participant-votes.csv", Kind.PARTICIPANTS),
    ("votes.csv", Kind.VOTES),
    ("comments.csv", Kind.COMMENTS),
)


def unpack(files: Iterable[tuple[str, bytes]]) -> dict[Kind, Sheet]:
    """The files of one conversation, by what they are. What a zip holds besides is passed over.

    Raises `ConversationError` for a file of which nobody knows what it is, for two of a kind, and for damaged or too
    large ones.
    """
    files = list(files)
    if sum(len(content) for _name, content in files) > MAX_BYTES:
        raise ConversationError(_("The files are larger than 20 MB together."))
    found: dict[Kind, Sheet] = {}
    room = MAX_UNPACKED
    for name, content in _members(files):
        kind = kind_of(name)
        if kind is None:
            continue
        if kind in found:
            message = _(
                "“%(first)s” and “%(second)s” are the same kind of file. Please bring one conversation at a time."
            )
            raise ConversationError(message % {"first": found[kind].name, "second": name})
        found[kind] = Sheet(name, gunzip(content) if content.startswith(GZIP) else content)
        room -= len(found[kind].content)
        if room < 0:
            raise ConversationError(_("The files are too large once they are unpacked."))
    return found


def kind_of(name: str) -> Kind | None:
    """What a file is, by its name: that of a Polis export, with whatever in front, perhaps packed."""
    last = PurePosixPath(name.replace("\\", "/")).name.lower().removesuffix(".gz")
    return next((kind for ending, kind in ENDINGS if last.endswith(ending)), None)


def _members(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    for name, content in files:
        if content.startswith(ZIP):
            yield from _of_zip(name, content)
        elif kind_of(name) is None:
            message = _(
                "What “%(name)s” is cannot be told from its name. An export of Polis has summary.csv, comments.csv, "
                "votes.csv and participants-votes.csv; bring these, or all in one .zip."
            )
            raise ConversationError(message % {"name": name[-100:]})
        else:
            yield name, content


def _of_zip(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [one for one in archive.infolist() if not one.is_dir() and "__MACOSX" not in one.filename]
            for member in members[:MOST_MEMBERS]:
                if kind_of(member.filename) is not None:
                    with archive.open(member) as stream:
                        yield member.filename, _limited(stream.read(MAX_UNPACKED + 1))
    except (OSError, EOFError, ValueError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise ConversationError(_("The zip file “%(name)s” is damaged.") % {"name": name[-100:]}) from error


def _limited(content: bytes) -> bytes:
    if len(content) > MAX_UNPACKED:
        raise ConversationError(_("The files are too large once they are unpacked."))
    return content
