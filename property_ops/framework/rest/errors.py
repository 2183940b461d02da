"""Why a request of a program is refused, besides what the business refuses."""

from property_ops.kernel.errors import BusinessError, NotAllowed
from property_ops.kernel.text import gettext_noop


class TokenMissing(BusinessError):
    code = "no_token"
    message = gettext_noop("Say who asks: Authorization: Bearer, with a token that counts for the API.")


class TokenWithoutRight(NotAllowed):
    code = "token_without_right"
    message = gettext_noop("This token does not count for %(right)s.")


class TooManyRequests(BusinessError):
    code = "too_many_requests"
    message = gettext_noop("More than %(most)s requests in a minute by this token. Try again in %(seconds)s seconds.")


class NotACursor(BusinessError):
    code = "not_a_cursor"
    message = gettext_noop("“after” is taken from “next” of the page before, as it stands there.")


class KeyUsedOtherwise(BusinessError):
    code = "idempotency_key_used"
    message = gettext_noop("This Idempotency-Key was sent with another content before, and that counts.")


class ChangedMeanwhile(BusinessError):
    code = "not_as_read"
    message = gettext_noop("This is no longer as it was when you read it (If-Match). Read it again, then decide.")


class IfMatchMissing(BusinessError):
    code = "if_match_missing"
    message = gettext_noop("Say what you read before you change it: If-Match, with the ETag of what you read.")
