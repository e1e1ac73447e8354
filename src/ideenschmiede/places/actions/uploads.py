"""Keep an uploaded file between its preview and the confirmation, where all web nodes find it."""

import hashlib
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from ideenschmiede.base.models import Who
from ideenschmiede.base.rules import require
from ideenschmiede.places.rules import may_import

FOLDER = "imports"
KEPT_FOR = timedelta(days=1)


def keep_upload(*, data: bytes, by: Who | None, at: datetime) -> str:
    """Store the file; returns the token that finds it again. Forgotten uploads of earlier days are removed."""
    require(may_import, by)
    _remove_forgotten(at)
    token = hashlib.sha256(data).hexdigest()
    if not default_storage.exists(_path(token)):
        default_storage.save(_path(token), ContentFile(data))
    return token


def read_upload(*, token: str, by: Who | None) -> bytes | None:
    """The file, or None when it is there no more."""
    require(may_import, by)
    if not default_storage.exists(_path(token)):
        return None
    with default_storage.open(_path(token)) as stream:
        return bytes(stream.read())


def drop_upload(*, token: str, by: Who | None) -> None:
    """Remove the file after the import, or when the office thinks better of it."""
    require(may_import, by)
    default_storage.delete(_path(token))


def _path(token: str) -> str:
    return f"{FOLDER}/{token}"


def _remove_forgotten(at: datetime) -> None:
    if not default_storage.exists(FOLDER):
        return
    _folders, files = default_storage.listdir(FOLDER)
    for name in files:
        if default_storage.get_modified_time(_path(name)) < at - KEPT_FOR:
            default_storage.delete(_path(name))
