"""The command `ideenschmiede`: every management command of every app, under one name."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ideenschmiede.site.settings")
    execute_from_command_line(["ideenschmiede", *sys.argv[1:]])


if __name__ == "__main__":
    main()
