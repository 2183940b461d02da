from typing import Any

from django.conf import settings

from property_ops.framework.drafts import sweep_all
from property_ops.framework.serving.site import MOST_PROCESSES, serve
from property_ops.framework.slots import look_at_all
from property_ops.framework.telemetry.metrics import begin_anew
from property_ops.framework.terminal import CommandParser, ProductCommand, Theme, gettext, gettext_lazy
from property_ops.framework.timed import asked_for_in_time
from property_ops.framework.web import form_keys


class Command(ProductCommand):
    help = gettext_lazy("Serve the site and work off its background tasks, until Ctrl-C.")
    theme = Theme.START

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help=gettext("the port; 8000 if not given"))
        parser.add_argument(
            "--host",
            default="127.0.0.1",
            help=gettext("the address to listen on; 0.0.0.0 lets other machines in, 127.0.0.1 if not given"),
        )

        parser.add_argument(
            "--processes",
            type=int,
            default=1,
            choices=range(1, MOST_PROCESSES + 1),
            metavar="N",
            help=gettext("web servers that share the port, one for each processor at most; 1 if not given"),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        look_at_all()
        sweep_all(settings.DATA)
        form_keys.forget_old()
        begin_anew()
        with asked_for_in_time():
            serve(host=options["host"], port=options["port"], processes=options["processes"], ready=self._ready)

    def _ready(self, address: str) -> None:
        self.say(
            gettext("The site is served at %(address)s (Ctrl-C ends it)") % {"address": address}, style="bold green"
        )
