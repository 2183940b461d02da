"""The console script `property-ops`: the product's commands; Django's own stand behind `property-ops django`."""

import gc
import os
import signal
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from importlib.metadata import version
from itertools import chain
from types import FrameType

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import ManagementUtility, get_commands, load_command_class

from property_ops.framework import environment
from property_ops.framework.loader import ModuleError

PROGRAM = "property-ops"
DJANGO = "django"
HELP = {"help", "--help", "-h"}


def main() -> None:
    os.umask(0o077)  # what we write is the business of nobody else on this machine
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "property_ops.framework.settings")
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        _run(sys.argv[1:])
    except (ImproperlyConfigured, ModuleError) as error:
        sys.exit(getattr(error, "sentence", None) or str(error))
    except KeyboardInterrupt:
        sys.stderr.write(f"{environment.translated('Interrupted.')}\n")
        raise SystemExit(130) from None


def _interrupt(number: int, frame: FrameType | None) -> None:
    """Who ends us in order is Ctrl-C to us: a transaction is taken back, and a sentence says what was stored."""
    raise KeyboardInterrupt


def _run(arguments: list[str]) -> None:
    name, *rest = arguments or ["help"]
    if name == "--version":
        sys.stdout.write(f"{PROGRAM} {version(PROGRAM)}\n")
        return
    with loading():
        django.setup()
    if name == DJANGO:
        _run_djangos(rest)
    else:
        _run_ours(name, rest)


def _run_djangos(rest: list[str]) -> None:
    from django.db import DatabaseError

    from property_ops.framework.database_errors import sentence_about

    try:
        DjangoCommands([f"{PROGRAM} {DJANGO}", *rest]).execute()
    except DatabaseError as error:
        sentence = None if "--traceback" in rest else sentence_about(error)
        if sentence is None:
            raise
        sys.exit(sentence)


class DjangoCommands(ManagementUtility):
    """Django's commands and those of the packages beside it."""

    def main_help_text(self, commands_only: bool = False) -> str:
        """Their names alone, by package: ours are listed by `property-ops --help`."""
        from property_ops.framework.commands import product_commands

        ours, found = product_commands(), defaultdict[str, list[str]](list)
        for name, package in sorted(get_commands().items()):
            if ours.get(name) != package:
                found[str(package).rpartition(".")[2]].append(name)
        if commands_only:
            return "\n".join(sorted(chain.from_iterable(found.values())))
        lists = [f"\n[{package}]\n" + "\n".join(f"    {name}" for name in found[package]) for package in sorted(found)]
        return "\n".join([f"{self.prog_name} COMMAND --help", *lists])


@contextmanager
def loading() -> Iterator[None]:
    """What is loaded stays: to look for garbage in it takes a sixth of the start, and some of all that follows."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _run_ours(name: str, rest: list[str]) -> None:
    from property_ops.framework.commands import product_commands, show_commands

    commands = product_commands()
    if name in HELP and rest:
        name, rest = rest[0], ["--help"]
    if name in HELP:
        show_commands(commands)
    elif name in commands:
        with loading():
            command = load_command_class(commands[name], name)
        command.run_from_argv([PROGRAM, name, *rest])
    else:
        sys.exit(_unknown(name, list(commands)))


def _unknown(name: str, ours: list[str]) -> str:
    """The sentence for a command that there is not, with the one that may have been meant."""
    from django.utils.translation import gettext

    if name in get_commands():
        return gettext("“%(name)s” is a command of Django's. Run: property-ops django %(name)s") % {"name": name}
    near = get_close_matches(name, ours, n=1, cutoff=0.6)
    if near:
        words = gettext("There is no command “%(name)s”. Did you mean: property-ops %(near)s")
        return words % {"name": name, "near": near[0]}
    return gettext("There is no command “%(name)s”. property-ops --help lists all.") % {"name": name}


if __name__ == "__main__":
    main()
