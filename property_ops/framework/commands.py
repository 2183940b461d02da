"""Which commands the product has, its modules' and strangers' alike, and the list of them that `--help` shows."""

import sys
from collections import defaultdict
from collections.abc import Mapping
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management import find_commands, load_command_class
from django.utils.translation import gettext

from property_ops.framework.terminal import Theme, console_on


def product_commands() -> dict[str, str]:
    """Package by command: the framework's, then the modules' in the order of loading; the first of a name counts."""
    found: dict[str, str] = {}
    ours = ("property_ops.framework", settings.FRAMEWORK)
    for package, folder in (ours, *((module.package, module.folder) for module in settings.MODULES)):
        for name in find_commands(str(folder / "management")):
            found.setdefault(name, package)
    return found


def show_commands(commands: Mapping[str, str]) -> None:
    """All commands with a line each, under their themes."""
    say = partial(console_on(sys.stdout).print, highlight=False, markup=False, soft_wrap=True)
    width = max(len(name) for name in commands) + 2
    say(gettext("usage: property-ops COMMAND …"))
    for theme, lines in _by_theme(commands).items():
        say(f"\n{theme}", style="bold")
        for name, line in lines:
            say(f"  {name:<{width}}{line}")
    say(f"\n{_closing_words()}")


def _closing_words() -> str:
    return "\n".join(
        (
            gettext("property-ops COMMAND --help tells more of one command."),
            gettext("property-ops django lists Django's own (shell, dbshell, migrate …), for developers."),
        )
    )


def _by_theme(commands: Mapping[str, str]) -> dict[str, list[tuple[str, str]]]:
    """Name and first sentence of each command: known themes first, then those of strangers, the rest last."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, package in commands.items():
        command: Any = load_command_class(package, name)
        found[str(getattr(command, "theme", Theme.OTHER))].append((name, _first_sentence(str(command.help))))
    known = [str(theme) for theme in Theme.IN_ORDER]
    own = [theme for theme in found if theme not in known]
    return {theme: found[theme] for theme in (*known[:-1], *own, known[-1]) if theme in found}


def _first_sentence(text: str) -> str:
    """“Make the database. Safe to repeat.” → “Make the database”; Chinese likewise."""
    return text.partition("。")[0].partition(". ")[0].rstrip(".")
