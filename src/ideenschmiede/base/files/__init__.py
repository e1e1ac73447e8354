"""Files that people bring: read and checked by their content, kept under random names, served by views with a rule.

A form takes them by `PictureField` and `AttachmentField`, or an action by `read_image` and `read_attachment`; the
action calls `keep` and stores the name in a `FileField`, and `drop` when the row lets go of it. Nothing serves the
folder itself: the view of an app asks its rule and calls `serve`.
"""

from ideenschmiede.base.files.attachments import read_attachment
from ideenschmiede.base.files.fields import AttachmentField, PictureField
from ideenschmiede.base.files.keeping import drop, keep, sweep
from ideenschmiede.base.files.pictures import read_image
from ideenschmiede.base.files.serving import confine, serve
from ideenschmiede.base.files.uploads import BadFile, CheckedFile

__all__ = [
    "AttachmentField",
    "BadFile",
    "CheckedFile",
    "PictureField",
    "confine",
    "drop",
    "keep",
    "read_attachment",
    "read_image",
    "serve",
    "sweep",
]
