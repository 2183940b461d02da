"""An installation used as its users use it: through the command `property-ops`, in processes of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

COMMAND = Path(sys.executable).parent / "property-ops"
ROOT = Path(__file__).resolve().parents[2]
TIMEOUT = 900
TOKENS = """
import json
from django.utils import timezone
from property_ops.framework.commands import product_commands
from property_ops.framework.models import User
from property_ops.framework.tokens import make_token
terms = dict(name="tests", commands=product_commands(), days=9, now=timezone.now())
people = User.objects.filter(username__in={usernames!r})
print(json.dumps({{user.username: make_token(user=user, **terms)[1] for user in people}}))
"""
APPROVE_IMPORTED = ("approve", "--by", "admin")
COUNT_FROM = "import factory; factory.base.BaseFactory._setup_next_sequence = classmethod(lambda kind: {start})\n"
FACTORIES = ".testing import"
"""What code that uses the modules' factories has in it."""


def python(code: str) -> tuple[str, ...]:
    """The command that runs Python code in the installation."""
    return ("django", "shell", "--verbosity", "0", "--command", code)


@dataclass
class Installation:
    """A data folder and a database; an empty `url` is the SQLite file in the data folder."""

    data: Path
    url: str
    _started: list[subprocess.Popen[str]] = field(default_factory=list)
    _next_number: int = 0

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs to work on this installation and on no other."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("PROPERTY_OPS_")}
        return inherited | {
            "PROPERTY_OPS_DATA": str(self.data),
            "DATABASE_URL": self.url,
            "DJANGO_SETTINGS_MODULE": "property_ops.framework.settings",
            "PYTHONUNBUFFERED": "1",
            "NO_COLOR": "1",
            "COLUMNS": "200",
        }

    def initialise(self) -> None:
        self.succeed("init")
        self.give_tokens("admin")

    def give_tokens(self, *usernames: str, **more: str) -> None:
        """Each gets a personal token, which the commands that name them with `--by` are given from then on."""
        made = self.shell(TOKENS.format(usernames=usernames), **more)
        known = self._tokens | json.loads(made.strip().splitlines()[-1])
        self._kept_tokens.write_text(json.dumps(known), encoding="utf-8")

    @property
    def _kept_tokens(self) -> Path:
        return self.data / "tokens-of-tests.json"

    @property
    def _tokens(self) -> dict[str, str]:
        kept = self._kept_tokens
        return json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}

    def token_for(self, arguments: Sequence[str]) -> str:
        """Of the person whom the command names; none for others."""
        named = arguments[arguments.index("--by") + 1] if "--by" in arguments else ""
        return self._tokens.get(named, "")

    def run(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """`property-ops ARGUMENTS…` to its end; `more` adds to its environment."""
        token = {"PROPERTY_OPS_TOKEN": self.token_for(arguments)}
        return subprocess.run(
            [str(COMMAND), *arguments], env=self.environment | token | more, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=TIMEOUT,
        )  # fmt: skip

    def succeed(self, *arguments: str, **more: str) -> str:
        """Its standard output; fails the test, with all that it printed, on any exit code but 0."""
        return _succeeded(self.run(*arguments, **more))

    def take_over(self, *paths: object) -> None:
        """Import, and as another person approve what waits: the office's papers stand in the registers."""
        self.succeed_all(("import", *map(str, paths)), APPROVE_IMPORTED)

    def run_all(self, *commands: Sequence[str], **more: str) -> list[subprocess.CompletedProcess[str]]:
        """The commands one after the other, whatever becomes of each; in one process, which loads the product once."""
        asked = json.dumps([(command, self.token_for(command)) for command in commands])
        done = subprocess.run(
            [sys.executable, "-m", "tests.services.commands"], env=self.environment | more, cwd=ROOT,
            input=asked, capture_output=True, text=True, timeout=TIMEOUT,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return [
            subprocess.CompletedProcess(["property-ops", *command], *answer)
            for command, answer in zip(commands, json.loads(done.stdout), strict=True)
        ]

    def succeed_all(self, *commands: Sequence[str], **more: str) -> list[str]:
        """As `succeed`, for each of the commands in turn."""
        return [_succeeded(done) for done in self.run_all(*commands, **more)]

    def shell(self, code: str, **more: str) -> str:
        """Python code in the installation, as by its developer: what it prints.

        Factories number on from one call to the next: what an earlier test left has other codes and names.
        """
        if FACTORIES in code:
            code = COUNT_FROM.format(start=self._next_number) + code
            self._next_number += 100
        return self.succeed(*python(code), **more)

    def start(self, *arguments: str, **more: str) -> subprocess.Popen[str]:
        """The same without waiting: for two at a time, for a kill -9, for a server. Ended with the test."""
        process = subprocess.Popen(
            [str(COMMAND), *arguments], stdin=subprocess.DEVNULL,
            env=self.environment | {"PROPERTY_OPS_TOKEN": self.token_for(arguments)} | more,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
        )  # fmt: skip
        self._started.append(process)
        return process

    def end_processes(self) -> None:
        for process in self._started:
            if process.poll() is None:
                process.kill()
            if process.stdout and not process.stdout.closed:  # else the test has read it to its end
                process.communicate()


def _succeeded(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 0, f"{' '.join(done.args)}: {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout
