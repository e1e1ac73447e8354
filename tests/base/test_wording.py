"""What libraries say in German is said with "Sie"."""

import re
from pathlib import Path

import allauth
import polib
import pytest
from django.utils import translation

import ideenschmiede.base as base

LIBRARY = polib.pofile(str(Path(allauth.__file__).parent / "locale/de/LC_MESSAGES/django.po"))
OURS = polib.pofile(str(Path(base.__path__[0]) / "wording/locale/de/LC_MESSAGES/django.po"))
FAMILIAR = re.compile(r"\b(du|dir|dich|dein\w*|gib|wähle|habe|klick|lass|versuche)\b", re.I)
# pages that this site does not have: passwords, user names, telephones, sign-up, logins through others
ELSEWHERE = re.compile(
    r"password|username|phone|sign ?up|account_already_exists|same email|Already have|have not created"
    r"|pending verif|Thank you for using"
)
APPS = re.compile(r"(^|templates/)(account|mfa|usersessions)/")


def shown_here(entry: polib.POEntry) -> bool:
    return any(APPS.search(path) for path, _ in entry.occurrences) and not (
        ELSEWHERE.search(entry.msgid) or all("password" in path for path, _ in entry.occurrences)
    )


@pytest.mark.parametrize("entry", [entry for entry in LIBRARY if shown_here(entry)], ids=lambda entry: entry.msgid[:40])
def test_nobody_is_called_du(entry):
    with translation.override("de"):
        said = translation.gettext(entry.msgid)
    assert not FAMILIAR.search(said.replace("Ich habe", "")), said


@pytest.mark.parametrize("entry", OURS, ids=lambda entry: entry.msgid[:40])
def test_each_of_our_wordings_is_used(entry):
    """A library that changes a sentence would silently bring its own back."""
    with translation.override("de"):
        assert translation.gettext(entry.msgid) == entry.msgstr


@pytest.mark.parametrize(
    "entry", [entry for entry in OURS if entry.comment == "allauth"], ids=lambda entry: entry.msgid[:40]
)
def test_the_library_still_says_what_we_reword(entry):
    assert LIBRARY.find(entry.msgid) is not None


@pytest.mark.parametrize("entry", OURS, ids=lambda entry: entry.msgid[:40])
def test_no_placeholder_is_lost(entry):
    pattern = r"%\(\w+\)s|%d|\{\w+\}"
    assert sorted(re.findall(pattern, entry.msgstr)) == sorted(re.findall(pattern, entry.msgid))
