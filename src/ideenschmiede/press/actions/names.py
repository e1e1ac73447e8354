"""Names of persons as print writes them, and how they are masked."""

from __future__ import annotations

import re
from typing import Any

from ideenschmiede.people.models.names import PARTICLES, RANKS

MASK = "█"
# a hyphen or a soft one, and the end of a line, may stand between any two letters of a name in print
BREAK = "(?:[-\u00ad\u2010\u2011\u00ac]?\\s*\\n\\s*|\u00ad)?"
# what may stand between the given name and the last word of the family name: particles, ranks, initials
BETWEEN = rf"(?:(?i:{'|'.join(map(re.escape, sorted(PARTICLES | RANKS)))}|[^\W\d_]\.)\s+){{0,5}}"


def whole_name(given: str, family: str) -> re.Pattern[str]:
    """Finds "Mario Hecker" and "Hecker, Mario", also in capitals, in the genitive, and broken at the end of a line.

    Without a given name it finds nothing: the family name alone may be anybody's.
    """
    if not given.strip() or not family.strip():
        return re.compile(r"(?!)")
    first, last = _either(given), _family(family)
    return re.compile(rf"(?<![^\W\d_])(?:{first}\s+{BETWEEN}{last}s?|{last},\s+{first})(?![^\W\d_])")


def any_name(given: str, family: str) -> re.Pattern[str]:
    """As `whole_name`, and the family name by itself. Capitals count: "Klein" is found, "klein" is not."""
    if not family.strip():
        return whole_name(given, family)
    alone = rf"(?<![^\W\d_]){_family(family)}s?(?![^\W\d_])"
    return re.compile(f"{whole_name(given, family).pattern}|{alone}")


def masked(text: str, pattern: re.Pattern[str]) -> str:
    """With a mask for each letter of what was found; white space stays, and so does the length."""
    return pattern.sub(lambda found: re.sub(r"\S", MASK, found.group()), text)


def masked_tree(tree: Any, pattern: re.Pattern[str]) -> Any:
    """Every text in a JSON value masked."""
    if isinstance(tree, str):
        return masked(tree, pattern)
    if isinstance(tree, dict):
        return {name: masked_tree(value, pattern) for name, value in tree.items()}
    return [masked_tree(value, pattern) for value in tree] if isinstance(tree, list | tuple) else tree


def last_word(family: str) -> str:
    """ "Freiherr von Stein" → "Stein": the word that papers put alone."""
    return next(reversed(family.split()), "")


def _family(family: str) -> str:
    """The name with its particles, or its last word without them."""
    wanted = {family, last_word(family)}
    return f"(?:{'|'.join(_either(name) for name in sorted(wanted, key=len, reverse=True))})"


def _either(name: str) -> str:
    """A pattern for a name as it is or in capitals, whose words may be broken anywhere."""
    written = {name, name.upper()}
    return f"(?:{'|'.join(_broken(one) for one in sorted(written))})"


def _broken(name: str) -> str:
    return r"\s+".join(BREAK.join(re.escape(letter) for letter in word) for word in name.split())
