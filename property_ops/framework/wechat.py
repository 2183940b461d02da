"""Who looks at a page in WeChat: the browser is sent to WeChat, and comes back with a code that says it (网页授权)."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.core import signing

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop

AUTHORISE = "https://open.weixin.qq.com/connect/oauth2/authorize"
STATE_SECONDS = 600
LONGEST_CODE = 128
CONNECT_SECONDS, READ_SECONDS, TOTAL_SECONDS = 5.0, 10.0, 20.0
_LARGEST = 64 * 1024


class WeChatSaysNothing(BusinessError):
    """`reason` is a word of the platform or the kind of the error, and names nobody."""

    code = "wechat_says_nothing"
    message = gettext_noop("WeChat does not say who looks at the page (%(reason)s).")


@dataclass(frozen=True, slots=True)
class OfficialAccount:
    """A 公众号. `gateway` is where its platform answers."""

    appid: str
    secret: str = field(repr=False)
    gateway: str = "https://api.weixin.qq.com"


def authorise_address(appid: str, *, back: str, state: str) -> str:
    """Where WeChat says who looks, and comes back to `back` with a code and the `state`."""
    asked = {"appid": appid, "redirect_uri": back, "response_type": "code", "scope": "snsapi_base", "state": state}
    return f"{AUTHORISE}?{urlencode(asked)}#wechat_redirect"


def state_of(page: str) -> str:
    """What goes there and comes back: that we have sent this browser, just now, from this page."""
    return signing.dumps(page, salt="wechat.state")


def came_back(page: str, state: str) -> bool:
    """Whether that state was made for this page, just now."""
    try:
        return bool(signing.loads(state, salt="wechat.state", max_age=STATE_SECONDS) == page)
    except signing.BadSignature:
        return False


def openid(account: OfficialAccount, code: str) -> str:
    """Who it is, as the account knows them. Raises WeChatSaysNothing."""
    from requests import RequestException  # soon enough: few pages ask

    from property_ops.framework.outgoing import NotSpokenTo, careful_session

    asked = {"appid": account.appid, "secret": account.secret, "code": code[:LONGEST_CODE]}
    asked["grant_type"] = "authorization_code"
    try:
        with careful_session(total_seconds=TOTAL_SECONDS, largest=_LARGEST) as session:
            address = f"{account.gateway}/sns/oauth2/access_token"
            answer: Any = session.get(address, params=asked, timeout=(CONNECT_SECONDS, READ_SECONDS)).json()
    except (RequestException, NotSpokenTo, ValueError) as error:
        raise WeChatSaysNothing(reason=type(error).__name__) from error
    if not isinstance(answer, dict) or not answer.get("openid"):
        raise WeChatSaysNothing(reason=str(answer.get("errcode", "openid")) if isinstance(answer, dict) else "json")
    return str(answer["openid"])
