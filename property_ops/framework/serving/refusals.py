"""What the server answers by itself, before a page is asked: a status and a sentence, in the product's language."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext
from waitress.utilities import Error


class Refusal(Error):
    """Said in the manner of an error page."""

    def to_response(self, ident: str | None = None) -> tuple[str, list[tuple[str, str]], bytes]:
        with translation.override(settings.LANGUAGE_CODE):
            title, sentence = self.words()
            content = {"status": self.code, "title": title, "sentence": sentence}
            page = render_to_string("framework/error_plain.html", content)
        headers = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")]
        return f"{self.code} {self.reason}", headers, page.encode()

    def words(self) -> tuple[str, str]:
        """A title and a sentence."""
        raise NotImplementedError


class TooLargeToRead(Refusal):
    code, reason = 413, "Request Entity Too Large"

    def __init__(self, limit: str) -> None:
        super().__init__("")
        self.limit = limit

    def words(self) -> tuple[str, str]:
        sentence = gettext("What was sent is larger than %(limit)s, which is the most that this page takes.")
        return gettext("This is too large"), sentence % {"limit": self.limit}


class TooBusy(Refusal):
    """Nothing of the request was begun."""

    code, reason = 503, "Service Unavailable"

    def __init__(self, seconds: int) -> None:
        super().__init__("")
        self.seconds = seconds

    def words(self) -> tuple[str, str]:
        sentence = gettext(
            "Too many people are asking at this moment. Nothing of what you sent was stored: try again in "
            "%(seconds)s seconds."
        )
        return gettext("The system is busy"), sentence % {"seconds": self.seconds}

    def to_response(self, ident: str | None = None) -> tuple[str, list[tuple[str, str]], bytes]:
        status, headers, body = super().to_response(ident)
        return status, [*headers, ("Retry-After", str(self.seconds))], body
