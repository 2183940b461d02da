"""What the framework examines of an installation, beyond what a monitor asks every minute. Of slot `health_notes`."""

import platform
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from urllib.parse import urlsplit

import django
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from property_ops.framework.background.engines import DATABASE
from property_ops.framework.clock import doubt_about_today
from property_ops.framework.health import OFF, OK, HealthNote, thorough
from property_ops.framework.pdf.fonts import FILES, FONT_FOLDER
from property_ops.framework.serving.state import told
from property_ops.kernel.text import gettext_noop

OLDEST_POSTGRESQL = 15
CLOCKS_DIFFER = timedelta(seconds=30)
SHORTEST_KEY = 32
_LOOPBACK = {"localhost", "127.0.0.1", "::1", "0.0.0.0"}


@thorough
def versions() -> HealthNote:
    facts = {"property-ops": version("property-ops"), "Python": platform.python_version(), "Django": django.__version__}
    if connection.vendor != "postgresql":
        return HealthNote("versions", OK, facts)
    connection.ensure_connection()
    server = connection.pg_version // 10_000  # type: ignore[attr-defined]
    return HealthNote(
        "versions",
        OK if server >= OLDEST_POSTGRESQL else "too old",
        facts | {"PostgreSQL": server},
        wrong=gettext_noop("PostgreSQL %(PostgreSQL)s is older than what the product is tested with."),
        mend=gettext_noop("Move to PostgreSQL 15 or later: property-ops backup, then restore --database URL."),
    )


@thorough
def migrations() -> HealthNote:
    executor = MigrationExecutor(connection)
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    return HealthNote(
        "migrations",
        "missing" if missing else OK,
        {"steps": missing} if missing else {},
        wrong=gettext_noop("The tables are of an older version: %(steps)s steps are missing."),
        mend=gettext_noop("Make a backup, then run: property-ops init"),
    )


@thorough
def fonts() -> HealthNote:
    missing = [name for name in FILES.values() if not (FONT_FOLDER / name).is_file()]
    return HealthNote(
        "fonts",
        "missing" if missing else OK,
        {"files": ", ".join(missing)} if missing else {},
        wrong=gettext_noop("Fonts are missing, without which no paper can be made: %(files)s."),
        mend=gettext_noop("Install the wheel of property-ops again, or run make setup in a working copy."),
    )


@thorough
def clock() -> HealthNote:
    """Of this host against the database's, and against what was recorded already."""
    mend = gettext_noop("Set the clock of this computer right, best by a time service (timedatectl set-ntp true).")
    if doubt := doubt_about_today():
        return HealthNote("clock", "set back", doubt.data, wrong=doubt.message, mend=mend)
    apart = _seconds_from_the_databases()
    return HealthNote(
        "clock",
        OK if apart <= CLOCKS_DIFFER.total_seconds() else "differs",
        {"seconds": apart} if apart else {},
        wrong=gettext_noop("The clocks of this host and of the database are %(seconds)s seconds apart."),
        mend=mend,
    )


def _seconds_from_the_databases() -> int:
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        there: datetime = cursor.fetchone()[0]
    return round(abs((datetime.now(UTC) - there).total_seconds()))


@thorough
def serving() -> HealthNote:
    """Whether the site is served from this data folder, whose worker does its tasks on SQLite."""
    state = told()
    if state is not None or settings.TASKS_ENGINE != DATABASE or connection.vendor != "sqlite":
        return HealthNote("serving", OK)
    return HealthNote(
        "serving",
        OFF,
        {},
        wrong=gettext_noop("The site is not served from this data folder at present, so nobody works off its tasks."),
        mend=gettext_noop("Start it: property-ops serve"),
    )


@thorough
def address() -> HealthNote:
    """What stands in QR codes and links must be reached by phones."""
    parts, facts = urlsplit(settings.PUBLIC_URL), {"url": settings.PUBLIC_URL}
    if parts.hostname in _LOOPBACK:
        return HealthNote(
            "address",
            "loopback",
            facts,
            wrong=gettext_noop("QR codes and links lead to %(url)s, which no phone and no other computer can reach."),
            mend=gettext_noop(
                "Set PROPERTY_OPS_URL to the address at which others open the site, before statements are printed."
            ),
        )
    if parts.scheme != "https":
        return HealthNote(
            "address",
            OFF,
            facts,
            wrong=gettext_noop("%(url)s is not https: passwords cross the network in clear, and phones keep no pages."),
            mend=gettext_noop("Put a proxy with https in front (see deploy/), and set PROPERTY_OPS_URL to it."),
        )
    return HealthNote("address", OK, facts)


@thorough
def proxy() -> HealthNote:
    """Behind https there is a proxy; unknown, all visitors would look like one."""
    if not settings.PUBLIC_URL.startswith("https://") or settings.TRUSTED_PROXY:
        return HealthNote("proxy", OK)
    return HealthNote(
        "proxy",
        "unknown",
        {},
        wrong=gettext_noop("A proxy in front is not known: all visitors count as one, and share one limit of log-ins."),
        mend=gettext_noop("Set PROPERTY_OPS_PROXY to the address from which the proxy connects."),
    )


@thorough
def debug() -> HealthNote:
    return HealthNote(
        "debug",
        "on" if settings.DEBUG else OK,
        {},
        wrong=gettext_noop("Errors show their inside to whoever sees the page."),
        mend=gettext_noop("Take PROPERTY_OPS_DEBUG away and start anew."),
    )


@thorough
def secret_key() -> HealthNote:
    return HealthNote(
        "secret_key",
        OK if len(settings.SECRET_KEY) >= SHORTEST_KEY else "short",
        {},
        wrong=gettext_noop("The secret key is so short that sessions and links could be forged."),
        mend=gettext_noop("Take PROPERTY_OPS_SECRET_KEY away, or give it 50 random characters. Links made before end."),
    )
