"""HTTP manners shared by all views: ETags for public pages, 404 for what one may not see."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.views.decorators.http import condition
from django_htmx.http import HttpResponseClientRedirect

from ideenschmiede.base import chronicle
from ideenschmiede.base.rules import Rule

P = ParamSpec("P")
T = TypeVar("T")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def _seen_by_guests(request: HttpRequest) -> str | None:
    """What a page shown to a guest depends on: the chronicle's head, the day, address, language, look, place, software.

    None (no ETag) for people who are signed in and while a message waits to be shown.
    """
    if request.user.is_authenticated or "messages" in request.COOKIES:
        return None
    state = [str(chronicle.head()), str(localdate())]  # what ends with a day looks otherwise the day after
    software = [settings.VERSION, settings.NETWORK_NAME, settings.NETWORK_EMAIL]
    look = [request.COOKIES.get(name, "") for name in ("theme", "ort")]
    return chr(0).join([*software, *state, request.get_full_path(), get_language() or "", *look])


def _tag(seen: str | None, request: HttpRequest) -> str | None:
    """The ETag. The secret of the forms belongs to it: signing in changes it, and a page kept from before has forms
    that would be refused."""
    if seen is None:
        return None
    secret = request.META.get("CSRF_COOKIE") or ""
    return f'W/"{hashlib.sha256(f"{seen}{chr(0)}{secret}".encode("utf-8", "surrogatepass")).hexdigest()[:32]}"'


def or_404(found: T | None) -> T:
    """What a query found; a page that names what is not there, or not for this reader, is not there either."""
    if found is None:
        raise Http404
    return found


def number_in(text: str, otherwise: int = 0) -> int:
    """A whole number that an address or a hidden field carries; 0, which no row has, for what is none or too large."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else otherwise


def public_page(view: View[P]) -> View[P]:
    """Decorator: a page with an ETag, so that an unchanged one is answered by 304 before any work is done."""

    def nothing_else(*_args: P.args, **_kwargs: P.kwargs) -> str:
        return ""

    return public_page_of(nothing_else)(view)


def public_page_of(state: Callable[P, object]) -> Callable[[View[P]], View[P]]:
    """Decorator, as `public_page`: `state`, of what the address names, says on what else the page depends that the
    chronicle does not record, such as the number of the last opinion map."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def wrapper(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            seen = _seen_by_guests(request)  # before the page is made: what happens meanwhile must make it old
            if seen is not None:
                seen += f"{chr(0)}{state(*args, **kwargs)}"

            def respond(request: HttpRequest, /) -> HttpResponse:
                response = view(request, *args, **kwargs)
                patch_vary_headers(response, ["Cookie", "Accept-Language", "HX-Request"])
                patch_cache_control(response, private=True, no_cache=True)
                if tag := _tag(seen, request):
                    response["ETag"] = tag  # anew: a first visitor's secret is made with the page
                return response

            answer: HttpResponse = condition(etag_func=lambda request: _tag(seen, request))(respond)(request)
            return answer

        return wrapper

    return decorate


def _stood_on(request: HttpRequest) -> str:
    """Path and query of the page of ours from which the request came; empty if the browser does not say."""
    try:
        page = urlsplit(request.headers.get("Referer", ""))
    except ValueError:  # "http://[::1"
        return ""
    return urlunsplit(("", "", page.path, page.query, "")) if page.netloc == request.get_host() else ""


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the page for signing in, and from there back: after a form to the page on which it stood, where `kept.js`
    fills it in again. A part that a page asks for while somebody writes is left out: the form itself will lead there.
    """
    is_part, is_form = bool(getattr(request, "htmx", False)), request.method == "POST"
    if is_part and not is_form:
        return HttpResponse(status=204)  # htmx leaves the page as it is
    answer = redirect_to_login((is_form and _stood_on(request)) or request.get_full_path())
    return HttpResponseClientRedirect(answer.url) if is_part else answer


def only(permission: Rule) -> Callable[[View[P]], View[P]]:
    """Decorator for whole pages: guests are asked to sign in and come back, others who may not get 404."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def wrapper(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if permission(request.user):
                return view(request, *args, **kwargs)
            if request.user.is_authenticated:
                raise Http404
            return _to_sign_in(request)

        return wrapper

    return decorate
