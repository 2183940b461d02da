"""Fails when a string that people see has no Chinese translation: `make translations`.

Collects the strings of code and templates with gettext (in a copy, so that no file here changes), of the modules'
manifests and of the groups, and asks the catalogues as they stand in the .po files, with Django's own behind them.
A fuzzy translation counts as none. Also refused: a translation that loses or invents a placeholder, one string with two
different translations, of which only one would ever be shown, and an entry for a string that nobody says any more.
"""

import ast
import os
import re
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import django
import polib
from django.core.management import call_command
from django.utils.translation import trans_real

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = (ROOT / "property_ops", ROOT / "invoices")
LANGUAGE, LOCALE = "zh-hans", "zh_Hans"
MENU_TEXTS = {"label", "title", "name", "group", "section"}
PLACEHOLDER = re.compile(r"%\(\w+\)[-+ #0-9.]*[a-z]|%[sdrif]|(?<!\{)\{\w*\}")


class Text(NamedTuple):
    msgid: str
    context: str
    place: str


def main() -> None:
    django.setup()
    catalogues = {path: polib.pofile(str(path)) for package in PACKAGES for path in sorted(package.rglob("*.po"))}
    texts = [*texts_of_code(), *texts_in_f_strings(), *texts_of_manifests(), *texts_of_groups()]
    problems = [
        *untranslated(texts, catalogues),
        *unused(texts, catalogues),
        *wrong_placeholders(catalogues),
        *contradictions(catalogues),
    ]
    for problem in problems:
        print(problem)
    if problems:
        sys.exit(
            f"{len(problems)} problems with translations. Mend the module's own locale/{LOCALE}/LC_MESSAGES/django.po."
        )


def texts_in_f_strings() -> Iterator[Text]:
    """What gettext's own reader does not see: `f"{gettext('…')}"`."""
    for package in PACKAGES:
        for path in sorted(package.rglob("*.py")):
            source = path.read_text(encoding="utf-8")
            if "gettext(" not in source:
                continue
            for piece in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.JoinedStr)):
                for call in (node for node in ast.walk(piece) if isinstance(node, ast.Call)):
                    said = call.args[0] if call.args else None
                    if ast.unparse(call.func) == "gettext" and isinstance(said, ast.Constant):
                        yield Text(str(said.value), "", f"{path.relative_to(ROOT)}:{call.lineno}")


def texts_of_code() -> list[Text]:
    with tempfile.TemporaryDirectory(prefix="property-ops-messages-") as name:
        copy = Path(name)
        for package in PACKAGES:
            shutil.copytree(
                package, copy / package.name, ignore=shutil.ignore_patterns("locale", "static", "migrations", "*.pyc")
            )
        (copy / "locale").mkdir()
        here = Path.cwd()
        os.chdir(copy)
        try:
            call_command("makemessages", locale=[LOCALE], extensions=["html", "txt", "py"], keep_pot=True, verbosity=0)
        finally:
            os.chdir(here)
        found = polib.pofile(str(copy / "locale" / "django.pot"))
        return [Text(entry.msgid, entry.msgctxt or "", _place(entry)) for entry in found]


def texts_of_manifests() -> Iterator[Text]:
    for package in PACKAGES:
        for path in sorted(package.glob("modules/*/__manifest__.py")):
            manifest = ast.literal_eval(path.read_text(encoding="utf-8"))
            for msgid in _texts_under(manifest.get("menus", ())):
                yield Text(msgid, "", str(path.relative_to(ROOT)))


def texts_of_groups() -> Iterator[Text]:
    for package in PACKAGES:
        for path in sorted(package.rglob("security/groups.toml")):
            for group in tomllib.loads(path.read_text(encoding="utf-8")).values():
                for msgid in filter(None, (group.get("name"), group.get("description"))):
                    yield Text(msgid, "", str(path.relative_to(ROOT)))


def untranslated(texts: list[Text], catalogues: dict[Path, polib.POFile]) -> Iterator[str]:
    ours = {
        (entry.msgid, entry.msgctxt or "")
        for catalogue in catalogues.values()
        for entry in catalogue.translated_entries()
    }
    djangos: Any = trans_real.translation(LANGUAGE)
    for text in sorted(set(texts), key=lambda text: text.place):
        key = f"{text.context}\x04{text.msgid}" if text.context else text.msgid
        if (text.msgid, text.context) not in ours and djangos._catalog.get(key) is None:
            yield f"{text.place}: no translation of {text.msgid!r}" + (f" ({text.context})" if text.context else "")


def unused(texts: list[Text], catalogues: dict[Path, polib.POFile]) -> Iterator[str]:
    """Entries that no code, template, manifest or group asks for; those commented out with `#~` as well."""
    said = {(text.msgid, text.context) for text in texts}
    for path, catalogue in catalogues.items():
        for entry in catalogue:
            if entry.obsolete or (entry.msgid, entry.msgctxt or "") not in said:
                yield f"{path.relative_to(ROOT)}:{entry.linenum}: nothing says {entry.msgid!r} any more"


def wrong_placeholders(catalogues: dict[Path, polib.POFile]) -> Iterator[str]:
    for path, catalogue in catalogues.items():
        for entry in catalogue.translated_entries():
            wanted = {*PLACEHOLDER.findall(entry.msgid), *PLACEHOLDER.findall(entry.msgid_plural)}
            for translation in (entry.msgstr, *entry.msgstr_plural.values()):
                if translation and set(PLACEHOLDER.findall(translation)) != wanted:
                    place = f"{path.relative_to(ROOT)}:{entry.linenum}"
                    yield f"{place}: other placeholders than {sorted(wanted)}: {translation!r}"


def contradictions(catalogues: dict[Path, polib.POFile]) -> Iterator[str]:
    seen: dict[tuple[str, str], tuple[str, str]] = {}
    for path, catalogue in catalogues.items():
        for entry in catalogue.translated_entries():
            here = f"{path.relative_to(ROOT)}:{entry.linenum}"
            translation, there = seen.setdefault((entry.msgid, entry.msgctxt or ""), (entry.msgstr, here))
            if translation != entry.msgstr:
                yield f"{here}: {entry.msgid!r} is {entry.msgstr!r} here, {translation!r} in {there}"


def _texts_under(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            if key in MENU_TEXTS and isinstance(item, str):
                yield item
            else:
                yield from _texts_under(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts_under(item)


def _place(entry: polib.POEntry) -> str:
    return ":".join(str(part) for part in entry.occurrences[0]) if entry.occurrences else "code"


if __name__ == "__main__":
    main()
