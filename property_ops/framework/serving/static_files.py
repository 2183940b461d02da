"""Static files as they are served: named by their content and compressed, so that a browser keeps them for good.

`serve` prepares them in the data folder when it first starts and after an upgrade. Where nothing was prepared (tests,
another WSGI server) they are served as they are, under their plain names.
"""

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from whitenoise.storage import CompressedManifestStaticFilesStorage

from property_ops.framework.locking import process_lock

LEFT_OUT = ("*.ttf", "LICENSE*", "NOTICE*", "*_LICENSE.txt")
"""Fonts for paper, tens of megabytes; pages ask for one by its plain name, and only where a machine has none."""
_MARK = ".prepared"


class HashedFiles(CompressedManifestStaticFilesStorage):
    """By content where it was prepared; a file that was left out keeps its name."""

    patterns = (("*.css", (r"""(?P<matched>url\(['"]?(?P<url>(?![^)]*\.ttf)[^)'"]*?)['"]?\))""",)),)

    def stored_name(self, name: str) -> str:
        found: str = self.hashed_files.get(self.hash_key(self.clean_name(name)), name)
        return found

    def create_compressor(self, **kwargs: Any) -> Any:
        """gzip alone: the other way takes many seconds once, and is not installed everywhere."""
        return super().create_compressor(use_brotli=False, **kwargs)


def prepare() -> None:
    """Name and compress the files, if they are others than last time."""
    with process_lock("static"):
        mark, wanted = Path(settings.STATIC_ROOT) / _MARK, _fingerprint()
        if mark.is_file() and mark.read_text(encoding="ascii") == wanted:
            return
        call_command("collectstatic", interactive=False, clear=True, verbosity=0, ignore_patterns=list(LEFT_OUT))
        mark.write_text(wanted, encoding="ascii")


def _fingerprint() -> str:
    """Of all files that may be served: their names, sizes and times."""
    facts = []
    for finder in finders.get_finders():
        for name, place in finder.list(list(LEFT_OUT)):
            found = Path(place.path(name)).stat()
            facts.append(f"{name} {found.st_size} {found.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(facts)).encode()).hexdigest()
