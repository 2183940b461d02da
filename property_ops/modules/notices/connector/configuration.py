"""The keys of the platforms that carry messages: one file that PROPERTY_OPS_NOTICES names.

    quiet = "20:30-08:30"       # nobody's phone rings then; the same time twice for never
    together = 15               # minutes in which what comes for one household becomes one message

    [sms]                       # 腾讯云短信
    id = "AKID…"
    key = "…"
    app = "1400…"
    sign = "某某物业"
    [sms.templates]             # what people are told of → the number of the text that the platform approved
    bill_issued = "1110"
    several = "1115"

    [wechat]                    # 公众号
    appid = "wx…"
    secret = "…"
    [wechat.templates]
    bill_issued = "…"

E-mail goes by PROPERTY_OPS_SMTP. `gateway`, in either, is another address than the platform's own.
"""

import tomllib
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from property_ops.framework import environment
from property_ops.framework.environment import WrongSetting
from property_ops.kernel.text import gettext_noop
from property_ops.modules.notices.domain.quiet import QuietHours

SETTING, MAIL_SETTING = "PROPERTY_OPS_NOTICES", "PROPERTY_OPS_SMTP"
TOGETHER, MOST_TOGETHER = 15, 24 * 60
_MAY_BE_LEFT_OUT = ("gateway", "region")


@dataclass(frozen=True, slots=True)
class SmsKeys:
    id: str
    key: str = field(repr=False)
    app: str
    sign: str
    templates: dict[str, str]
    region: str = "ap-guangzhou"
    gateway: str = "https://sms.tencentcloudapi.com"


@dataclass(frozen=True, slots=True)
class WeChatNoticeKeys:
    appid: str
    secret: str = field(repr=False)
    templates: dict[str, str]
    gateway: str = "https://api.weixin.qq.com"


@dataclass(frozen=True, slots=True)
class NoticeKeys:
    """None of a platform whose keys are not set."""

    sms: SmsKeys | None = None
    wechat: WeChatNoticeKeys | None = None
    mail: bool = False
    quiet: QuietHours = field(default_factory=QuietHours)
    together: int = TOGETHER


def notice_keys() -> NoticeKeys:
    """As the file says now. Raises WrongSetting."""
    mail = bool(environment.text(MAIL_SETTING, ""))
    named = environment.text(SETTING, "")
    if not named:
        return NoticeKeys(mail=mail)
    path = Path(named).expanduser().resolve()
    try:
        return _read(path, path.stat().st_mtime_ns, mail)
    except OSError as error:
        raise _wrong(path, error.strerror or str(error)) from error


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int, mail: bool) -> NoticeKeys:
    try:
        said = tomllib.loads(path.read_text("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _wrong(path, str(error)) from error
    if unknown := said.keys() - {"sms", "wechat", "quiet", "together"}:
        raise _wrong(path, ", ".join(sorted(unknown)))
    together = said.get("together", TOGETHER)
    if type(together) is not int or not 0 <= together <= MOST_TOGETHER:
        raise _wrong(path, "together")
    try:
        quiet = QuietHours.parse(said["quiet"]) if "quiet" in said else QuietHours()
    except (ValueError, AttributeError) as error:
        raise _wrong(path, f"quiet: {error}") from error
    return NoticeKeys(
        _keys(SmsKeys, path, said, "sms"), _keys(WeChatNoticeKeys, path, said, "wechat"), mail, quiet, together
    )


Keys = TypeVar("Keys", SmsKeys, WeChatNoticeKeys)


def _keys(kind: type[Keys], path: Path, said: dict[str, Any], name: str) -> Keys | None:
    if name not in said:
        return None
    table, known = said[name], {one.name for one in fields(kind)}
    if not isinstance(table, dict):
        raise _wrong(path, f"[{name}]")
    wrong = sorted((known - {*_MAY_BE_LEFT_OUT} - table.keys()) | (table.keys() - known))
    templates: Any = table.get("templates", {})
    values: list[Any] = [value for key, value in table.items() if key != "templates"]
    if (
        wrong
        or not isinstance(templates, dict)
        or not all(isinstance(value, str) and value for value in (*values, *templates.values()))
    ):
        raise _wrong(path, f"[{name}] {', '.join(wrong) or '…'}")
    return kind(**table)


def _wrong(path: Path, reason: str) -> WrongSetting:
    return WrongSetting(
        gettext_noop("%(name)s: the keys in %(file)s cannot be read (%(reason)s)."),
        name=SETTING,
        file=path,
        reason=reason,
    )
