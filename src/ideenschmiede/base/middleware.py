"""A request id for every request, in the log and in the answer; and the reader's choice of light or dark."""

import re
import time
from collections.abc import Callable
from uuid import uuid4

import structlog
from django.http import HttpRequest, HttpResponse
from structlog.typing import EventDict

log = structlog.get_logger("ideenschmiede.request")

GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")
QUIET = ("/static/", "/gesundheit/")

Handler = Callable[[HttpRequest], HttpResponse]


def request_log(get_response: Handler) -> Handler:
    """Bind a request id to all log lines of a request and write one line when it is answered.

    The line holds method, path without query (needs are typed by people) and without the token of a link (whoever reads
    the log could use it), status and time; no address, no account.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if GIVEN.fullmatch(given) else uuid4().hex
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            start = time.perf_counter()
            response = get_response(request)
            if not request.path.startswith(QUIET):
                milliseconds = round((time.perf_counter() - start) * 1000, 1)
                log.info(
                    "answered",
                    method=request.method,
                    path=_path_of(request),
                    status=response.status_code,
                    ms=milliseconds,
                )
        response["X-Request-ID"] = request_id
        return response

    return handle


def without_token(_logger: object, _level: str, line: EventDict) -> EventDict:
    """Processor for lines of Django's own loggers: they name the path as well, when a form is refused for example."""
    request = getattr(line.get("_record"), "request", None)
    if isinstance(request, HttpRequest):
        line["event"] = str(line["event"]).replace(request.path, _path_of(request))
    return line


def _path_of(request: HttpRequest) -> str:
    match = request.resolver_match
    token = str(match.kwargs.get("token", "")) if match else ""
    return request.path.replace(token, "…") if token else request.path
