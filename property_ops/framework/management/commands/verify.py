from collections.abc import Iterator
from typing import Any

from django.utils.translation import get_language, override

from property_ops.framework.audit.writer import take_in
from property_ops.framework.checks import Check, verify_all, verify_answers
from property_ops.framework.serving.site import check_set_up
from property_ops.framework.slots import plugged_into
from property_ops.framework.terminal import (
    CommandError,
    CommandParser,
    ProductCommand,
    Theme,
    gettext,
    gettext_lazy,
    ngettext,
)
from property_ops.framework.watching import watched


class Command(ProductCommand):
    help = gettext_lazy("Check every promise on the data: ledger, bills, charges. Exit code 1 on any difference.")
    theme = Theme.PROOF

    def add_arguments(self, parser: CommandParser) -> None:
        for question in plugged_into("verify_questions"):
            parser.add_argument(f"--{question.name}", metavar=question.metavar, help=str(question.help))

    def handle(self, *args: Any, **options: Any) -> None:
        check_set_up()
        if not take_in():
            self.say(gettext("Some looks are not in the audit log yet: the database is busy."), style="yellow")
        names = [question.name for question in plugged_into("verify_questions")]
        asked = {name: options[name] for name in names if options.get(name) is not None}
        differences = self._look(verify_answers(asked) if asked else verify_all())
        if differences:
            raise CommandError(
                ngettext("%(count)s difference was found.", "%(count)s differences were found.", differences)
                % {"count": differences}
            )
        self.say(gettext("No difference was found."), style="bold green")

    def _look(self, checks: Iterator[Check]) -> int:
        """How many differences there are; each check is told as it is done, and in between that it goes on."""
        language, done, differences = get_language(), 0, 0

        def words(seconds: int) -> str:
            with override(language):  # each thread has its own
                said = gettext("Checking: %(done)s checks are done after %(seconds)s s …")
            return said % {"done": done, "seconds": seconds}

        with watched(self.stderr, words) as watch:
            for check in checks:
                with watch.clear():
                    differences += self._show(check)
                done += 1
        return differences

    def _show(self, check: Check) -> int:
        figures = ", ".join(f"{gettext(name)} {value}" for name, value in check.figures.items())
        sign, style = ("✗", "bold red") if check.differences else ("✓", "")
        self.say(f"{sign} {gettext(check.name)}" + (f": {figures}" if figures else ""), style=style)
        for difference in check.differences:
            self.say("    " + gettext(difference.says) % difference.facts)
        return len(check.differences)
