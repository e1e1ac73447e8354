"""What import-linter cannot see: foreign keys and links in templates point down the layers, too."""

import configparser
import re
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "ideenschmiede"


def layers_written_down():
    """The order of the contract, lowest first, so that it is written in one place."""
    contract = configparser.ConfigParser()
    contract.read(ROOT / ".importlinter")
    names = contract["importlinter:contract:apps"]["layers"].split()
    return [name.strip("()") for name in reversed(names)]


LAYERS = layers_written_down()
# where the names of addresses come from: allauth's pages belong to the base, which restyles them
ALLAUTH = ("account_", "mfa_", "usersessions_")


def height(app):
    return LAYERS.index(app)


def our_models():
    return [model for model in apps.get_models() if model.__module__.startswith("ideenschmiede.")]


def test_all_apps_have_a_layer():
    there = {path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists()}
    assert there <= set(LAYERS)
    assert {"base", "places", "transfer", "site"} <= there
    assert LAYERS[0] == "cores"
    assert LAYERS[-1] == "site"


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_relations_point_down(model):
    own = model._meta.app_label
    assert own in LAYERS
    for field in [*model._meta.fields, *model._meta.many_to_many]:
        target = field.related_model
        if target is None or not target.__module__.startswith("ideenschmiede."):
            continue
        assert height(target._meta.app_label) <= height(own), f"{model._meta.label}.{field.name} points up"


def test_there_are_relations_to_check():
    labels = {model._meta.label for model in our_models()}
    assert {"base.Account", "places.Place", "transfer.Practice"} <= labels


def app_of_name(name):
    """The app that an address belongs to by its name."""
    if name.startswith(ALLAUTH):
        return "base"
    space, colon, _rest = name.partition(":")
    return space if colon else None


def links():
    """(template, name of an address) for all `{% url %}` in templates."""
    for path in sorted(SOURCE.glob("*/templates/**/*.*")):
        for name in re.findall(r"""{%-?\s*url\s+["']([^"']+)["']""", path.read_text(encoding="utf-8")):
            yield pytest.param(path, name, id=f"{path.relative_to(SOURCE)}-{name}")


@pytest.mark.parametrize(("path", "name"), list(links()))
def test_links_in_templates_point_down(path, name):
    target = app_of_name(name)
    assert target in LAYERS, f"{name} has no app in front"
    own = path.relative_to(SOURCE).parts[0]
    assert height(target) <= height(own), f"{path.name} links up to {name}; give the page a slot (site/panels.py)"


def test_links_in_code_point_down():
    """`reverse` and `redirect` with the name of an address, outside `site`."""
    pattern = re.compile(r"""\b(?:reverse|redirect|reverse_lazy|resolve_url)\(\s*["'](\w+):""")
    for path in sorted(SOURCE.rglob("*.py")):
        own = path.relative_to(SOURCE).parts[0]
        if own in LAYERS:
            for target in pattern.findall(path.read_text(encoding="utf-8")):
                assert height(target) <= height(own), f"{path} leads up to {target}"


def test_templates_are_included_from_below_only():
    pattern = re.compile(r"""{%-?\s*(?:include|extends)\s+["'](\w+)/""")
    for path in sorted(SOURCE.glob("*/templates/**/*.*")):
        own = path.relative_to(SOURCE).parts[0]
        for target in pattern.findall(path.read_text(encoding="utf-8")):
            if target in LAYERS:
                assert height(target) <= height(own), f"{path} takes from {target}"


def test_no_signals_of_our_own():
    for path in sorted(SOURCE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"^\s*(from|import) django\.(dispatch|db\.models\.signals)", text, re.MULTILINE), path
