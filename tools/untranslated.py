"""Fail when a text of the interface is missing, fuzzy or empty in the German catalogues, or loses a placeholder there.

Needs no gettext programs: texts in code are found in its syntax tree, texts in templates by Django's own extraction.
Code speaks English, so English needs no catalogue. Django merges all catalogues; a text that two apps use may stand in
either, but not with two translations.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "ideenschmiede"
CATALOGUES = "locale/de/LC_MESSAGES/django.po"

# name of the function → which of its arguments are (context, text, plural)
FUNCTIONS: dict[str, tuple[int | None, int, int | None]] = {
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
STRING = r"""(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"\b(n?p?gettext|_)\(\s*(u?{STRING}(?:\s*,\s*u?{STRING})*)", re.DOTALL)
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sdf]|\{\w*\}")

Key = tuple[str, str, str]  # context, text, plural


@dataclass(frozen=True)
class Text:
    """A text of the interface and where it stands."""

    key: Key
    path: Path
    line: int

    def __str__(self) -> str:
        context, text, _plural = self.key
        words = f"{text!r}" + (f" (context {context!r})" if context else "")
        return f"{self.path.relative_to(ROOT)}:{self.line}: {words}"


def in_code(path: Path) -> Iterator[Text]:
    """Texts in a Python file, under whatever name it imports gettext."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = dict(_imported(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            values = [arg.value if isinstance(arg, ast.Constant) else None for arg in node.args]
            if key := _key(names[node.func.id], values):
                yield Text(key, path, node.lineno)


def _imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            for alias in node.names:
                if alias.name in FUNCTIONS:
                    yield alias.asname or alias.name, alias.name


def in_template(path: Path) -> Iterator[Text]:
    """Texts in a template, as makemessages would find them."""
    code = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    for found in CALL.finditer(code):
        values = [ast.literal_eval(part) for part in re.findall(rf"u?{STRING}", found.group(2), re.DOTALL)]
        name = "gettext" if found.group(1) == "_" else found.group(1)
        if key := _key(name, values):
            yield Text(key, path, code.count("\n", 0, found.start()) + 1)


def _key(function: str, values: list[object]) -> Key | None:
    """None where the text is made at run time: it is another call's business."""
    context, text, plural = (values[at] if at is not None and at < len(values) else "" for at in FUNCTIONS[function])
    strings = (context, text, plural)
    return strings if all(isinstance(value, str) for value in strings) and text else None  # type: ignore[return-value]


def texts(folder: Path) -> Iterator[Text]:
    """All texts under `folder`."""
    for path in sorted(folder.rglob("*")):
        if "migrations" in path.parts or not path.is_file():
            continue
        if path.suffix == ".py":
            yield from in_code(path)
        elif "templates" in path.parts and path.suffix in {".html", ".txt"}:
            yield from in_template(path)


def problems_of(entry: polib.POEntry) -> Iterator[str]:
    """What is wrong with one translation."""
    said = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if entry.fuzzy:
        yield "fuzzy"
    if not all(said):
        yield "empty"
        return
    wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    for text in said:
        there = set(PLACEHOLDER.findall(text))
        # a singular may say "one" instead of the number
        if there - wanted or (wanted - there and not entry.msgid_plural):
            yield f"placeholders differ: {', '.join(sorted(wanted ^ there))}"


def check(found: Iterable[Text], catalogues: dict[Path, polib.POFile]) -> list[str]:
    """One line per text that a German reader would not see in good order."""
    lines: list[str] = []
    known: dict[Key, str] = {}
    for path, catalogue in catalogues.items():
        for entry in (one for one in catalogue if not one.obsolete):
            key = (entry.msgctxt or "", entry.msgid, entry.msgid_plural or "")
            said = str(entry.msgstr_plural or entry.msgstr)
            where = f"{path.relative_to(ROOT)}:{entry.linenum}: {entry.msgid!r}"
            lines += [f"{where}: {problem}" for problem in problems_of(entry)]
            if known.setdefault(key, said) != said:
                lines.append(f"{where}: another catalogue translates it differently")
    missing = {text.key: text for text in found if text.key not in known}
    return lines + [f"{text}: not translated" for text in missing.values()]


def main() -> int:
    settings.configure()  # templatize asks for the default charset
    catalogues = {path: polib.pofile(str(path)) for path in sorted(SOURCE.glob(f"*/{CATALOGUES}"))}
    lines = check(texts(SOURCE), catalogues)
    print("\n".join(lines), end="\n" if lines else "")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
