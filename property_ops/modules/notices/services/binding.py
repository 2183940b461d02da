"""A household that looks at its page in WeChat has its messages come there."""

from datetime import datetime

from property_ops.framework.wechat import OfficialAccount, WeChatSaysNothing, authorise_address, openid
from property_ops.modules.estates.public import Tenure
from property_ops.modules.notices.connector.configuration import notice_keys
from property_ops.modules.notices.domain.errors import SendingFailed, WeChatNotSet
from property_ops.modules.notices.models import Channel, HouseholdContact
from property_ops.modules.notices.services.wishes import wish


def wechat_is_set() -> bool:
    return notice_keys().wechat is not None


def wechat_address(*, back: str, state: str) -> str:
    """Where WeChat says who looks, and comes back to `back` with a code and the `state`. Raises WeChatNotSet."""
    return authorise_address(_account().appid, back=back, state=state)


def bind_wechat(*, tenure: Tenure, code: str, now: datetime) -> HouseholdContact:
    """Whoever the code is of gets the household's messages. Raises WeChatNotSet, SendingFailed."""
    try:
        address = openid(_account(), code)
    except WeChatSaysNothing as error:
        raise SendingFailed(reason=error.data["reason"]) from error
    return wish(tenure=tenure, channel=Channel.WECHAT, refused=False, by=None, now=now, address=address)


def _account() -> OfficialAccount:
    """Raises WeChatNotSet."""
    keys = notice_keys().wechat
    if keys is None:
        raise WeChatNotSet()
    return OfficialAccount(keys.appid, keys.secret, keys.gateway)
