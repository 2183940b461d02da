from typing import Any

from django.conf import settings

from property_ops.framework.background import QUEUES
from property_ops.framework.serving.site import MOST_PROCESSES
from property_ops.framework.serving.working import run_workers
from property_ops.framework.slots import look_at_all
from property_ops.framework.terminal import CommandParser, ProductCommand, Theme, gettext, gettext_lazy


class Command(ProductCommand):
    help = gettext_lazy("Work off background tasks on this host too, until Ctrl-C. Several hosts may: on PostgreSQL.")
    theme = Theme.START

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--queues",
            default=",".join(QUEUES),
            metavar="NAMES",
            help=gettext("which, with commas between, the most urgent first; all if not given"),
        )
        parser.add_argument(
            "--processes",
            type=int,
            default=1,
            choices=range(1, MOST_PROCESSES + 1),
            metavar="N",
            help=gettext("workers on this host; 1 if not given"),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        look_at_all()
        queues = [name.strip() for name in options["queues"].split(",") if name.strip()]
        run_workers(queues=queues, processes=options["processes"], ready=self._ready)

    def _ready(self) -> None:
        self.say(
            gettext("Background tasks are worked off (%(engine)s; Ctrl-C ends it)") % {"engine": settings.TASKS_ENGINE},
            style="bold green",
        )
