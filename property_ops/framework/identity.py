"""Who is at the command line: a person who proves it, or nobody, for whom the system's own account works on.

A name alone proves nothing. `--by USER` asks for that person's password, at the terminal or from the standard input; a
personal token in the environment does the same for scripts. Code of this process that calls a command gives the user
itself, not its name: the demonstration acts for its own invented staff.
"""

import getpass
import os
import sys
import time
from typing import Any

from django.utils import timezone

from property_ops.framework import audit
from property_ops.framework.accounts import SYSTEM, system_user, user_named
from property_ops.framework.models import User
from property_ops.framework.tokens import token_of
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop

TOKEN = "PROPERTY_OPS_TOKEN"
SECONDS_AFTER_A_WRONG_ONE = 1


class PersonNeeded(BusinessError):
    code = "person_needed"
    message = gettext_noop(
        "“%(command)s” needs a person here. Say who with --by USER, whose password is asked for, or put a personal "
        "token into PROPERTY_OPS_TOKEN (property-ops token create)."
    )


class SystemIsNobody(BusinessError):
    code = "system_is_nobody"
    message = gettext_noop("“system” is no person: it approves nothing, and nobody acts in its name.")


class WrongPassword(BusinessError):
    code = "wrong_password"
    message = gettext_noop("This is not the password of %(user)s.")


class PasswordNotGiven(BusinessError):
    code = "password_not_given"
    message = gettext_noop(
        "The password of %(user)s was not given. Type it when you are asked, pipe it into the command, or use a "
        "personal token in PROPERTY_OPS_TOKEN."
    )


class TokenDoesNotCount(BusinessError):
    code = "token_does_not_count"
    message = gettext_noop("The personal token in PROPERTY_OPS_TOKEN is unknown, has expired or was revoked.")


class TokenForOthers(BusinessError):
    code = "token_for_other_commands"
    message = gettext_noop("This personal token counts for %(commands)s, not for “%(command)s”.")


class TokenOfAnother(BusinessError):
    code = "token_of_another"
    message = gettext_noop("--by says %(asked)s, but the personal token is that of %(owner)s.")


def person(command: str, by: User | str | None) -> User:
    """Who acts, proven. Raises PersonNeeded, and what else is wrong with the proof."""
    if isinstance(by, User):
        return by
    found = _person(command, by)
    if found is None:
        raise PersonNeeded(command=command)
    return found


def actor(command: str, by: User | str | None) -> User:
    """The same; the system's own account where nobody is named, for what prepares and decides nothing."""
    if isinstance(by, User):
        return by
    return _person(command, by) or system_user()


def operating_user() -> str:
    """The operating system's name for who runs this process."""
    try:
        import pwd  # not on Windows

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):
        return getpass.getuser()


def _person(command: str, by: str | None) -> User | None:
    if by == SYSTEM:
        raise SystemIsNobody
    secret = os.environ.get(TOKEN, "").strip()
    if secret:
        return _by_token(command, by, secret)
    return None if by is None else _by_password(user_named(by), command)


def _by_token(command: str, by: str | None, secret: str) -> User:
    token, now = token_of(secret), timezone.now()
    if token is None or not token.counts(now):
        raise TokenDoesNotCount
    if by is not None and by != token.user.username:
        raise TokenOfAnother(asked=by, owner=token.user.username)
    if command not in token.commands:
        raise TokenForOthers(commands=", ".join(token.commands), command=command)
    token.used_at = now
    token.save(update_fields=["used_at"])
    return token.user


def _by_password(user: User, command: str) -> User:
    password = _ask(user.username)
    if not password:
        raise PasswordNotGiven(user=user.username)
    if not user.check_password(password):
        audit.record(by=None, action="command.refused", subject=user.username, command=command)
        time.sleep(SECONDS_AFTER_A_WRONG_ONE)
        raise WrongPassword(user=user.username)
    return user


def _ask(username: str) -> str:
    """From the person at the terminal; from the standard input where nobody is."""
    stream: Any = sys.stdin
    if stream is not None and stream.isatty():
        from django.utils.translation import gettext

        return getpass.getpass(gettext("Password of %(user)s: ") % {"user": username})
    return "" if stream is None else str(stream.readline()).rstrip("\r\n")
