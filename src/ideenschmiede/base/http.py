"""HTTP manners shared by all views: ETags for public pages, 404 for what one may not see."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import condition

from ideenschmiede.base import chronicle
from ideenschmiede.base.rules import Rule

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def etag_of(request: HttpRequest, *_args: object, **_kwargs: object) -> str | None:
    """What a page shown to a guest depends on: the chronicle's head, the address, language, look, place, software.

    None (no ETag) for people who are signed in and while a message waits to be shown.
    """
    if request.user.is_authenticated or "messages" in request.COOKIES:
        return None
    look = [request.COOKIES.get(name, "") for name in ("theme", "ort")]
    parts = [settings.VERSION, str(chronicle.head()), request.get_full_path(), get_language() or "", *look]
    return f'W/"{hashlib.sha256(chr(0).join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]}"'


def public_page(view: View[P]) -> View[P]:
    """Decorator: a page with an ETag, so that an unchanged one is answered by 304 before any work is done."""

    @wraps(view)
    @condition(etag_func=etag_of)
    def wrapper(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        patch_vary_headers(response, ["Cookie", "Accept-Language", "HX-Request"])
        patch_cache_control(response, private=True, no_cache=True)
        return response

    return wrapper


def only(permission: Rule) -> Callable[[View[P]], View[P]]:
    """Decorator for whole pages: guests are asked to sign in and come back, others who may not get 404."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def wrapper(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if permission(request.user):
                return view(request, *args, **kwargs)
            if request.user.is_authenticated:
                raise Http404
            return redirect_to_login(request.get_full_path())

        return wrapper

    return decorate
