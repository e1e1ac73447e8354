"""Answer with a file that somebody brought. Whoever calls this has asked the rule."""

import hashlib
from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

TYPES = {
    ".webp": "image/webp",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".txt": "text/plain; charset=utf-8",
}
SHOWN = {".webp", ".png", ".jpg"}  # all else could be more than a picture
POLICY = "default-src 'none'; sandbox"  # even opened by itself, it runs nothing, loads nothing and is nobody


def serve(request: HttpRequest, file: FieldFile | str, *, filename: str, inline: bool = False) -> HttpResponseBase:
    """The file, to be saved as `filename` (without ending), or shown where `inline` is set and it is a picture.

    The reader's own browser may keep it, and asks each time whether it still may. Raises `Http404` for an empty name
    and a file that is not there.
    """
    name = str(file)
    suffix = PurePosixPath(name).suffix
    tag = f'"{hashlib.sha256(name.encode()).hexdigest()[:32]}"'  # under one name the content never changes
    unchanged = get_conditional_response(request, etag=tag) if name and default_storage.exists(name) else None
    response = unchanged or _whole(name, filename + suffix, attachment=not (inline and suffix in SHOWN))
    response["ETag"] = tag
    confine(response)
    patch_vary_headers(response, ["Cookie"])
    patch_cache_control(response, private=True, no_cache=True)
    return response


def confine(response: HttpResponseBase) -> None:
    """What a stranger's file must not do in a browser: run, load anything, be taken for another kind."""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY


def _whole(name: str, filename: str, *, attachment: bool) -> FileResponse:
    try:
        file = default_storage.open(name)
    except (OSError, ValueError) as error:  # gone, or no name at all
        raise Http404 from error
    filename = filename.replace("/", "-")  # of “Protokoll 3/2026” Django would leave “2026”
    kind = TYPES.get(PurePosixPath(name).suffix, "application/octet-stream")
    return FileResponse(file, as_attachment=attachment, filename=filename, content_type=kind)
