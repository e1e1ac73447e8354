"""The tool that finds untranslated texts: finds all that a reader sees, and nothing else."""

from pathlib import Path

import polib
import pytest

from tools import untranslated as tool

HERE = tool.ROOT / "var" / "nowhere"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(tool, "ROOT", tmp_path)
    (tmp_path / "templates").mkdir()
    return tmp_path


def found_in(folder, name, content):
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return [(text.key, text.line) for text in tool.texts(folder)]


@pytest.mark.parametrize(
    ("code", "keys"),
    [
        ('from django.utils.translation import gettext as _\n_("Hello")', [("", "Hello", "")]),
        ('from django.utils.translation import gettext_lazy\ngettext_lazy("Hello")', [("", "Hello", "")]),
        ('from django.utils.translation import gettext as _\n_("Long " "text")', [("", "Long text", "")]),
        ('from django.utils.translation import ngettext as n\nn("one", "%d", 3)', [("", "one", "%d")]),
        ('from django.utils.translation import pgettext as p\np("menu", "Office")', [("menu", "Office", "")]),
        ('from django.utils.translation import npgettext\nnpgettext("c", "one", "%d", 3)', [("c", "one", "%d")]),
        ('def _(text): ...\n_("not ours")', []),
        ('from django.utils.translation import gettext as _\n_(f"{1}")', []),
        ("from django.utils.translation import gettext as _\n_(name)", []),
        ('print("Hello")', []),
    ],
)
def test_texts_in_code(folder, code, keys):
    assert [key for key, _line in found_in(folder, "code.py", code)] == keys


@pytest.mark.parametrize(
    ("template", "key"),
    [
        ('{% load i18n %}{% translate "Hello" %}', ("", "Hello", "")),
        ("{% load i18n %}{% translate 'Hello' as title %}", ("", "Hello", "")),
        ('{% load i18n %}{% translate "Office" context "menu" %}', ("menu", "Office", "")),
        ('{{ _("Hello") }}', ("", "Hello", "")),
        ('{% kern_form form submit=_("Save") %}', ("", "Save", "")),
        ("{% blocktranslate with n=x %}Hello {{ n }}{% endblocktranslate %}", ("", "Hello %(n)s", "")),
        (
            "{% blocktranslate count n=x %}One thing{% plural %}{{ n }} things{% endblocktranslate %}",
            ("", "One thing", "%(n)s things"),
        ),
        (
            '{% blocktranslate %}He said "no" and it\'s fine{% endblocktranslate %}',
            ("", 'He said "no" and it\'s fine', ""),
        ),
    ],
)
def test_texts_in_templates(folder, template, key):
    assert found_in(folder, "templates/page.html", template) == [(key, 1)]


def test_the_line_is_the_one_of_the_text(folder):
    page = '<p>\n\n{% translate "first" %}\n<b>{% translate "second" %}</b>\n'
    assert found_in(folder, "templates/page.html", page) == [(("", "first", ""), 3), (("", "second", ""), 4)]


def test_only_templates_and_code_are_read(folder):
    (folder / "migrations").mkdir()
    (folder / "migrations" / "m.py").write_text('from django.utils.translation import gettext as _\n_("old")')
    assert found_in(folder, "notes.html", '{% translate "no template" %}') == []


def catalogue(*entries):
    found = polib.POFile()
    found.extend(entries)
    return {HERE / "django.po": found}


def text(key):
    return tool.Text(key, HERE, 1)


HELLO = text(("", "Hello %(name)s", ""))
THINGS = text(("", "One thing", "%(n)s things"))


def entry(**values):
    return polib.POEntry(**values)


@pytest.mark.parametrize(
    ("entries", "complaint"),
    [
        ([], "not translated"),
        ([entry(msgid="Hello %(name)s", msgstr="")], "empty"),
        ([entry(msgid="Hello %(name)s", msgstr="Hallo %(name)s", flags=["fuzzy"])], "fuzzy"),
        ([entry(msgid="Hello %(name)s", msgstr="Hallo")], "placeholders differ: %(name)s"),
        ([entry(msgid="Hello %(name)s", msgstr="Hallo %(nmae)s")], "placeholders differ"),
        ([entry(msgid="Hello %(name)s", msgstr="Hallo %(name)s", msgctxt="other")], "not translated"),
        ([entry(msgid="Hello %(name)s", msgstr="Hallo %(name)s", obsolete=True)], "not translated"),
    ],
)
def test_what_is_wrong_is_said(entries, complaint):
    (line,) = tool.check([HELLO], catalogue(*entries))
    assert complaint in line


def test_what_is_right_is_not_mentioned():
    plural = {0: "Ein Ding", 1: "%(n)s Dinge"}
    entries = [
        entry(msgid="Hello %(name)s", msgstr="Hallo %(name)s"),
        entry(msgid="One thing", msgid_plural="%(n)s things", msgstr_plural=plural),
    ]
    assert tool.check([HELLO, THINGS], catalogue(*entries)) == []


def test_a_text_used_twice_is_missed_once():
    assert len(tool.check([HELLO, HELLO], {})) == 1


def test_two_catalogues_must_agree():
    first = catalogue(entry(msgid="Hello", msgstr="Hallo"))
    second = {
        Path(str(path) + "2"): other for path, other in catalogue(entry(msgid="Hello", msgstr="Guten Tag")).items()
    }
    (line,) = tool.check([], {**first, **second})
    assert "another catalogue" in line
