"""What can keep a work from being recorded."""

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class NotYourWork(BusinessError):
    code = "not_your_work"
    message = gettext_noop("Work order %(number)s is not one of yours.")


class PhotoIsElsewhere(BusinessError):
    code = "photo_is_elsewhere"
    message = gettext_noop("This photo already stands with %(number)s as “%(stage)s”. Take another one.")


class PhotoStays(BusinessError):
    code = "photo_stays"
    message = gettext_noop("Work order %(number)s is accepted: its photos stay as they are.")


class TooManyPhotos(BusinessError):
    code = "too_many_photos"
    message = gettext_noop("Work order %(number)s has %(limit)s photos already. Take one away before adding another.")
