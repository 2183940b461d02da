"""The connection: from the page, or from the environment, which wins."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from invoices.modules.erpnext.connector.gateway import THE_ADDRESS, Gateway
from invoices.modules.erpnext.domain.documents import address_in_erpnext
from invoices.modules.erpnext.domain.errors import BadSetting, NotConfigured
from invoices.modules.erpnext.models import Connection, SyncRecord
from invoices.modules.erpnext.selectors.companies import COMPANY
from invoices.modules.erpnext.services.companies import entered
from invoices.modules.erpnext.services.token import opened, sealed
from property_ops.framework import audit, environment
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.text import gettext_noop

ADDRESS, TOKEN = "PROPERTY_OPS_ERPNEXT_URL", "PROPERTY_OPS_ERPNEXT_TOKEN"
_NOT_A_URL = gettext_noop("it must begin with https:// or http:// and hold no user name")
_NOT_THE_SITE = gettext_noop("leave out what stands behind the name of the server, such as /app")
_OF_ANOTHER = gettext_noop("the address is another one now: enter the token for it again")
_NOT_A_TOKEN = gettext_noop("it is written API key:API secret")


@dataclass(frozen=True, slots=True)
class ErpNextAccess:
    """What it takes to reach ERPNext."""

    url: str
    token: str
    company: str
    pause: float

    def gateway(self) -> Gateway:
        return Gateway(url=self.url, token=self.token, pause=self.pause)

    def quick_gateway(self) -> Gateway:
        """For a person who waits at a page: it gives up soon, and asks once."""
        return Gateway(url=self.url, token=self.token, read_seconds=8, total_seconds=15, attempts=1)


def connection() -> Connection:
    """The row of settings; empty where nobody has filled it in."""
    return Connection.load()


def is_configured() -> bool:
    row = connection()
    return all(
        (environment.text(ADDRESS, row.url), environment.text(TOKEN, row.token), environment.text(COMPANY, row.company))
    )


def access(*, of_company: bool = True) -> ErpNextAccess:
    """Raises NotConfigured, BadSetting; and CompanyChanged, unless the company does not matter yet."""
    row = connection()
    url = environment.text(ADDRESS, row.url)
    token = environment.text(TOKEN, "") or (opened(row.token) if row.token else "")
    company = environment.text(COMPANY, row.company)
    for value, name in ((url, ADDRESS), (token, TOKEN), (company, COMPANY)):
        if not value:
            raise NotConfigured(missing=MISSING[name])
    _check_address(url)
    _check_token(token)
    if of_company:
        entered(company)
    return ErpNextAccess(url, token, company, 60 / row.requests_per_minute)


def address_over_there(record: SyncRecord) -> str:
    """The page of a document in ERPNext's desk; nothing where it is not there, or the address not known."""
    return address_of(record.doctype, record.remote_name)


def address_of(doctype: str, name: str) -> str:
    """The same of whatever stands there."""
    url = environment.text(ADDRESS, connection().url)
    return address_in_erpnext(url, doctype, name) if url and name else ""


MISSING = {
    ADDRESS: THE_ADDRESS,
    TOKEN: gettext_noop("the token"),
    COMPANY: gettext_noop("the company"),
}


def from_environment() -> list[str]:
    """The settings that the environment decides."""
    return [name for name in (ADDRESS, TOKEN, COMPANY) if environment.text(name, "")]


def save_connection(*, settings: Connection, token: str, by: User, is_nightly: bool = False) -> None:
    """Store the settings; an empty `token` leaves the one that is there, for the address that it was entered for.

    Raises NotAllowed, BadSetting.

    Every night it is pushed in the name of who first asked for it; another one takes it over by switching it off first.
    """
    require(by, "erpnext.configure")
    if settings.url:
        _check_address(settings.url)
    if token:
        _check_token(token)
        settings.token = sealed(token)
    elif settings.token and _server(settings.url) != _server(Connection.load().url):
        raise BadSetting(setting=MISSING[TOKEN], value="…", why=_OF_ANOTHER)
    settings.nightly_by = (settings.nightly_by or by) if is_nightly else None
    settings.pk = 1
    settings.save()
    audit.record(by=by, action="erpnext.configured", subject="1", url=settings.url, company=settings.company)


def _server(url: str) -> tuple[str, str]:
    """Who would be told the token."""
    parts = urlsplit(url)
    return parts.scheme, parts.netloc.lower()


def _check_address(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        raise BadSetting(setting=MISSING[ADDRESS], value=parts.hostname or url, why=_NOT_A_URL)
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise BadSetting(setting=MISSING[ADDRESS], value=url, why=_NOT_THE_SITE)


def _check_token(token: str) -> None:
    key, colon, secret = token.partition(":")
    if not (key and colon and secret) or not token.isascii() or not token.isprintable():
        raise BadSetting(setting=MISSING[TOKEN], value="…", why=_NOT_A_TOKEN)
