"""Templates of the house come before those of the libraries it uses (allauth's pages are restyled in `base`)."""

from pathlib import Path

from django.apps import apps
from django.template.loaders.filesystem import Loader


class HouseFirst(Loader):
    """Looks in the `templates` folders of our own apps, whatever their place in INSTALLED_APPS."""

    def get_dirs(self) -> list[Path]:  # type: ignore[override]  # the stub's type allows str only
        own = (config for config in apps.get_app_configs() if config.name.startswith("ideenschmiede."))
        return [folder for config in own if (folder := Path(config.path) / "templates").is_dir()]
