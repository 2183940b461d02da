"""A private PostgreSQL: its own cluster in a temporary folder, on a free port of 127.0.0.1, gone at the end.

Also a command: `python -m tests.services.postgresql COMMAND…` runs the command with DATABASE_URL set to such a server
(and PRIVATE_DATABASE_URL, which tells tests that it is theirs).
"""

import ctypes
import fcntl
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import FrameType

import psycopg

ROOT = Path(__file__).resolve().parents[2]
USER = "property_ops"
START_SECONDS = 60
# Nothing here outlives a crash of the machine, so nothing waits for the disk.
SERVER_OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "256MB",
    "max_wal_size": "4GB",
    "timezone": "UTC",
    "lc_messages": "C",
}


class PostgreSQLMissing(Exception):
    """This machine has no PostgreSQL server programs; the sentence says what to install."""


class Cluster:
    def __init__(self, *, port: int) -> None:
        self.port = port

    def url(self, database: str) -> str:
        return f"postgresql://{USER}@127.0.0.1:{self.port}/{database}"

    def create_database(self, name: str, *, template: str = "template0") -> str:
        """The URL of a new database, empty or a copy of `template`, which nobody may be connected to."""
        self._run(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.url(name)

    def drop_database(self, name: str) -> None:
        self._run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _run(self, statement: str) -> None:
        with closing(psycopg.connect(self.url("postgres"), autocommit=True)) as connection:
            connection.execute(statement)


@contextmanager
def private_cluster() -> Iterator[Cluster]:
    """A running server. Raises PostgreSQLMissing where its programs are not installed."""
    programs = server_programs()
    owner = unprivileged_user()
    folder = Path(tempfile.mkdtemp(prefix="property-ops-postgresql-"))
    try:
        if owner:
            shutil.chown(folder, owner.pw_name, owner.pw_gid)
        data = folder / "data"
        init = ["initdb", f"--pgdata={data}", f"--username={USER}", "--auth=trust", "--encoding=UTF8", "--locale=C"]
        _checked([str(programs / init[0]), *init[1:], "--no-sync"], owner=owner)
        server, port = _start(programs / "postgres", data=data, owner=owner)
        try:
            yield Cluster(port=port)
        finally:
            server.send_signal(signal.SIGINT)  # "fast": ends the sessions, not the data
            try:
                server.wait(timeout=30)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def shared_cluster(folder: Path) -> Iterator[Cluster]:
    """The one server of all processes that name this folder. Raises PostgreSQLMissing.

    Who asks first starts a keeper; the keeper ends the server when nobody holds the file `users` any more, and that
    file is let go of by whoever ends, however they end.
    """
    server_programs()
    unprivileged_user()
    with (folder / "users").open("a") as users, (folder / "starting").open("a") as starting:
        fcntl.flock(users, fcntl.LOCK_SH)
        fcntl.flock(starting, fcntl.LOCK_EX)
        port = _kept_port(folder) or _start_keeper(folder)
        fcntl.flock(starting, fcntl.LOCK_UN)
        yield Cluster(port=port)


def _kept_port(folder: Path) -> int:
    written = folder / "port"
    return int(written.read_text()) if written.exists() else 0


def _start_keeper(folder: Path) -> int:
    with (folder / "keeper.log").open("ab") as log:
        keeper = subprocess.Popen(
            [sys.executable, "-m", __spec__.name, "--keep", str(folder)], cwd=ROOT, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
    while keeper.poll() is None:
        if port := _kept_port(folder):
            return port
        time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL did not start:\n{(folder / 'keeper.log').read_text(errors='replace')[-4000:]}")


def _keep(folder: Path) -> None:
    """A server for as long as anybody holds `users`."""
    with private_cluster() as cluster, (folder / "users").open("a") as users:
        draft = folder / "port.part"
        draft.write_text(str(cluster.port))
        draft.replace(folder / "port")
        fcntl.flock(users, fcntl.LOCK_EX)
        (folder / "port").unlink()


def server_programs() -> Path:
    """The folder with initdb and postgres, the newest of several."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: float(path.parts[4]))
    if found:
        return found[-1].parent
    on_path = shutil.which("postgres")
    if on_path:
        return Path(on_path).resolve().parent
    raise PostgreSQLMissing("PostgreSQL is not installed. Run: scripts/install-services postgresql")


def unprivileged_user() -> pwd.struct_passwd | None:
    """Whom the server runs as when we are root, which it refuses; None when we are an ordinary user."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise PostgreSQLMissing("There is no ordinary user (postgres or nobody) that PostgreSQL could run as.")


def _start(program: Path, *, data: Path, owner: pwd.struct_passwd | None) -> tuple[subprocess.Popen[bytes], int]:
    log = data.parent / "server.log"
    for _attempt in range(5):  # another process may take the free port first
        port = free_port()
        options = [f"--{name}={value}" for name, value in SERVER_OPTIONS.items()]
        with log.open("ab") as output:
            server = subprocess.Popen(
                [str(program), "-D", str(data), "-p", str(port), *options],
                stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, cwd="/",
                preexec_fn=end_with_parent, start_new_session=True, **_as_user(owner),
            )  # fmt: skip
        if _answers(server, port):
            return server, port
        server.kill()
        server.wait()
    raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text(errors='replace')[-4000:]}")


def _answers(server: subprocess.Popen[bytes], port: int) -> bool:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            psycopg.connect(f"postgresql://{USER}@127.0.0.1:{port}/postgres", connect_timeout=2).close()
            return True
        except psycopg.OperationalError:
            time.sleep(0.05)
    return False


def _checked(command: list[str], *, owner: pwd.struct_passwd | None) -> None:
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, cwd="/", **_as_user(owner))
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{done.stdout}\n{done.stderr}")


def _as_user(owner: pwd.struct_passwd | None) -> dict:
    if owner is None:
        return {}
    return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}


_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def end_with_parent() -> None:
    """Linux: the kernel ends the server when the tests' process is gone, however it went."""
    if _libc is not None:
        set_parent_death_signal = 1
        _libc.prctl(set_parent_death_signal, signal.SIGQUIT)


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _stop(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def main() -> int:
    signal.signal(signal.SIGTERM, _stop)
    if sys.argv[1] == "--keep":
        _keep(Path(sys.argv[2]))
        return 0
    with private_cluster() as cluster:
        url = cluster.create_database("property_ops")
        return subprocess.run(
            sys.argv[1:], env=os.environ | {"DATABASE_URL": url, "PRIVATE_DATABASE_URL": url}
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
