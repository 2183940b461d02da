from typing import Any

from django.utils import timezone

from property_ops.framework.commands import product_commands
from property_ops.framework.models import User
from property_ops.framework.terminal import (
    CommandError,
    CommandParser,
    ProductCommand,
    Theme,
    add_user,
    gettext,
    gettext_lazy,
)
from property_ops.framework.tokens import USUAL_DAYS, make_token, revoke_token, tokens_of


class Command(ProductCommand):
    help = gettext_lazy(
        "Your personal tokens: they stand for your password where a command runs unattended. The secret is shown once; "
        "put it into PROPERTY_OPS_TOKEN."
    )
    theme = Theme.START

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
        create = actions.add_parser("create", help=gettext("make one"))
        create.add_argument("--name", default="", help=gettext("what it is for"))
        create.add_argument(
            "--for",
            dest="commands",
            action="append",
            metavar="COMMAND",
            help=gettext("a command for which it counts; may be given several times; all if none is"),
        )
        create.add_argument(
            "--days", type=int, default=USUAL_DAYS, help=gettext("how long it counts; 90 days if not given")
        )
        listed = actions.add_parser("list", help=gettext("show them"))
        revoke = actions.add_parser("revoke", help=gettext("take one back"))
        revoke.add_argument("token", type=int, help=gettext("its number"))
        for action in (create, listed, revoke):
            add_user(action, gettext("whose token it is; the password is asked for"))

    def handle(self, *args: Any, **options: Any) -> None:
        by = self.person(options)
        getattr(self, f"_{options['action']}")(by, options)

    def _create(self, by: User, options: dict[str, Any]) -> None:
        known = set(product_commands()) - {self.name}
        commands = set(options["commands"] or known)
        if unknown := commands - known:
            raise CommandError(gettext("There is no command “%(name)s”.") % {"name": min(unknown)})
        number, secret = make_token(
            user=by, name=options["name"], commands=commands, days=options["days"], now=timezone.now()
        )
        words = gettext("Token %(number)s of %(user)s. It is shown this once:")
        self.stderr.write(words % {"number": number, "user": by.username})
        self.say(secret)

    def _list(self, by: User, options: dict[str, Any]) -> None:
        now = timezone.now()
        self.show_table(
            [
                gettext("Token"),
                gettext("Purpose"),
                gettext("Commands"),
                gettext("Counts until"),
                gettext("Last used"),
                "",
            ],
            [
                (
                    one.pk,
                    one.name,
                    ", ".join(one.commands),
                    f"{one.expires_at:%Y-%m-%d}",
                    f"{one.used_at:%Y-%m-%d %H:%M}" if one.used_at else "",
                    gettext("counts") if one.counts(now) else gettext("no longer counts"),
                )
                for one in tokens_of(by).select_related("user")
            ],
        )

    def _revoke(self, by: User, options: dict[str, Any]) -> None:
        revoke_token(token_id=options["token"], by=by, now=timezone.now())
        self.say(gettext("Token %(number)s no longer counts.") % {"number": options["token"]})
