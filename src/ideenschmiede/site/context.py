"""What every page knows: the network's name, the navigation, light or dark."""

from functools import lru_cache
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

# what the law asks for and what a reader may want to check; an entry appears when its page exists
FOOTER = (
    (_("Press"), "press:list", ()),
    (_("Imprint"), "site:page", ("impressum",)),
    (_("Privacy"), "site:page", ("datenschutz",)),
    (_("Accessibility"), "site:page", ("barrierefreiheit",)),
    (_("Sources"), "site:sources", ()),
)


def _url(name: str, *args: str) -> str:
    """The address of a page, or nothing where its app is not there yet."""
    return _address(settings.ROOT_URLCONF, name, args)


@lru_cache(maxsize=100)  # sixteen on every page, always the same
def _address(_urls: str, name: str, args: tuple[str, ...]) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def _navigation(request: HttpRequest) -> list[dict[str, Any]]:
    entries = []
    for label, name in NAVIGATION:
        if url := _url(name):
            entries.append({"label": label, "url": url, "active": request.path.startswith(url)})
    return entries


def site(request: HttpRequest) -> dict[str, Any]:
    """Context processor; costs no query for guests."""
    theme = request.COOKIES.get("theme", "")
    user = getattr(request, "user", None)  # absent when an error page is made before sign-in is known
    return {
        "network_name": settings.NETWORK_NAME,
        "network_email": settings.NETWORK_EMAIL,
        "demo": settings.DEMO,
        "navigation": _navigation(request),
        "footer": [{"label": label, "url": url} for label, name, args in FOOTER if (url := _url(name, *args))],
        "profile_url": _url("people:profile"),
        "search_url": _url("site:search"),
        "office_url": _url("site:office"),
        "office_active": request.path.startswith(_url("site:office")),
        "theme": theme if theme in {"light", "dark"} else "",
        "may_office": user is not None and is_office(user),
        "may_operate": user is not None and is_operator(user),
    }
