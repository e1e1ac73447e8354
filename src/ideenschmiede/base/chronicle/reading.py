"""Follow the chronicle by sealed positions, which are gapless: nothing that commits late is skipped."""

from ideenschmiede.base.models import ChronicleHead, Event


def head() -> int:
    """The last sealed position, 0 when nothing is sealed yet. One query."""
    position: int | None = ChronicleHead.objects.values_list("position", flat=True).first()
    return position or 0


def sealed_after(position: int, limit: int = 500) -> list[Event]:
    """At most `limit` sealed events after `position`, in their order."""
    return list(Event.objects.filter(position__gt=position).order_by("position")[:limit])
