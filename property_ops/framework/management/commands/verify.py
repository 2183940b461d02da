from typing import Any

from property_ops.framework.audit.writer import take_in
from property_ops.framework.checks import Check, verify_all
from property_ops.framework.serving.site import check_set_up
from property_ops.framework.terminal import CommandError, ProductCommand, Theme, gettext, gettext_lazy, ngettext


class Command(ProductCommand):
    help = gettext_lazy("Check every promise on the data: ledger, bills, charges. Exit code 1 on any difference.")
    theme = Theme.PROOF

    def handle(self, *args: Any, **options: Any) -> None:
        check_set_up()
        if not take_in():
            self.say(gettext("Some looks are not in the audit log yet: the database is busy."), style="yellow")
        differences = sum(self._show(check) for check in verify_all())
        if differences:
            raise CommandError(
                ngettext("%(count)s difference was found.", "%(count)s differences were found.", differences)
                % {"count": differences}
            )
        self.say(gettext("No difference was found."), style="bold green")

    def _show(self, check: Check) -> int:
        figures = ", ".join(f"{gettext(name)} {value}" for name, value in check.figures.items())
        sign, style = ("✗", "bold red") if check.differences else ("✓", "")
        self.say(f"{sign} {gettext(check.name)}" + (f": {figures}" if figures else ""), style=style)
        for difference in check.differences:
            self.say("    " + gettext(difference.says) % difference.facts)
        return len(check.differences)
