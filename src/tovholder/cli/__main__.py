"""The commands of ./tovholder. Each parses its arguments and calls services; nothing is decided here."""

import os
import sys


def main(arguments: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tovholder.config.settings")
    from django.core.management import execute_from_command_line

    if arguments[:1] == ["manage"]:  # Django's own commands, for those who develop
        execute_from_command_line(["tovholder manage", *arguments[1:]])
        return 0
    sys.stderr.write("tovholder: no such command\n")
    return 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
