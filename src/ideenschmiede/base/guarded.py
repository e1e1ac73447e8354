"""Tables in which only actions write: everything else that tries gets an error at once, in tests and in production.

    class Appointment(Guarded): ...

    @transaction.atomic
    @writing()
    def appoint(*, …): ...

`save`, `delete` and writes through `objects` and related managers are guarded. Not guarded are what Django does by
itself when another row goes (`on_delete`: protect such relations), and `add` of a row that exists to a relation.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ClassVar, TypeVar

from django.db import models

_is_writing: ContextVar[bool] = ContextVar("is_writing", default=False)
M = TypeVar("M", bound=models.Model)


class WrittenOutsideAction(TypeError):
    """Somebody tried to write into a guarded table without an action."""


@contextmanager
def writing() -> Iterator[None]:
    """What runs inside may write into guarded tables: for actions, as a decorator or around a part of them."""
    token = _is_writing.set(True)
    try:
        yield
    finally:
        _is_writing.reset(token)


def _check(model: type[models.Model]) -> None:
    if not _is_writing.get():
        raise WrittenOutsideAction(f"Only actions write {model._meta.label}: call one, or use writing() in it.")


class GuardedQuerySet(models.QuerySet[M]):
    def update(self, **kwargs: Any) -> int:
        _check(self.model)
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        _check(self.model)
        return super().delete()

    def bulk_create(self, *args: Any, **kwargs: Any) -> list[M]:
        _check(self.model)
        return super().bulk_create(*args, **kwargs)


class Guarded(models.Model):
    """A model that only actions write. A manager of its own must come from a `GuardedQuerySet`, too."""

    objects: ClassVar[models.Manager[Any]] = models.Manager.from_queryset(GuardedQuerySet)()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        _check(type(self))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        _check(type(self))
        return super().delete(*args, **kwargs)
