"""An installation used as its users use it: through the command `property-ops`, in processes of its own."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

COMMAND = Path(sys.executable).parent / "property-ops"
TIMEOUT = 900


@dataclass
class Installation:
    """A data folder and a database; an empty `url` is the SQLite file in the data folder."""

    data: Path
    url: str
    _started: list[subprocess.Popen[str]] = field(default_factory=list)

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

    def run(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """`property-ops ARGUMENTS…` to its end; `more` adds to its environment."""
        return subprocess.run(
            [str(COMMAND), *arguments], env=self.environment | more, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=TIMEOUT,
        )  # fmt: skip

    def succeed(self, *arguments: str, **more: str) -> str:
        """Its standard output; fails the test, with all that it printed, on any exit code but 0."""
        done = self.run(*arguments, **more)
        assert done.returncode == 0, (
            f"property-ops {' '.join(arguments)}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        )
        return done.stdout

    def shell(self, code: str, **more: str) -> str:
        """Python code in the installation, as by its developer: what it prints."""
        return self.succeed("django", "shell", "--verbosity", "0", "--command", code, **more)

    def start(self, *arguments: str, **more: str) -> subprocess.Popen[str]:
        """The same without waiting: for two at a time, for a kill -9, for a server. Ended with the test."""
        process = subprocess.Popen(
            [str(COMMAND), *arguments], env=self.environment | more, stdin=subprocess.DEVNULL,
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
