"""One outbox: told once, together, not at night, and never sent twice by itself."""

import logging
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from property_ops.framework.models import AuditEvent
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed
from property_ops.modules.estates.testing import EstateFactory, TenureFactory, UnitFactory
from property_ops.modules.notices.connector.configuration import NoticeKeys, notice_keys
from property_ops.modules.notices.domain.errors import NotInTrouble
from property_ops.modules.notices.domain.quiet import SHANGHAI, QuietHours
from property_ops.modules.notices.domain.states import PAUSES
from property_ops.modules.notices.models import Channel, Message, Notice, SendingTry
from property_ops.modules.notices.public import tell, tell_staff, wish
from property_ops.modules.notices.services.again import put_aside, send_again
from property_ops.modules.notices.services.sending import carry_out
from property_ops.modules.notices.services.wishes import switch
from property_ops.modules.notices.tasks import is_due, send_notices
from property_ops.modules.notices.testing import messages, told
from property_ops.modules.notices.verifiers import health_note, verify
from tests.pages import sheet_of, text_of, visitor
from tests.property_ops.modules.notices.conftest import PHONE

pytestmark = pytest.mark.django_db
NOON = timezone.make_aware(timezone.datetime(2022, 7, 5, 12))


def answered(household, number="SQ2022-0001", now=NOON):
    facts = {"estate": household.unit.estate.name, "number": number}
    tell(template="request_answered", tenure=household, about=number, facts=facts, now=now)


def sent(keys, now=NOON):
    """The only message, once all that is due was carried out."""
    carry_out(keys=keys, now=now)
    return messages()[-1]


def test_what_is_told_goes_out_once_however_often_it_is_told_and_carried_out(household, platforms, keys):
    for _ in range(2):
        answered(household)
        carry_out(keys=keys, now=NOON)
    (message,) = messages()
    (got,) = platforms.got
    assert (got.to, got.template, got.values) == (f"+86{PHONE}", "T-request_answered", ["牡丹花园", "SQ2022-0001"])
    assert (message.state, message.to, message.sent_at) == ("sent", "139****0123", NOON)
    assert [(one.outcome, one.reference) for one in message.log.all()] == [("sent", "5000:1")]
    assert "SQ2022-0001" in message.text
    assert "李小华" not in message.text
    assert all(not check.differences for check in verify())


def test_every_sending_is_a_look_at_somebodys_address(household, platforms, keys):
    answered(household)
    carry_out(keys=keys, now=NOON)
    (event,) = AuditEvent.objects.filter(action="notices.sent")
    assert event.subject == "BC01-1-1-101"
    assert PHONE not in str(event.detail)


def test_nothing_is_told_if_what_it_tells_did_not_happen(household):
    with transaction.atomic():
        answered(household)
        transaction.set_rollback(True)
    assert told("request_answered") == []


def test_what_comes_within_the_window_is_one_message(household, platforms, keys):
    together = NoticeKeys(sms=keys.sms, quiet=keys.quiet, together=15)
    answered(household, "SQ2022-0001")
    answered(household, "SQ2022-0002", NOON + timedelta(minutes=14))
    assert carry_out(keys=together, now=NOON + timedelta(minutes=14)) == 0
    assert carry_out(keys=together, now=NOON + timedelta(minutes=15)) == 1
    (got,) = platforms.got
    assert (got.template, got.values) == ("T-several", ["2", "您的诉求已答复"])
    (message,) = messages()
    assert message.text.count("SQ2022-000") == 2
    assert message.notices.count() == 2


def test_nobodys_phone_rings_at_night(household, platforms, keys):
    night = NOON.astimezone(SHANGHAI).replace(hour=23)
    quiet = NoticeKeys(sms=keys.sms, quiet=QuietHours(), together=0)
    answered(household, now=night)
    assert carry_out(keys=quiet, now=night) == 0
    assert platforms.got == []
    morning = quiet.quiet.until(night)
    assert (morning.hour, morning.minute, morning.day) == (8, 30, night.day + 1)
    assert carry_out(keys=quiet, now=morning) == 1


def test_who_does_not_want_messages_gets_none_and_it_says_so(household, platforms, keys):
    wish(tenure=household, channel=Channel.SMS, refused=True, by=None, now=NOON)
    answered(household)
    carry_out(keys=keys, now=NOON)
    assert platforms.got == []
    assert [one.withheld for one in told("request_answered")] == ["not_wanted"]


