"""A household that looks at its page in WeChat has its messages come there."""

from datetime import datetime
from urllib.parse import urlencode

from property_ops.modules.estates.public import Tenure
from property_ops.modules.notices.connector.configuration import notice_keys
from property_ops.modules.notices.domain.errors import WeChatNotSet
from property_ops.modules.notices.models import Channel, HouseholdContact
from property_ops.modules.notices.services.wishes import wish

AUTHORISE = "https://open.weixin.qq.com/connect/oauth2/authorize"


def wechat_is_set() -> bool:
    return notice_keys().wechat is not None


def wechat_address(*, back: str, state: str) -> str:
    """Where WeChat says who looks, and comes back to `back` with a code and the `state`. Raises WeChatNotSet."""
    keys = notice_keys().wechat
    if keys is None:
        raise WeChatNotSet()
    asked = {
        "appid": keys.appid, "redirect_uri": back, "response_type": "code", "scope": "snsapi_base", "state": state,
    }  # fmt: skip
    return f"{AUTHORISE}?{urlencode(asked)}#wechat_redirect"


def bind_wechat(*, tenure: Tenure, code: str, now: datetime) -> HouseholdContact:
    """Whoever the code is of gets the household's messages. Raises WeChatNotSet, SendingFailed."""
    from property_ops.modules.notices.connector.wechat import openid_behind  # slow to import

    keys = notice_keys().wechat
    if keys is None:
        raise WeChatNotSet()
    openid = openid_behind(keys, code)
    return wish(tenure=tenure, channel=Channel.WECHAT, refused=False, by=None, now=now, address=openid)
