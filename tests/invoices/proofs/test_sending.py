"""The product seals each day by itself, and sends the seals elsewhere until they arrive (docs/product.md rule 21)."""

import smtplib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client

from invoices.modules.ledger.public import post
from invoices.modules.proofs.connector import posting
from invoices.modules.proofs.domain.errors import SealsNotTaken
from invoices.modules.proofs.models import SealSending, StoredSeal
from invoices.modules.proofs.public import public_key, seal_day
from invoices.modules.proofs.services import is_sealing_due, is_sending_due, seal_due_day, send_seals
from invoices.modules.proofs.tasks import DAILY_SEAL, SENDING
from property_ops.framework.accounts import system_user
from property_ops.framework.slots import plugged_into
from tests.invoices.ledger.test_services import bill
from tests.visitors import ADMINISTRATOR, visitor

pytestmark = pytest.mark.django_db
BEFORE, EVENING = datetime(2022, 7, 1, 15, 29, tzinfo=UTC), datetime(2022, 7, 1, 15, 30, tzinfo=UTC)
"""23:29 and 23:30 in Shanghai."""


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path, shipped):
    settings.SEALS, settings.SEAL_KEY = tmp_path / "seals.jsonl", tmp_path / "key.pem"


def sealed(number: int, now: datetime = BEFORE) -> StoredSeal:
    post([bill(number, number * 100)])
    made = seal_day(day=date(2022, 7, 1), by=system_user(), now=now)
    assert made is not None
    return made


class Elsewhere:
    """A server that takes what is posted to it, or answers as it is told."""

    def __init__(self) -> None:
        self.got: list[tuple[str, bytes]] = []
        self.answers = [200]
        elsewhere = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                elsewhere.got.append((self.headers["Host"], body))
                status = elsewhere.answers.pop(0) if len(elsewhere.answers) > 1 else elsewhere.answers[0]
                self.send_response(status)
                if status == 302:
                    self.send_header("Location", f"{elsewhere.url}moved")
                self.end_headers()

            def log_message(self, *args: object) -> None:
                """Nobody reads it."""

        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://localhost:{self._server.server_port}/seals/"
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def elsewhere(settings) -> Iterator[Elsewhere]:
    server = Elsewhere()
    settings.SEALS_POST, settings.INSIDE_HOSTS = server.url, [urlsplit(server.url).hostname]
    yield server
    server.close()


def test_the_evenings_seal_is_made_once_and_only_of_what_is_new():
    assert not is_sealing_due(EVENING)
    post([bill(1, 100)])
    made = seal_due_day(now=EVENING)
    assert made is not None
    assert (made.kind, made.name) == ("day", "2022-07-01")
    post([bill(2, 100)])
    assert not is_sealing_due(EVENING + timedelta(hours=23, minutes=59))
    assert seal_due_day(now=EVENING + timedelta(hours=5)) is None
    assert is_sealing_due(EVENING + timedelta(days=1))


def test_a_site_that_stood_still_in_the_evening_seals_for_that_day_when_it_runs_again():
    post([bill(1, 100)])
    made = seal_due_day(now=EVENING + timedelta(days=2, hours=9))
    assert made is not None
    assert made.name == "2022-07-03"


def test_the_worker_is_asked_for_both():
    assert {DAILY_SEAL, SENDING} <= set(plugged_into("timed_tasks"))


def test_each_address_of_mail_gets_what_it_lacks_with_the_head_in_full(settings):
    settings.SEALS_MAIL = ["committee@example.org", "auditor@example.org"]
    first, second = sealed(1), sealed(2)
    assert is_sending_due(EVENING)
    assert [(one.place, one.sent) for one in send_seals(now=EVENING)] == [(place, 2) for place in settings.SEALS_MAIL]
    assert [one.to for one in mail.outbox] == [[place] for place in settings.SEALS_MAIL]
    one = mail.outbox[0]
    assert second.head in one.body
    assert public_key() in one.body
    name, content, _kind = one.attachments[0]
    assert (name, content) == ("seals-1-2.jsonl", f"{first.line}\n{second.line}\n".encode())
    assert not is_sending_due(EVENING)
    third = sealed(3)
    send_seals(now=EVENING)
    assert len(mail.outbox) == 4
    assert mail.outbox[-1].attachments[0][1] == f"{third.line}\n".encode()


def test_a_mail_server_that_is_away_is_tried_again_later_and_later(settings, monkeypatch):
    settings.SEALS_MAIL = ["committee@example.org"]
    sealed(1)

    def fail(*args: object, **options: object) -> None:
        raise smtplib.SMTPServerDisconnected("gone")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", fail)
    send_seals(now=EVENING)
    assert not is_sending_due(EVENING + timedelta(minutes=4))
    assert is_sending_due(EVENING + timedelta(minutes=5))
    send_seals(now=EVENING + timedelta(minutes=5))
    assert not is_sending_due(EVENING + timedelta(minutes=14))
    found = SealSending.objects.get()
    assert (found.failures, found.number, found.failure) == (2, 0, "SMTPServerDisconnected: gone")
    assert "SMTPServerDisconnected" in visitor(ADMINISTRATOR).text("/")
    told = Client().get("/healthz").json()
    assert (told["status"], told["seals"]) == ("attention", "not arriving")
    monkeypatch.undo()
    settings.SEALS_MAIL = ["committee@example.org"]
    send_seals(now=EVENING + timedelta(hours=1))
    assert SealSending.objects.get().failure == ""
    assert Client().get("/healthz").json()["seals"] == "ok"


def test_what_is_posted_are_the_lines_and_again_until_they_are_taken(elsewhere):
    one = sealed(1)
    elsewhere.answers = [503, 200]
    assert [out.failure for out in send_seals(now=EVENING)] == ["HTTP 503"]
    assert [(out.sent, out.failure) for out in send_seals(now=EVENING + timedelta(minutes=6))] == [(1, "")]
    host = elsewhere.url.split("/")[2]
    assert elsewhere.got == [(host, f"{one.line}\n".encode())] * 2


def test_no_redirect_is_followed(elsewhere):
    sealed(1)
    elsewhere.answers = [302, 200]
    assert [out.failure for out in send_seals(now=EVENING)] == ["HTTP 302"]
    assert len(elsewhere.got) == 1


def test_only_addresses_of_the_web_are_posted_to():
    for address in ("file:///etc/passwd", "ftp://example.org/", "https:///seals"):
        with pytest.raises(SealsNotTaken):
            posting.post(address, b"")