def test_who_has_no_mobile_number_cannot_be_told(estate, platforms, keys):
    landline = TenureFactory(unit=UnitFactory(estate=estate), phone="0530-1234567")
    answered(landline)
    carry_out(keys=keys, now=NOON)
    assert [one.withheld for one in told("request_answered")] == ["no_way"]
    assert messages() == []


def test_who_gave_his_wechat_is_told_there_and_led_to_the_households_page(household, platforms, keys):
    wish(tenure=household, channel=Channel.WECHAT, refused=False, by=None, now=NOON, address="openid-1")
    answered(household)
    message = sent(keys)
    (got,) = platforms.got
    assert (message.channel, got.to, got.template) == ("wechat", "openid-1", "T-request_answered")
    assert got.link.endswith("/home/")


def test_an_answer_that_never_comes_is_unknown_and_nothing_is_sent_again_by_itself(household, platforms, keys):
    for channel in (Channel.SMS, Channel.WECHAT):
        if channel is Channel.WECHAT:
            wish(tenure=household, channel=channel, refused=False, by=None, now=NOON, address="openid-1")
        platforms.faults.add("silent")
        answered(household, f"SQ-{channel}")
        message = sent(keys)
        assert (message.channel, message.state) == (channel, "unknown")
        platforms.faults.clear()
        carry_out(keys=keys, now=NOON + timedelta(days=1))
        message.refresh_from_db()
        assert (message.state, message.tries, platforms.got) == ("unknown", 1, [])


def test_a_busy_platform_is_tried_again_later_each_time_until_it_is_given_up(household, platforms, keys):
    platforms.faults.add("busy")
    answered(household)
    now = NOON
    for pause in PAUSES:
        assert sent(keys, now).state == "waiting"
        assert carry_out(keys=keys, now=now + pause - timedelta(seconds=1)) == 0
        now += pause
    message = sent(keys, now)
    assert (message.state, message.tries, platforms.got) == ("failed", len(PAUSES) + 1, [])
    assert message.log.count() == len(PAUSES) + 1
    note = health_note()
    assert (note.name, note.state, note.facts) == ("notices", "failing", {"notices_waiting": 0, "messages_failed": 1})
    assert note.wrong % note.facts == "1 messages to households did not arrive, or it is not known."


def test_what_the_platform_refuses_is_not_tried_again_by_itself_but_by_a_person_once(household, platforms, keys):
    platforms.faults.add("refused")
    answered(household)
    message = sent(keys)
    assert (message.state, message.problem) == ("failed", "FailedOperation.PhoneNumberInBlacklist")
    platforms.faults.clear()
    boss = UserFactory(role="manager")
    with pytest.raises(NotAllowed):
        send_again(message=message, by=UserFactory(role="auditor"), now=NOON)
    again = send_again(message=message, by=boss, now=NOON)
    with pytest.raises(NotInTrouble):
        send_again(message=message, by=boss, now=NOON)
    carry_out(keys=keys, now=NOON)
    again.refresh_from_db()
    assert (again.state, again.again_of, len(platforms.got)) == ("sent", message, 1)
    assert health_note().state == "ok"
    with pytest.raises(NotInTrouble):
        put_aside(message=again, by=boss, now=NOON)


def test_a_token_that_ran_out_is_fetched_anew(household, platforms, keys):
    wish(tenure=household, channel=Channel.WECHAT, refused=False, by=None, now=NOON, address="openid-1")
    platforms.faults.add("stale token")
    answered(household)
    assert sent(keys).state == "sent"
    platforms.faults.add("refused")
    answered(household, "SQ-2")
    assert (sent(keys).state, messages()[-1].problem) == ("failed", "43004")


def test_a_sender_that_died_leaves_a_message_of_which_nobody_knows(household, platforms, keys):
    answered(household)
    message = sent(NoticeKeys(quiet=keys.quiet, together=0, sms=keys.sms))
    answered(household, "SQ-2")
    platforms.faults.add("busy")
    message = sent(keys)
    Message.objects.filter(pk=message.pk).update(state="sending", next_at=NOON)
    platforms.faults.clear()
    carry_out(keys=keys, now=NOON + timedelta(minutes=9))
    assert messages()[-1].state == "sending"
    carry_out(keys=keys, now=NOON + timedelta(minutes=10))
    assert (messages()[-1].state, len(platforms.got)) == ("unknown", 1)


