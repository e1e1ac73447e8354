"""Keys that lie apart from the database, in files that no backup takes along.

What is confidential stands in the database under pseudonyms made with such a key (DESIGN §5). Whoever has the database
but not the key cannot say whose they are; once the key is destroyed, nobody can. The folder is `IDEENSCHMIEDE_KEYS`;
where several servers share a database, they must share this folder, too.
"""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path

from django.conf import settings

LENGTH = 32  # bytes: as long as the hash of the HMAC
NAME = re.compile(r"[a-z]+-[0-9]+")
# tar, borg, restic and others leave out a folder with this file (https://bford.info/cachedir/)
LEFT_OUT = "CACHEDIR.TAG"
LEFT_OUT_BECAUSE = (
    "Signature: 8a477f597d28d172789f06886806bc55\n# Keys of confidential questions: never back them up.\n"
)


class KeyGone(LookupError):
    """There is no key of this name: it was destroyed, or never made."""


def make(name: str) -> None:
    """Make a new random key, such as "question-12". One that is there already stays as it is."""
    folder = _folder()
    try:
        file = os.open(folder / _checked(name), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    try:
        _write(file, secrets.token_bytes(LENGTH))
    finally:
        os.close(file)
    _sync(folder)


def read(name: str) -> bytes:
    """The key, `LENGTH` bytes. Raises `KeyGone`."""
    try:
        key = (settings.KEYS_DIR / _checked(name)).read_bytes()
    except FileNotFoundError:
        raise KeyGone(name) from None
    if len(key) != LENGTH:  # a disk that was full when it was made
        raise KeyGone(name)
    return key


def destroy(name: str) -> None:
    """Overwrite the key with zeros and remove it, for good. One that is gone stays gone."""
    path: Path = settings.KEYS_DIR / _checked(name)
    try:
        file = os.open(path, os.O_WRONLY)
    except FileNotFoundError:
        return
    try:
        _write(file, bytes(LENGTH))
    finally:
        os.close(file)
    path.unlink(missing_ok=True)
    _sync(path.parent)


def names() -> list[str]:
    """The names of all keys that are there."""
    folder: Path = settings.KEYS_DIR
    return sorted(path.name for path in folder.iterdir() if NAME.fullmatch(path.name)) if folder.is_dir() else []


def _folder() -> Path:
    folder: Path = settings.KEYS_DIR
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    tag = folder / LEFT_OUT
    if not tag.exists():
        tag.write_text(LEFT_OUT_BECAUSE, encoding="ascii")
    return folder


def _checked(name: str) -> str:
    if not NAME.fullmatch(name):
        raise ValueError(f"no name of a key: {name}")
    return name


def _write(file: int, content: bytes) -> None:
    os.write(file, content)
    os.fsync(file)


def _sync(folder: Path) -> None:
    """The folder itself, too: a power cut must bring back no file that was removed."""
    directory = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
