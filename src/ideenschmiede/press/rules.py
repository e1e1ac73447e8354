"""Who may see and write clippings and releases."""

from ideenschmiede.base.models import Who
from ideenschmiede.base.rules import is_office, rule
from ideenschmiede.press.models import Release


@rule
def is_published(_who: Who, thing: object) -> bool:
    """True for a release that is out."""
    return isinstance(thing, Release) and thing.status == Release.Status.PUBLISHED


# the full text of an article belongs to its newspaper: nobody else reads it, in whatever form
may_read_clippings = is_office
may_write_clippings = is_office
may_write_releases = is_office
may_read_release = is_office | is_published
