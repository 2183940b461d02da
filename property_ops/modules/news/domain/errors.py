from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class NothingWritten(BusinessError):
    code = "nothing_written"
    message = gettext_noop("Write a title and a text.")


class EndsBeforeItBegins(BusinessError):
    code = "news_ends_before_it_begins"
    message = gettext_noop("The last day, %(last)s, lies before the first, %(first)s.")


class OnlyOwnEstates(BusinessError):
    code = "only_own_estates"
    message = gettext_noop("Choose one of your estates: what is for all of them is written by the office.")


class TooManyPhotos(BusinessError):
    code = "too_many_photos_of_news"
    message = gettext_noop("At most %(most)s photos.")
