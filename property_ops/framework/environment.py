"""Typed readers of environment variables that fail at start with a clear sentence."""

import contextlib
import gettext
import os
import re
import secrets
import socket
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from property_ops.kernel.text import gettext_noop

_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


_SCHEMES = {"sqlite", "postgres", "postgresql"}
_NO_DATABASE = gettext_noop(
    "%(name)s=%(value)s names no database. Write postgresql://user:password@host:5432/name, or sqlite:////path. "
    "In a password @ and / are written %%40 and %%2F."
)


_NO_MAIL_SERVER = gettext_noop(
    "%(name)s=%(value)s names no mail server. Write smtp+tls://user:password@host:587, smtps://… or smtp://host:25. "
    "In a password @ and / are written %%40 and %%2F."
)


class WrongSetting(ImproperlyConfigured):
    """What stands in the environment keeps the program from starting; `sentence` says so in the chosen language."""

    def __init__(self, message: str, **facts: object) -> None:
        self.message, self.facts = message, facts
        super().__init__(message % facts)

    @property
    def sentence(self) -> str:
        """Without Django, whose settings are what could not be read."""
        return translated(self.message) % self.facts


def translated(message: str) -> str:
    """A message of the framework's in the language of PROPERTY_OPS_LANGUAGE."""
    if text("PROPERTY_OPS_LANGUAGE", "zh-hans").lower().startswith("zh"):
        folder = Path(__file__).resolve().parent / "locale"
        return gettext.translation("django", folder, languages=["zh_Hans"], fallback=True).gettext(message)
    return message


def text(name: str, default: str) -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool) -> bool:
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().lower() in _TRUE:
        return True
    if value.strip().lower() in _FALSE:
        return False
    raise WrongSetting(gettext_noop("%(name)s=%(value)s is neither yes nor no. Write 1 or 0."), name=name, value=value)


def one_of(name: str, known: list[str]) -> str:
    """One of these words, the first of them if nothing is set."""
    value = text(name, known[0]).lower()
    if value not in known:
        words = ", ".join(known)
        raise WrongSetting(
            gettext_noop("%(name)s=%(value)s is not known. Write one of: %(known)s."),
            name=name,
            value=value,
            known=words,
        )
    return value


def secret_or(name: str, known: list[str], *, shortest: int) -> str:
    """One of these words, the first if nothing is set; or a secret that is long enough not to be guessed."""
    value = text(name, known[0])
    if value in known or len(value) >= shortest:
        return value
    raise WrongSetting(
        gettext_noop("%(name)s is neither %(known)s nor a secret of %(shortest)s characters or more."),
        name=name,
        known=", ".join(filter(None, known)),
        shortest=shortest,
    )


