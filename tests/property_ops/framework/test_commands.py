"""`property-ops --help`: the product's commands by theme, a stranger's among them; Django's stand apart."""

import sys
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class
from django.utils.translation import override

from property_ops.framework import cli
from property_ops.framework.commands import product_commands
from property_ops.framework.loader import Module
from property_ops.framework.terminal import Theme

LIFTS = """
from django.core.management.base import BaseCommand

class Command(BaseCommand):
    help = "Inspect the lifts. Safe to repeat."
"""


@pytest.fixture
def run(monkeypatch, capsys):
    """Runs the command line in English; gives what it printed, or the sentence with which it ended."""

    def run(*arguments: str) -> str:
        monkeypatch.setattr(sys, "argv", ["property-ops", *arguments])
        with override("en"):
            try:
                cli.main()
            except SystemExit as end:
                return str(end.code) if end.code else capsys.readouterr().out
        return capsys.readouterr().out

    return run


@pytest.fixture
def lifts(tmp_path: Path, monkeypatch, settings):
    """Installs a stranger's module with the command `lifts`, under the theme that is given."""

    def install(theme: str = "") -> None:
        folder = tmp_path / "acme_lifts"
        (folder / "management/commands").mkdir(parents=True)
        (folder / "management/commands/lifts.py").write_text(LIFTS + (f'    theme = "{theme}"\n' if theme else ""))
        monkeypatch.syspath_prepend(tmp_path)
        for name in [name for name in sys.modules if name.startswith("acme_lifts")]:
            monkeypatch.delitem(sys.modules, name)
        module = Module("lifts", "acme_lifts", folder, summary="Lifts", version="1", depends=())
        settings.MODULES = [*settings.MODULES, module]

    return install


def under(heading: str, listed: str) -> list[str]:
    """The names of the commands listed under a heading."""
    return [line.split()[0] for line in listed.split(f"\n{heading}\n")[1].split("\n\n")[0].splitlines()]


@pytest.mark.parametrize("arguments", [(), ("--help",), ("-h",), ("help",)])
def test_help_lists_the_products_commands_by_theme(run, arguments):
    listed = run(*arguments)
    assert under("Set up and try", listed) == ["demo", "init", "serve", "token", "worker", "opening"]
    assert under("The month", listed) == ["charge", "bill", "statements", "costs", "close"]


def test_help_lists_none_of_djangos(run):
    first_words = {line.split()[0] for line in run("--help").splitlines() if line.startswith("  ")}
    assert first_words == product_commands().keys()
    assert not first_words & {"flush", "dumpdata", "migrate", "shell", "check", "testserver"}


def test_every_command_of_ours_has_a_theme_and_a_line_that_fits(run):
    assert [
        name for name in product_commands() if load_command_class(product_commands()[name], name).theme is Theme.OTHER
    ] == []
    assert [line for line in run("--help").splitlines() if len(line) > 96] == []


def test_a_strangers_command_stands_among_the_rest_or_under_its_own_theme(run, lifts):
    lifts()
    listed = run("--help")
    assert "lifts       Inspect the lifts\n" in listed
    assert under("Further commands", listed) == ["lifts"]


def test_a_stranger_may_bring_a_theme(run, lifts):
    lifts(theme="Lifts and doors")
    assert under("Lifts and doors", run("--help")) == ["lifts"]


def test_an_unknown_command_is_one_sentence_with_the_nearest_name(run):
    assert run("statemnts") == "There is no command “statemnts”. Did you mean: property-ops statements"
    assert run("zzz") == "There is no command “zzz”. property-ops --help lists all."


def test_djangos_commands_are_reached_by_their_door_alone(run):
    for name in ("flush", "dumpdata", "migrate", "shell"):
        assert run(name) == f"“{name}” is a command of Django's. Run: property-ops django {name}"
    assert "usage: property-ops django dumpdata" in run("django", "dumpdata", "--help")


@pytest.mark.parametrize("arguments", [(), ("help",), ("help", "--commands")])
def test_djangos_door_lists_djangos_commands_and_none_of_ours(run, arguments):
    listed = {line.strip() for line in run("django", *arguments).splitlines()}
    assert {"flush", "dumpdata", "migrate", "shell", "runserver"} <= listed
    assert {name for name, package in get_commands().items() if package != product_commands().get(name)} <= listed
    assert not listed & {name for name, package in product_commands().items() if get_commands()[name] == package}


def test_help_of_a_command_is_the_commands_own(run):
    assert run("help", "bill") == run("bill", "--help")
    assert "--approve" in run("help", "bill")
