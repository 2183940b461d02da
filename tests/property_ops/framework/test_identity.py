"""At the command line a name proves nothing: what needs a person asks for that person (rules 10 and 23)."""

import ast
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils.timezone import now

from property_ops.framework import identity
from property_ops.framework.commands import product_commands
from property_ops.framework.identity import (
    PasswordNotGiven,
    PersonNeeded,
    SystemIsNobody,
    TokenDoesNotCount,
    TokenForOthers,
    TokenOfAnother,
    WrongPassword,
)
from property_ops.framework.models import AuditEvent, PersonalToken, User
from property_ops.framework.staff import reset_password
from property_ops.framework.tokens import NoSuchToken, NotATokensLife, make_token, revoke_token
from tests.architecture.source import CHECKOUT, code_files, shown, tree
from tests.visitors import visitor

DECIDING = {
    "approve": ("approve",),
    "bill": ("bill", "2022-06", "--approve"),
    "close": ("close", "2022-06", "--acknowledge", "知悉"),
    "costs": ("costs", "2022-06", "--approve"),
    "disclose": ("disclose", "2022-Q2", "--publish"),
    "opening": ("opening", "--approve"),
    "token": ("token", "list"),
}
"""The commands that decide something in a person's name, as they do."""
decides = pytest.mark.parametrize("command", DECIDING.values(), ids=DECIDING)


@pytest.fixture
def reviewer(shipped) -> User:
    return User.objects.create_superuser("reviewer", password="correct horse")


@pytest.fixture(autouse=True)
def nobody_there(monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO(""))
    monkeypatch.setattr(identity, "SECONDS_AFTER_A_WRONG_ONE", 0)
    monkeypatch.delenv(identity.TOKEN, raising=False)


def typed(monkeypatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", StringIO(text))


def token(user: User, *commands: str, **terms) -> str:
    return make_token(user=user, name="夜间", commands=commands, days=terms.get("days", 1), now=now())[1]


def refused_by(command, *more: str) -> type[BaseException] | None:
    with pytest.raises(CommandError) as refused:
        call_command(*command, *more, stdout=StringIO())
    return type(refused.value.__cause__) if refused.value.__cause__ else None


@decides
def test_what_decides_is_refused_without_a_person(command, reviewer):
    if command != ("approve",):  # without --by it shows what waits
        assert refused_by(command) is PersonNeeded
    assert refused_by(command, "--by", "system") is SystemIsNobody
    assert refused_by(command, "--by", "reviewer") is PasswordNotGiven
    assert not AuditEvent.objects.filter(user=reviewer).exists()


@decides
def test_a_wrong_password_is_refused_and_recorded(command, reviewer, monkeypatch):
    typed(monkeypatch, "wrong\n")
    assert refused_by(command, "--by", "reviewer") is WrongPassword
    event = AuditEvent.objects.get(action="command.refused")
    assert (event.subject, event.user) == ("reviewer", None)
    assert event.detail == {
        "command": command[0], "via": "command line", "operating_user": identity.operating_user(),
    }  # fmt: skip


def test_whatever_takes_a_name_asks_the_same_door():
    """No command finds a user by its name alone, and each that takes `--by` says whether it needs a person."""
    folders = ("management", "commands")
    files = [path for path in code_files() if path.parent.parts[-2:] == folders and path.name != "__init__.py"]
    assert files
    for path in files:
        text = path.read_text(encoding="utf-8")
        names = {node.attr for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)}
        if path.stem != "demo":
            assert "user_named(" not in text, shown(path)
            assert "User.objects" not in text, shown(path)
        if "add_user" in text:
            assert names & {"actor", "person"}, shown(path)


def test_every_command_that_decides_is_tried_here():
    words = ("approve", "publish", "reject", "acknowledge", "revoke", "reopen")
    found = set()
    for path in (CHECKOUT / "property_ops").rglob("management/commands/*.py"):
        found.add(path)
    for path in (CHECKOUT / "invoices").rglob("management/commands/*.py"):
        found.add(path)
    deciding = {
        path.stem
        for path in found
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if node.value.lstrip("-") in words and (node.value.startswith("--") or path.stem == "token")
    }
    assert deciding | {"approve"} == DECIDING.keys()
    assert DECIDING.keys() <= product_commands().keys()


def test_the_password_proves_it_and_the_audit_log_says_how(reviewer, monkeypatch):
    typed(monkeypatch, "correct horse\n")
    call_command("token", "create", "--name", "夜间出账", "--for", "bill", "--by", "reviewer", stdout=StringIO())
    event = AuditEvent.objects.get(action="token.made")
    assert event.user == reviewer
    assert event.detail["via"] == "command line"
    assert event.detail["operating_user"] == identity.operating_user()


def test_a_token_stands_for_its_person_in_its_commands_until_its_day(reviewer, monkeypatch):
    monkeypatch.setenv(identity.TOKEN, token(reviewer, "bill"))
    assert identity.person("bill", None) == reviewer
    assert identity.person("bill", "reviewer") == reviewer
    with pytest.raises(TokenForOthers):
        identity.person("close", "reviewer")
    with pytest.raises(TokenOfAnother):
        identity.person("bill", "accountant")
    with pytest.raises(SystemIsNobody):
        identity.person("bill", "system")
    PersonalToken.objects.update(made_at=now() - timedelta(days=3), expires_at=now() - timedelta(days=1))
    with pytest.raises(TokenDoesNotCount):
        identity.person("bill", None)


@pytest.mark.parametrize("end", ["revoked", "left", "new password"])
def test_a_token_ends_when_it_is_revoked_its_person_leaves_or_has_a_new_password(reviewer, monkeypatch, end):
    monkeypatch.setenv(identity.TOKEN, token(reviewer, "bill"))
    if end == "revoked":
        revoke_token(token_id=PersonalToken.objects.get().pk, by=reviewer, now=now())
    elif end == "left":
        User.objects.filter(pk=reviewer.pk).update(is_active=False)
    else:
        reset_password(user=reviewer, by=User.objects.create_superuser("root"))
    with pytest.raises(TokenDoesNotCount):
        identity.actor("bill", None)


def test_the_secret_is_kept_nowhere_and_nobody_revokes_anothers(reviewer):
    secret = token(reviewer, "bill")
    kept = PersonalToken.objects.get()
    assert secret not in str(vars(kept))
    with pytest.raises(NoSuchToken):
        revoke_token(token_id=kept.pk, by=User.objects.create_superuser("root"), now=now())
    with pytest.raises(NotATokensLife):
        token(reviewer, "bill", days=367)


def test_what_prepares_and_decides_nothing_works_on_without_a_person(shipped):
    assert identity.actor("charge", None).username == "system"


def test_ones_own_tokens_are_made_shown_once_and_revoked_on_a_page(db):
    person, other = visitor("accountant"), visitor("accountant")
    page = person.post(
        reverse("tokens"), {"name": "夜间", "commands": ["charge", "bill"], "days": 30}, follow=True
    ).content.decode()
    made = PersonalToken.objects.get()
    assert (made.user, made.commands, "po_" in page) == (person.user, ["bill", "charge"], True)
    assert "po_" not in person.text(reverse("tokens"))
    assert "夜间" not in other.text(reverse("tokens"))
    other.post(reverse("token_revoke", args=[made.pk]))
    made.refresh_from_db()
    assert made.revoked_at is None
    person.post(reverse("token_revoke", args=[made.pk]))
    made.refresh_from_db()
    assert made.revoked_at is not None
