from typing import Any

from django.core.management import call_command
from django.db import connection

from property_ops.framework.accounts import create_administrator, system_user
from property_ops.framework.shipped_data import load_all
from property_ops.framework.slots import look_at_all
from property_ops.framework.terminal import CommandParser, ProductCommand, Theme, gettext, gettext_lazy


class Command(ProductCommand):
    help = gettext_lazy("Make the database, or bring it up to date, with an administrator. Safe to repeat.")
    theme = Theme.START

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--no-administrator", action="store_false", dest="administrator", help=gettext("make no administrator")
        )

    def handle(self, *args: Any, **options: Any) -> None:
        look_at_all()
        connection.ensure_connection()
        call_command("migrate", interactive=False, verbosity=0)
        load_all()
        system_user()
        self.say(gettext("The database is ready: %(place)s") % {"place": connection.settings_dict["NAME"]})
        if options["administrator"]:
            self._administrator()

    def _administrator(self) -> None:
        user, password = create_administrator()
        if password is None:
            self.say(gettext("The administrator “%(user)s” is there already.") % {"user": user.username})
        else:
            self.say(gettext("Administrator: %(user)s") % {"user": user.username})
            self.say(gettext("Password: %(password)s") % {"password": password})
            self.say(gettext("It is shown this once. Note it now, and change it after the first log-in."))
