"""The keys of the payment services: one file that PROPERTY_OPS_PAY names, for the account that runs the site alone.

    [wechat]
    mchid = "1900000109"
    appid = "wx…"
    secret = "…"                # of the official account; by it WeChat tells who pays in its own browser
    serial = "444F4864EA9B34…"  # of the merchant's certificate
    key = "apiclient_key.pem"
    apiv3_key = "32 characters"
    public_key = "pub_key.pem"
    public_key_id = "PUB_KEY_ID_…"

    [alipay]
    appid = "2021…"
    seller = "2088…"
    key = "app_private_key.pem"
    public_key = "alipay_public_key.pem"

Names of files count from the folder of this one. `gateway`, in either, is another address than the service's own.
"""

import tomllib
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from property_ops.framework import environment
from property_ops.framework.environment import WrongSetting
from property_ops.kernel.text import gettext_noop

SETTING = "PROPERTY_OPS_PAY"
_FILES = ("key", "public_key")


@dataclass(frozen=True, slots=True)
class WeChatKeys:
    mchid: str
    appid: str
    secret: str
    serial: str
    key: str
    apiv3_key: str
    public_key: str
    public_key_id: str
    gateway: str = "https://api.mch.weixin.qq.com"
    oauth: str = "https://api.weixin.qq.com"


@dataclass(frozen=True, slots=True)
class AlipayKeys:
    appid: str
    seller: str
    key: str
    public_key: str
    gateway: str = "https://openapi.alipay.com/gateway.do"


@dataclass(frozen=True, slots=True)
class ServiceKeys:
    """None of a service whose keys are not set."""

    wechat: WeChatKeys | None = None
    alipay: AlipayKeys | None = None


def service_keys() -> ServiceKeys:
    """As the file says now. Raises WrongSetting."""
    named = environment.text(SETTING, "")
    if not named:
        return ServiceKeys()
    path = Path(named).expanduser().resolve()
    try:
        return _read(path, path.stat().st_mtime_ns)
    except OSError as error:
        raise _wrong(path, error.strerror or str(error)) from error


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> ServiceKeys:
    try:
        said = tomllib.loads(path.read_text("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _wrong(path, str(error)) from error
    unknown = said.keys() - {"wechat", "alipay"}
    if unknown:
        raise _wrong(path, ", ".join(sorted(unknown)))
    return ServiceKeys(_keys(WeChatKeys, path, said, "wechat"), _keys(AlipayKeys, path, said, "alipay"))


Keys = TypeVar("Keys", WeChatKeys, AlipayKeys)


def _keys(kind: type[Keys], path: Path, said: dict[str, Any], name: str) -> Keys | None:
    if name not in said:
        return None
    table, known = said[name], {field.name: field for field in fields(kind)}
    needed = {field for field in known if field not in ("gateway", "oauth")}
    wrong = sorted((needed - table.keys()) | (table.keys() - known.keys()))
    if wrong or not all(isinstance(value, str) and value for value in table.values()):
        raise _wrong(path, f"[{name}] {', '.join(wrong) or '…'}")
    try:
        files = {field: (path.parent / table[field]).read_text("ascii") for field in _FILES}
    except (OSError, UnicodeDecodeError) as error:
        raise _wrong(path, str(error)) from error
    return kind(**table | files)


def _wrong(path: Path, reason: str) -> WrongSetting:
    return WrongSetting(
        gettext_noop("%(name)s: the keys in %(file)s cannot be read (%(reason)s)."),
        name=SETTING,
        file=path,
        reason=reason,
    )
