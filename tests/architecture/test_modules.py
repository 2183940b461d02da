"""What import-linter can't see: neighbours meet at `public`, and what a module stands on is in its manifest."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.migrations.loader import MigrationLoader

from property_ops.framework.loader import discover
from property_ops.framework.new_tables import ALONE, NewTables
from property_ops.framework.slots import Slot, look_at_all, slots
from tests.architecture.source import code_files, imports, module_of, module_of_file

ROOT = Path(__file__).resolve().parents[2]

# `testing`: factories, for tests of neighbours. `kit`: pages and panels that lie above `public`, to build on.
OPEN_ROOMS = ("public", "testing", "kit")


def neighbours_imported() -> Iterator[tuple[str, str, str, str]]:
    """(file and line, importing module, imported module, room and attribute) of every import across modules."""
    for path in code_files():
        own = module_of_file(path)
        for one in imports(path):
            found = module_of(one.name)
            if found and found[0] != own:
                yield str(one), own or "", found[0], found[1]


def test_every_import_of_a_neighbour_goes_through_its_public():
    assert [place for place, _, _, inside in neighbours_imported() if inside.partition(".")[0] not in OPEN_ROOMS] == []


def test_only_factories_import_factories():
    assert [
        place
        for place, _, _, inside in neighbours_imported()
        if inside.startswith("testing") and "/testing.py:" not in place
    ] == []


def test_framework_and_kernel_import_no_module():
    assert [place for place, own, _, _ in neighbours_imported() if not own] == []


def test_every_imported_neighbour_is_in_the_manifest():
    depends = {module.package: set(module.depends) for module in settings.MODULES}
    names = {module.package: module.name for module in settings.MODULES}
    assert [
        f"{place}: add “{names[target]}” to depends"
        for place, own, target, inside in neighbours_imported()
        if own in depends and names[target] not in depends[own] and not inside.startswith("testing")
    ] == []


def test_every_foreign_key_points_into_the_module_or_one_it_depends_on():
    by_package = {module.package: module for module in settings.MODULES}
    missing = []
    for module in settings.MODULES:
        for model in apps.get_app_config(module.label).get_models(include_auto_created=True):
            for field in model._meta.get_fields():
                if not field.is_relation or not field.concrete or field.related_model is None:
                    continue
                target = by_package.get(apps.get_app_config(field.related_model._meta.app_label).name)
                if target and target is not module and target.name not in module.depends:
                    missing.append(f"{model._meta.label}.{field.name} → {field.related_model._meta.label}")
    assert missing == []


def test_every_module_folder_is_a_module_that_loads():
    loaded = {module.package for module in discover()}
    folders = {
        name for path in code_files() if (name := module_of_file(path)) and path.parent.name == name.rpartition(".")[2]
    }
    assert folders == {package for package in loaded if package.startswith(("property_ops.", "invoices."))}


def test_app_labels_are_the_permanent_ones():
    assert {apps.get_app_config(module.label).name for module in settings.MODULES} == {
        module.package for module in settings.MODULES
    }


def test_everything_that_is_plugged_in_is_there_and_fits():
    look_at_all()


def test_the_docs_table_of_slots_is_the_registry():
    page = (ROOT / "docs/how-to/module-author.md").read_text(encoding="utf-8")
    rows = [line for line in page.partition("\n## Slots\n")[2].splitlines() if line.startswith("| `")]
    assert rows == [row_of(slot) for slot in sorted(slots().values(), key=lambda one: one.name)]


def row_of(slot: Slot) -> str:
    """`| name | owner | what it takes | subject |`; a pipe inside is escaped, as Markdown wants it."""
    takes = slot.takes.replace("|", "\\|") + ("" if slot.many else " (one)")
    return f"| `{slot.name}` | {slot.owner} | {takes} | {slot.subject} |".replace("|  |", "| |")


def test_every_data_file_of_a_manifest_is_there():
    assert [
        f"{module.name}: {name}"
        for module in settings.MODULES
        for name in (*module.data, *module.demo)
        if not (module.folder / name).exists()
    ] == []


def test_tables_and_columns_are_made_without_rendering_all_models():
    labels = {"po_framework", *(module.label for module in settings.MODULES)}
    others = [
        one
        for one in MigrationLoader(None).disk_migrations.values()
        if one.app_label in labels and not isinstance(one, NewTables)
    ]
    assert [one for one in others if ALONE.keys() & set(map(type, one.operations))] == []


def test_no_two_modules_ship_a_row_under_one_key():
    """Accounts above all: the second would stand under the first one's name, and their amounts in one sum."""
    shipped: dict[tuple[str, object], list[str]] = defaultdict(list)
    for module in discover():
        for name in module.data:
            data = tomllib.loads((module.folder / name).read_text(encoding="utf-8"))
            key = data.get("key", "")
            for row in data.get("rows", ()) if isinstance(key, str) else ():
                shipped[data["model"], row.get(key)].append(module.name)
    assert {place: names for place, names in shipped.items() if len(names) > 1} == {}
