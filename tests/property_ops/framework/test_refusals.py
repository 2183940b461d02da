"""What the framework refuses by name, where no other test comes by: each error raised by what it is there for."""

import socket
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.http import HttpResponse
from django.test import RequestFactory, override_settings
from django_tasks_db.models import DBTaskResult, get_date_max

from property_ops.framework import demonstration, second_factor, staff
from property_ops.framework.accounts import UnknownUser, user_named
from property_ops.framework.background import bells, deciding
from property_ops.framework.database_errors import DatabaseAway, DatabaseBusy, DiskFull, as_unavailable
from property_ops.framework.pdf.errors import FontNotUsable
from property_ops.framework.pdf.fonts import Face
from property_ops.framework.serving import site
from property_ops.framework.signing_in import TooManySignIns
from property_ops.framework.testing import UserFactory
from property_ops.framework.web import form_keys, uploads
from property_ops.framework.web.public_pages import refuse_too_many
from property_ops.framework.wechat import OfficialAccount, WeChatSaysNothing, openid
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.period import NotADay, parse_day

pytestmark = pytest.mark.django_db


def boss() -> Any:
    return UserFactory(username="li", is_superuser=True)


def sent_twice(first: dict[str, str], second: dict[str, str]) -> None:
    by = boss()
    for typed in (first, second):
        request = RequestFactory().post("/works/new/", typed | {form_keys.FIELD: "k1"})
        request.user = by
        form_keys.once(request, lambda: HttpResponse("made"))


def taken_up_while_it_runs() -> None:
    row = DBTaskResult.objects.create(
        task_path="a.task", status="RUNNING", args_kwargs={"args": [], "kwargs": {}}, run_after=get_date_max(),
        backend_name="default", exception_class_path="", traceback="",
    )  # fmt: skip
    deciding.take_up(task=row, by=boss())


def without_redis() -> None:
    with patch.object(bells.django_rq, "get_connection", side_effect=ConnectionRefusedError("6379")):
        bells.check_redis()


def second_device() -> None:
    by = boss()
    second_factor.TOTPDevice.objects.create(user=by, key="00" * 20, name="TOTP")
    second_factor.enrol(user=by, signed=second_factor.new_key(by), code="1")


def enrolled(signed: str = "") -> None:
    by = boss()
    second_factor.enrol(user=by, signed=signed or second_factor.new_key(by), code="000")


def port_of_another() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        site.check_port(*other.getsockname())


def before_init() -> None:
    with patch.object(site.MigrationExecutor, "migration_plan", return_value=["0002"]):
        site.check_set_up()


def account_of_the_same_name() -> None:
    by = boss()
    staff.create_account(username="LI", display_name="李", role_codes=[], by=by)


def uploaded(*, size: int | None) -> None:
    with override_settings(IMPORT_MAX_MEGABYTES=1):
        handler = uploads.KeepingHandler(RequestFactory().post("/import/"), by=boss())
    if size is not None:
        handler.new_file("files", "a.xlsx", "", size)
        with pytest.raises(uploads.StopUpload):
            handler.receive_data_chunk(bytes(size), 0)
    handler.kept_token()


def many_names_from_one_phone() -> None:
    cache.clear()
    for _name in range(2):
        refuse_too_many(RequestFactory().get("/m/"), "sign_ins", of_phone=1, of_address=9, error=TooManySignIns)


def raised(said: str) -> None:
    found = as_unavailable(OperationalError(said))
    assert found is not None
    raise found


REFUSED: dict[str, tuple[type[BusinessError], Callable[[], Any]]] = {
    "nobody of that name": (UnknownUser, lambda: user_named("nobody")),
    "no such day": (NotADay, lambda: parse_day("2022-02-30")),
    "a day of another age": (NotADay, lambda: parse_day("1066-10-14")),
    "the database is busy": (DatabaseBusy, lambda: raised("database is locked")),
    "the database is away": (DatabaseAway, lambda: raised("server closed the connection unexpectedly")),
    "the disk is full": (DiskFull, lambda: raised("database or disk is full")),
    "no Redis": (bells.RedisSilent, without_redis),
    "a task that runs": (deciding.TaskNotThus, taken_up_while_it_runs),
    "a demonstration among real staff": (demonstration.NotADemonstration, lambda: boss() and demonstration.login()),
    "the same name in capitals": (staff.UserNameTaken, account_of_the_same_name),
    "a second phone for codes": (second_factor.AlreadyThere, second_device),
    "a wrong code": (second_factor.WrongCode, enrolled),
    "a form of another": (second_factor.StaleForm, lambda: enrolled(second_factor.new_key(UserFactory()))),
    "a taken port": (site.PortTaken, port_of_another),
    "tables not made yet": (site.NotSetUp, before_init),
    "a form sent twice": (form_keys.SentBefore, lambda: sent_twice({"a": "1"}, {"a": "1"})),
    "a form sent otherwise": (form_keys.SentOtherwise, lambda: sent_twice({"a": "1"}, {"a": "2"})),
    "an upload without files": (uploads.NoWorkbookChosen, lambda: uploaded(size=None)),
    "an upload too large": (uploads.UploadTooLarge, lambda: uploaded(size=uploads.MEGABYTE + 1)),
    "an upload of nobody": (uploads.UploadGone, lambda: uploads.kept("x" * 24, by=boss())),
    "many names from one phone": (TooManySignIns, many_names_from_one_phone),
    "WeChat is not reached": (
        WeChatSaysNothing, lambda: openid(OfficialAccount("a", "s", "http://127.0.0.1:9"), "code"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused_by_name(what):
    error, attempt = REFUSED[what]
    with pytest.raises(error) as told:
        attempt()
    assert "%(" not in str(told.value), "every place of the sentence is filled in"


def test_a_font_without_outlines_for_the_printer_is_refused(tmp_path):
    """As OpenType files with PostScript outlines are."""
    from fontTools.fontBuilder import FontBuilder

    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef"])
    builder.setupHead()
    builder.save(tmp_path / "plain.ttf")
    with pytest.raises(FontNotUsable, match=r"plain\.ttf"):
        Face(tmp_path / "plain.ttf")
