"""python -m ideenschmiede.cores.german analyse TEXT|- [--json]: words of a text and their index terms."""

import argparse
import json
import sys
from dataclasses import asdict

from ideenschmiede.cores.german import analyse


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m ideenschmiede.cores.german", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    reader = commands.add_parser("analyse", help="words of a text and what is indexed for them")
    reader.add_argument("text", help="the text, or - to read it from standard input")
    reader.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(arguments)
    text = sys.stdin.read() if options.text == "-" else options.text
    tokens = analyse(text)
    if options.json:
        print(json.dumps([asdict(token) for token in tokens], ensure_ascii=False))
        return
    for token in tokens:
        print(f"{token.start:6d} {token.end:6d}  {token.surface:<32}{' '.join(token.terms)}")


if __name__ == "__main__":
    main()
