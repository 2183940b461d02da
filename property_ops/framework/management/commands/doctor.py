from typing import Any

from property_ops.framework.doctor.findings import Finding, Level, examine
from property_ops.framework.terminal import CommandError, ProductCommand, Theme, gettext, gettext_lazy, ngettext

SIGNS = {Level.FINE: ("✓", ""), Level.ADVICE: ("!", "yellow"), Level.WRONG: ("✗", "bold red")}


class Command(ProductCommand):
    help = gettext_lazy(
        "Say what is wrong with this installation and how to mend it. Exit code 1 where anything is; advice counts not."
    )
    theme = Theme.DATA

    def handle(self, *args: Any, **options: Any) -> None:
        found = examine()
        for finding in found:
            self._show(finding)
        wrong = sum(finding.level == Level.WRONG for finding in found)
        if wrong:
            said = ngettext("%(count)s thing is wrong.", "%(count)s things are wrong.", wrong)
            raise CommandError(said % {"count": wrong})
        self.say(gettext("Nothing is wrong."), style="bold green")

    def _show(self, finding: Finding) -> None:
        sign, style = SIGNS[finding.level]
        figures = f": {finding.figures}" if finding.figures else ""
        self.say(f"{sign} {finding.title}{figures}", style=style)
        for line in filter(None, (finding.wrong, finding.mend)):
            self.say(f"    {line}")
