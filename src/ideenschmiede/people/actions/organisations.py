"""Record, change and remove organisations."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ideenschmiede.base.chronicle import record
from ideenschmiede.base.models import Visibility, Who
from ideenschmiede.base.rules import require
from ideenschmiede.people.actions.filling import PersonError, fill
from ideenschmiede.people.models import Organisation
from ideenschmiede.people.rules import may_change_organisation

WRITABLE = frozenset({"name", "abbreviation", "sector", "place", "website", "is_example"})


@transaction.atomic
def record_organisation(*, values: Mapping[str, Any], by: Who | None, at: datetime) -> Organisation:
    """Note an organisation (`WRITABLE`). Raises `PersonError`, also where there is one of this name."""
    require(may_change_organisation, by)
    organisation = Organisation(created_at=at)
    _fill(organisation, values)
    organisation.save()
    _note("organisation.recorded", organisation, by, at)
    return organisation


@transaction.atomic
def change_organisation(*, organisation: Organisation, values: Mapping[str, Any], by: Who | None, at: datetime) -> bool:
    """False where nothing differs. Raises as `record_organisation` does."""
    require(may_change_organisation, by, organisation)
    before = {name: getattr(organisation, name) for name in values}
    _fill(organisation, values)
    if all(getattr(organisation, name) == value for name, value in before.items()):
        return False
    organisation.save()
    _note("organisation.changed", organisation, by, at)
    return True


@transaction.atomic
def remove_organisation(*, organisation: Organisation, by: Who | None, at: datetime) -> None:
    """It was recorded by mistake. Raises `PersonError` while somebody belongs to it."""
    require(may_change_organisation, by, organisation)
    if organisation.memberships.exists():
        raise PersonError(_("Somebody belongs to this organisation. Please remove the memberships first."))
    _note("organisation.removed", organisation, by, at)
    organisation.delete()


def _fill(organisation: Organisation, values: Mapping[str, Any]) -> None:
    name = " ".join(str(values.get("name", organisation.name)).split())
    if Organisation.objects.filter(name__iexact=name).exclude(pk=organisation.pk).exists():
        raise PersonError(_("“%(name)s” has been recorded already.") % {"name": name})
    fill(organisation, values, WRITABLE)


def _note(verb: str, organisation: Organisation, by: Who | None, at: datetime) -> None:
    record(verb=verb, subject=organisation, by=by, at=at, visibility=Visibility.NETWORK)