@pytest.mark.parametrize(
    ("command", "answer", "state", "problem"),
    [
        ("", "", "sent", ""),
        ("RCPT", "550 nobody", "failed", "SMTPRecipientsRefused"),
        ("RCPT", "450 later", "waiting", "SMTPRecipientsRefused"),
        ("DATA", "554 no", "failed", "SMTPDataError 554"),
        (".", "", "unknown", "SMTPServerDisconnected"),
    ],
)
def test_staff_is_told_by_e_mail_and_the_servers_word_counts(command, answer, state, problem, mail_server, keys):
    if command:
        mail_server.says[command] = answer
    tell_staff(
        template="several", user=UserFactory(role="manager", email="chen@example.com"), about="2022-07-05",
        facts={"count": "3", "titles": "待我办理"}, now=NOON,
    )  # fmt: skip
    message = sent(NoticeKeys(mail=True, quiet=keys.quiet, together=0))
    assert (message.state, message.problem, message.to) == (state, problem, "ch***@example.com")
    assert len(mail_server.letters) == (command in ("", "."))


def test_without_keys_it_stands_in_the_log_without_the_number_and_is_not_called_sent(household, caplog):
    answered(household)
    with caplog.at_level(logging.INFO, "property_ops.notices"):
        message = sent(NoticeKeys(quiet=QuietHours.parse("00:00-00:00"), together=0))
    assert message.state == "logged"
    assert "139****0123" in caplog.text
    assert PHONE not in caplog.text
    assert health_note().state == "off"


def test_an_estate_that_does_not_want_it_told_tells_nobody(household, estate):
    switch(estate=estate, template="request_answered", on=False, by=UserFactory(role="manager"), now=NOON)
    answered(household)
    assert Notice.objects.count() == 0


def test_the_database_keeps_what_was_sent_from_being_sent_again(household, platforms, keys):
    answered(household)
    message = sent(keys)
    for statement in (
        "UPDATE po_notices_message SET state = 'waiting', sent_at = NULL",
        "DELETE FROM po_notices_message",
        "UPDATE po_notices_notice SET message_id = NULL",
        "UPDATE po_notices_sendingtry SET outcome = 'failed'",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    with pytest.raises(DatabaseError), transaction.atomic():
        SendingTry.objects.create(message=message, at=NOON, outcome="sent")


def test_keys_that_cannot_be_read_are_named_and_nothing_is_lost(household, tmp_path, monkeypatch):
    path = tmp_path / "wrong.toml"
    path.write_text("[sms]\nid = 1\n")
    monkeypatch.setenv("PROPERTY_OPS_NOTICES", str(path))
    note = health_note()
    assert note.state == "keys unreadable"
    assert "[sms]" in str(note.facts["reason"])


def test_the_background_work_is_due_while_something_waits(household, platforms):
    assert not is_due(NOON)
    answered(household, now=timezone.now())
    assert is_due(timezone.now())
    send_notices.call()
    assert not is_due(timezone.now())
    assert notice_keys().sms is not None


def test_the_office_sees_what_failed_sends_it_again_or_puts_it_aside(household, estate, platforms, keys):
    platforms.faults.add("refused")
    answered(household)
    message = sent(keys)
    clerk, elsewhere = visitor("dispatcher"), visitor("grid_worker", EstateFactory())
    page = text_of(clerk.get("/messages/?trouble=1"))
    assert "BC01-1-1-101" in page
    assert PHONE not in page
    assert len(sheet_of(clerk.get("/messages/?export=xlsx"))) > 1
    assert "再次发送" in text_of(clerk.get(f"/messages/{message.pk}/"))
    assert elsewhere.get(f"/messages/{message.pk}/").status_code == 404
    assert visitor("auditor").post(f"/messages/{message.pk}/again/").status_code == 403
    assert clerk.post(f"/messages/{message.pk}/aside/").status_code == 302
    assert clerk.post(f"/messages/{message.pk}/again/").status_code == 302  # refused with a sentence
    assert len(messages()) == 1
    text_of(clerk.get("/messages/waiting/"))


def test_a_manager_switches_what_is_told_and_the_office_writes_down_what_a_household_wants(household, estate):
    manager = visitor("manager")
    assert manager.post("/messages/told/BC01/", {"bill_issued": "on", "request_answered": ""}).status_code == 302
    page = text_of(manager.get("/messages/told/"))
    assert "账单" in page
    assert visitor("accountant").post("/messages/told/BC01/", {}).status_code == 403
    wished = f"/messages/wish/{household.pk}/sms/"
    assert visitor("grid_worker", estate).post(wished, {"wanted": "0"}).status_code == 403
    assert manager.post(wished, {"wanted": "0"}).status_code == 302
    assert "不接收" in text_of(manager.get("/units/BC01-1-1-101/"))
