from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class SendingRefused(BusinessError):
    """It did not go out, and will not go out by being tried again."""

    code = "sending_refused"
    message = gettext_noop("It was refused: %(reason)s.")


class SendingFailed(BusinessError):
    """It did not go out; another try may help."""

    code = "sending_failed"
    message = gettext_noop("It did not go out: %(reason)s.")


class SendingUnclear(BusinessError):
    """Nobody knows whether it went out."""

    code = "sending_unclear"
    message = gettext_noop("It may have gone out or not: %(reason)s.")


class NotInTrouble(BusinessError):
    code = "message_not_in_trouble"
    message = gettext_noop("This message needs nobody: it was sent, or somebody saw to it already.")


class NoWayToTell(BusinessError):
    code = "no_way_to_tell"
    message = gettext_noop("The household cannot be reached: no phone and no address is known, or none is wanted.")


class NotToldHere(BusinessError):
    code = "not_told_here"
    message = gettext_noop("In %(estate)s people are not told of this. Switch it on first.")


class WeChatNotSet(BusinessError):
    code = "wechat_not_set"
    message = gettext_noop("Messages by WeChat are not set up here.")


class NoAddress(BusinessError):
    code = "no_mail_address"
    message = gettext_noop("Enter the e-mail address to which it is to go.")
