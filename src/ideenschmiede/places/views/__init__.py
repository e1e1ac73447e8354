"""Pages of places: the list and search, a place with its twins, and the office's imports."""

from ideenschmiede.places.views.imports import confirm_indicators, confirm_register, imports, upload
from ideenschmiede.places.views.lists import index, search
from ideenschmiede.places.views.one import detail

__all__ = ["confirm_indicators", "confirm_register", "detail", "imports", "index", "search", "upload"]
