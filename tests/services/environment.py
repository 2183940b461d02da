"""Loaded before everything else in pytest (`-p` in pyproject.toml): no test ever sees the data of an installation.

Each process, so each xdist worker too, gets a data folder of its own, gone at the end. The database is an SQLite file
in it, or the private server that `python -m tests.services.postgresql` started, never what DATABASE_URL happens to be.
"""

import atexit
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path

MEMORY, ROOM = Path("/dev/shm"), 2 * 1024**3


def _has_room(folder: Path) -> bool:
    """Whether it is there for us, large enough for the files of all tests, and programs in it may be run."""
    if not (folder.is_dir() and os.access(folder, os.W_OK)):
        return False
    there = os.statvfs(folder)
    return there.f_bavail * there.f_frsize > ROOM and not there.f_flag & os.ST_NOEXEC


# The product waits for the disk at every commit; what tests write outlives no crash. A TMPDIR that is set counts.
if "TMPDIR" not in os.environ and _has_room(MEMORY):
    tempfile.tempdir = os.environ["TMPDIR"] = str(MEMORY)

_data = tempfile.mkdtemp(prefix="property-ops-tests-")
atexit.register(shutil.rmtree, _data, ignore_errors=True)

os.environ["PROPERTY_OPS_DATA"] = _data
os.environ["DATABASE_URL"] = os.environ.get("PRIVATE_DATABASE_URL", "")
for name in [name for name in os.environ if name.startswith("PROPERTY_OPS_") and name != "PROPERTY_OPS_DATA"]:
    del os.environ[name]

# Hundreds of processes start the product: what Python compiled of it is kept, whatever the machine is set to.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Who runs the tests in the background makes them deaf to Ctrl-C, and so all that they start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Playwright keeps an event loop in the worker's thread; Django would take every later database test for async code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
