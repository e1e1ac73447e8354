"""Where files lie: below DATA_DIR, in a folder for each use, under names that say nothing and cannot be guessed."""

import secrets
from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import structlog
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models.fields.files import FieldFile
from django.utils import timezone

from ideenschmiede.base.files.uploads import CheckedFile

log = structlog.get_logger("ideenschmiede.files")

SPARED = timedelta(days=1)  # the action that keeps a file may still be at work


def keep(folder: str, file: CheckedFile) -> str:
    """Store the file and return its name, for a `FileField`: `person.portrait = keep("people/portraits", picture)`.

    Where the action's transaction is undone later, the file is an orphan, which `sweep` removes.
    """
    return default_storage.save(f"{folder}/{secrets.token_urlsafe(16)}{file.suffix}", ContentFile(file.content))


def drop(file: FieldFile | str) -> None:
    """Remove a file as soon as the transaction that lets go of it is committed; nothing happens for an empty name.

    A disk that does not obey is logged and does not disturb the action; `sweep` tries again.
    """
    if name := str(file):
        transaction.on_commit(partial(_remove, name))


def _remove(name: str) -> None:
    try:
        default_storage.delete(name)
    except OSError as error:
        log.error("file not removed", name=name, error=type(error).__name__)


def sweep() -> int:
    """Remove files that no row names and that are older than a day; returns how many."""
    wanted = _named()
    orphans = [name for name in _stored() if name not in wanted and _is_old(name)]
    for name in orphans:
        _remove(name)
    return len(orphans)


def _named() -> set[str]:
    """All names in file fields of all models."""
    return {
        str(name)
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, models.FileField)
        for name in model._base_manager.values_list(field.attname, flat=True).distinct()
        if name
    }


def _stored(folder: str = "") -> Iterator[str]:
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:  # nothing was ever kept
        return
    yield from (f"{folder}{name}" for name in files)
    for name in folders:
        yield from _stored(f"{folder}{name}/")


def _is_old(name: str) -> bool:
    try:
        return timezone.now() - default_storage.get_modified_time(name) > SPARED
    except FileNotFoundError:  # somebody else removed it meanwhile
        return False
