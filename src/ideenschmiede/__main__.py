"""The command `ideenschmiede`: every management command of every app, under one name."""

import os
import sys

import django
from django.core.management import execute_from_command_line, get_commands, load_command_class
from django.db import OperationalError

from ideenschmiede.site.demo.environment import prepare


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ideenschmiede.site.settings")
    # each process computes on one core: threads of the linear algebra would wait for each other (measured: a question
    # embedded in 2 ms instead of 20 to 100 on a busy machine). It must be set before NumPy is imported.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if sys.argv[1:2] == ["demo"]:
        prepare(sys.argv[2:])
    if sys.argv[1:] in ([], ["help"], ["--help"], ["-h"]):
        django.setup()
        sys.exit(overview())
    try:
        execute_from_command_line(["ideenschmiede", *sys.argv[1:]])
    except OperationalError as error:  # away, not set up, full, locked: nothing that a traceback explains better
        if "--traceback" in sys.argv:
            raise
        reason = str(error).strip()
        sys.exit(f"The database cannot do this now: {reason}\nIs it running, has its disk room, was setup called?")


def overview() -> int:
    """Our own commands, each in one sentence: Django's list has forty more, most of which nobody should call here."""
    print("usage: ideenschmiede COMMAND [options]\n")
    for name, app in sorted(get_commands().items()):
        if app.startswith("ideenschmiede."):
            print(f"  {name:<14}{load_command_class(app, name).help}")
    print("\nideenschmiede COMMAND --help explains one; docs/operator/commands.md explains all, with examples.")
    print("ideenschmiede help --commands lists Django's own as well, such as migrate and collectstatic.")
    return 0


if __name__ == "__main__":
    main()
