"""Rate limits for what strangers may call: so many a minute per address, in the memory of each web worker.

Per worker, not shared: it protects the machine from one eager visitor without a write to the database.
Sign-in has limits of its own (allauth), which are shared through the database.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from ipaddress import ip_address, ip_network
from threading import Lock
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

P = ParamSpec("P")
WINDOW = 60.0
REMEMBERED = 10_000


class Limiter:
    """Counts calls per key in fixed windows of a minute; forgets the oldest keys when there are too many."""

    def __init__(self) -> None:
        self._counts: OrderedDict[str, tuple[float, int]] = OrderedDict()
        self._lock = Lock()

    def allows(self, key: str, most: int, now: float) -> bool:
        """Count one call of `key` at `now` (seconds); False when it is one too many for this minute."""
        with self._lock:
            start, count = self._counts.pop(key, (now, 0))
            if now - start >= WINDOW:
                start, count = now, 0
            self._counts[key] = (start, count + 1)
            if len(self._counts) > REMEMBERED:
                self._counts.popitem(last=False)
            return count < most


_limiter = Limiter()


def address_of(request: HttpRequest) -> str:
    """The visitor's address, believing as many proxies as the operator says there are."""
    proxies: int = settings.TRUSTED_PROXIES
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if proxies and len(forwarded) >= proxies:
        return forwarded[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))


def visitor_of(address: str) -> str:
    """Whom calls from this address are counted for: an IPv6 visitor has a network of 2⁶⁴ addresses to call from."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:
        return address
    return str(parsed.ipv4_mapped or ip_network((int(parsed), 64), strict=False))


def limited(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Decorator: answer 429 to an address that asks more often than `SEARCHES_PER_MINUTE` (0 = no limit)."""

    @wraps(view)
    def wrapper(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        most: int = settings.SEARCHES_PER_MINUTE
        if most and not _limiter.allows(f"{view.__name__} {visitor_of(address_of(request))}", most, time.monotonic()):
            return too_many(request)
        return view(request, *args, **kwargs)

    return wrapper


def too_many(request: HttpRequest, _exception: Exception | None = None) -> HttpResponse:
    """The page for 429, with the time after which it works again."""
    response = render(request, "429.html", status=429)
    response["Retry-After"] = "60"
    return response
