"""What every page knows: the network's name, the navigation, light or dark."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from ideenschmiede.base.rules import is_office, is_operator

# at most seven, in the order of shared UX; an entry appears when its app has pages
NAVIGATION = (
    (_("Solutions"), "transfer:list"),
    (_("Pilot projects"), "pilots:list"),
    (_("Ideas"), "ideas:list"),
    (_("Working groups"), "groups:list"),
    (_("Gatherings"), "gatherings:list"),
    (_("Members"), "people:list"),
    (_("Places"), "places:list"),
)


def _navigation(request: HttpRequest) -> list[dict[str, Any]]:
    entries = []
    for label, name in NAVIGATION:
        try:
            url = reverse(name)
        except NoReverseMatch:  # the app is not there yet
            continue
        entries.append({"label": label, "url": url, "active": request.path.startswith(url)})
    return entries


def site(request: HttpRequest) -> dict[str, Any]:
    """Context processor; costs no query for guests."""
    theme = request.COOKIES.get("theme", "")
    user = getattr(request, "user", None)  # absent when an error page is made before sign-in is known
    return {
        "network_name": settings.NETWORK_NAME,
        "demo": settings.DEMO,
        "navigation": _navigation(request),
        "theme": theme if theme in {"light", "dark"} else "",
        "may_office": user is not None and is_office(user),
        "may_operate": user is not None and is_operator(user),
    }