def share_metrics(folder: Path) -> None:
    """prometheus-client reads when it is imported where the processes of a host share their figures."""
    folder.mkdir(exist_ok=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


def whole_number(name: str, default: int, *, low: int, high: int) -> int:
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not value.isdecimal() or not low <= int(value) <= high:
        raise WrongSetting(
            gettext_noop("%(name)s=%(value)s is not a whole number from %(low)s to %(high)s."),
            name=name,
            value=value,
            low=low,
            high=high,
        )
    return int(value)


def words(name: str, default: list[str]) -> list[str]:
    value = os.environ.get(name, "")
    return [word.strip() for word in value.split(",") if word.strip()] or default


def hosts(name: str, public_url: str) -> list[str]:
    """The host names that are answered: those given, else this machine's names and addresses, and the public URL's.

    Another name in a request is refused: it would end up in links that we write.
    """
    given = words(name, [])
    if given:
        return given
    own = socket.gethostname()
    public = urlsplit(public_url).hostname
    names = ["localhost", "127.0.0.1", "[::1]", own, f"{own}.local", *_addresses(own)]
    return list(dict.fromkeys([*names, *([public] if public else [])]))


def _addresses(own: str) -> list[str]:
    """The addresses by which others reach this machine, as far as it knows them; nothing is sent."""
    found = []
    with contextlib.suppress(OSError):
        found = [str(address[4][0]) for address in socket.getaddrinfo(own, None, socket.AF_INET)]
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # an address of nobody (RFC 5737): tells which of ours would be used
        found.append(probe.getsockname()[0])
    return found


def folder(name: str, default: str) -> Path:
    """An existing, writable folder; made if it is not there."""
    path = Path(text(name, default)).expanduser().resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WrongSetting(
            gettext_noop("%(name)s: the folder %(folder)s cannot be made (%(reason)s)."),
            name=name,
            folder=path,
            reason=error.strerror,
        ) from error
    if not os.access(path, os.W_OK):
        raise WrongSetting(
            gettext_noop("%(name)s: the folder %(folder)s cannot be written to."), name=name, folder=path
        )
    return path


UNDER_WAY = ".restore-under-way"
"""A file that stands in a data folder as long as a backup is being restored into it."""
HALF_RESTORED = gettext_noop(
    "A backup was being restored into %(folder)s, and that was broken off: half of it is there. "
    "Delete the folder, and restore again."
)


def data_folder(name: str, default: str) -> Path:
    """As `folder`; refused where a restore into it did not come to its end."""
    path = folder(name, default)
    if (path / UNDER_WAY).exists():
        raise WrongSetting(HALF_RESTORED, folder=path)
    return path


def file(name: str, default: Path) -> Path:
    """A file that need not be there yet, in a folder that is."""
    path = Path(text(name, str(default))).expanduser().resolve()
    if not path.parent.is_dir():
        raise ImproperlyConfigured(f"{name}: there is no folder {path.parent}.")
    return path


def secret_key(data_folder: Path) -> str:
    """The installation's secret key: PROPERTY_OPS_SECRET_KEY, else made once and kept in the data folder."""
    given = text("PROPERTY_OPS_SECRET_KEY", "")
    if given:
        return given
    path = data_folder / "secret-key"
    if not path.exists():
        keep_secret(path, secrets.token_urlsafe(50))
    key = path.read_text(encoding="ascii").strip()
    if len(key) < 32:
        raise WrongSetting(gettext_noop("%(file)s is damaged: it holds no key. Restore it from the backup."), file=path)
    return key


def keep_secret(path: Path, secret: str) -> None:
    """Write a new secret at once or not at all, for its owner alone; of two processes the first one's stays."""
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    with os.fdopen(handle, "w", encoding="ascii") as opened:
        opened.write(secret)
    with contextlib.suppress(FileExistsError):
        os.link(draft, path)
    Path(draft).unlink()


def database_at(url: str, name: str) -> dict[str, Any]:
    """Django's settings of the database that the URL names, as it stands in the variable `name`.

    Raises WrongSetting for what is no address of SQLite's or PostgreSQL's.
    """
    scheme = url.partition(":")[0].lower()
    if scheme not in _SCHEMES:
        raise WrongSetting(_NO_DATABASE, name=name, value=without_password(url))
    try:
        found = dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    except ValueError as error:
        raise WrongSetting(_NO_DATABASE, name=name, value=without_password(url)) from error
    if found["NAME"] in ("", None, ":memory:"):
        raise WrongSetting(_NO_DATABASE, name=name, value=without_password(url))
    return found


def mail_server(name: str) -> tuple[str, int, str, str, bool, bool]:
    """Host, port, user, password, STARTTLS, TLS of smtp://user:password@host:port, smtp+tls:// or smtps://.

    Raises WrongSetting.
    """
    value = text(name, "smtp://localhost:25")
    parts, usual = urlsplit(value), {"smtp": 25, "smtp+tls": 587, "smtps": 465}
    try:
        port = parts.port or usual[parts.scheme]
    except (KeyError, ValueError) as error:
        raise WrongSetting(_NO_MAIL_SERVER, name=name, value=without_password(value)) from error
    if not parts.hostname:
        raise WrongSetting(_NO_MAIL_SERVER, name=name, value=without_password(value))
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return parts.hostname, port, user, password, parts.scheme == "smtp+tls", parts.scheme == "smtps"


def place_of(database: Mapping[str, Any]) -> str:
    """Where a database is, without user and password."""
    if database["ENGINE"].endswith("sqlite3"):
        return str(database["NAME"])
    return f"{database.get('HOST') or 'localhost'}:{database.get('PORT') or 5432}/{database['NAME']}"


def without_password(url: str) -> str:
    return re.sub(r"//[^/@]*@", "//…@", url)
