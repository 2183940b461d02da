"""LibreOffice, which reckons the formulas of our workbooks a second time."""

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""
"""It believes the values in a workbook that says Excel wrote it, unless it is told to reckon always."""
MOST_SECONDS = 600


class LibreOfficeMissing(Exception):
    pass


def reckoned_again(workbooks: Iterable[Path], into: Path) -> None:
    """The same workbooks under the same names in `into`, each formula with what LibreOffice makes of it.

    Raises LibreOfficeMissing.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if not program:
        raise LibreOfficeMissing("LibreOffice is not installed. Run: scripts/install-services libreoffice")
    profile = into / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS)
    asked = ["--headless", "--norestore", "--convert-to", "xlsx", "--outdir", str(into), *map(str, workbooks)]
    subprocess.run(
        [program, f"-env:UserInstallation={profile.as_uri()}", *asked],
        check=True,
        capture_output=True,
        timeout=MOST_SECONDS,
    )
