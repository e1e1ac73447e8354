"""German text: python -m ideenschmiede.cores.german analyse TEXT|- and mend [FILE|-].

`analyse` shows the words of a text and their index terms, `mend` repairs a text that line ends and columns broke.
"""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from ideenschmiede.cores.german import analyse
from ideenschmiede.cores.german.mending import mend


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m ideenschmiede.cores.german", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    reader = commands.add_parser("analyse", help="words of a text and what is indexed for them")
    reader.add_argument("text", help="the text, or - to read it from standard input")
    reader.add_argument("--json", action="store_true", help="print JSON")
    mender = commands.add_parser("mend", help="a text without broken words, torn columns, doubled halves")
    mender.add_argument("file", nargs="?", default="-", help="a file in UTF-8, or - for standard input")
    mender.add_argument("--json", action="store_true", help="print text, changes, open spots, … as JSON")
    options = parser.parse_args(arguments)
    if options.command == "mend":
        _mend(parser, options.file, as_json=options.json)
    else:
        _analyse(sys.stdin.read() if options.text == "-" else options.text, as_json=options.json)


def _analyse(text: str, *, as_json: bool) -> None:
    tokens = analyse(text)
    if as_json:
        print(json.dumps([asdict(token) for token in tokens], ensure_ascii=False))
        return
    for token in tokens:
        print(f"{token.start:6d} {token.end:6d}  {token.surface:<32}{' '.join(token.terms)}")


def _mend(parser: argparse.ArgumentParser, file: str, *, as_json: bool) -> None:
    try:
        written = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        mended = mend(written.decode("utf-8-sig"))
    except OSError as error:
        parser.error(f"cannot read {file}: {error.strerror}")
    except UnicodeDecodeError as error:
        parser.error(f"{file} is not UTF-8 (byte {error.start}); convert it first, for example with iconv")
    if as_json:
        found = asdict(mended)
        del found["original"]
        print(json.dumps(found, ensure_ascii=False))
        return
    print(mended.text.rstrip("\n"))


if __name__ == "__main__":
    main()
