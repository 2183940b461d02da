"""Modules enter by one door, in the order of what they depend on, or are refused with a sentence that helps."""

from pathlib import Path

import pytest

from property_ops.framework.loader import Module, ModuleError, discover, in_order, read_manifest


def module(name, *depends, package=None):
    return Module(name, package or f"shop.{name}", Path("/"), "", "1", depends)


def names(modules):
    return [one.name for one in modules]


@pytest.fixture
def folder(tmp_path):
    def write(text):
        (tmp_path / "__manifest__.py").write_text(text, encoding="utf-8")
        return tmp_path

    return write


def test_a_module_comes_after_those_it_depends_on():
    modules = [
        module("billing", "charges", "ledger"),
        module("charges", "tariffs"),
        module("ledger"),
        module("tariffs"),
    ]
    order = names(in_order(modules))
    assert order.index("tariffs") < order.index("charges") < order.index("billing")
    assert order.index("ledger") < order.index("billing")


def test_the_order_is_always_the_same():
    modules = [module("c"), module("a"), module("b", "c")]
    assert names(in_order(modules)) == names(in_order(reversed(modules)))


def test_a_missing_dependency_is_named():
    with pytest.raises(ModuleError, match=r"“drones” needs module “weather”.*Install the package"):
        in_order([module("drones", "weather")])


def test_two_modules_of_one_name_are_refused():
    with pytest.raises(ModuleError, match=r"Two packages offer a module “works”: ours\.works and theirs\.works"):
        in_order([module("works", package="ours.works"), module("works", package="theirs.works")])


def test_a_circle_is_shown():
    with pytest.raises(ModuleError, match=r"circle: .*a → .*b|circle: .*b → .*a"):
        in_order([module("a", "b"), module("b", "a")])


def test_a_manifest_is_read_without_being_run(folder):
    read = read_manifest(
        folder('{"name": "x", "summary": "s", "version": "1", "depends": ["a"], "slots": {"menus": ["m:n"]}}'),
        package="shop.x",
        expected_name="x",
    )
    assert (read.name, read.depends, read.slots, read.label) == ("x", ("a",), {"menus": ("m:n",)}, "po_x")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("__import__('os').abort()", "is not one dict literal"),
        ('{"name": "x", "summary": open("/etc/passwd")}', "is not one dict literal"),
        ("{", "is not one dict literal"),
        ("[1]", "is not a dict"),
        ('{"name": "x"}', r"missing keys \['depends', 'summary', 'version'\]"),
        ('{"name": "x", "summary": "", "version": "", "depends": [], "dpends": 1}', r"unknown keys \['dpends'\]"),
        ('{"name": "y", "summary": "", "version": "", "depends": []}', "named “y”, its entry point “x”"),
    ],
)
def test_a_bad_manifest_is_refused_with_a_reason(folder, text, complaint):
    with pytest.raises(ModuleError, match=complaint):
        read_manifest(folder(text), package="shop.x", expected_name="x")


def test_a_module_without_a_manifest_is_refused(tmp_path):
    with pytest.raises(ModuleError, match=r"shop\.x has no __manifest__\.py"):
        read_manifest(tmp_path, package="shop.x", expected_name="x")


def test_our_own_modules_come_by_entry_points_in_order():
    order = names(discover())
    assert order.index("estates") < order.index("parking")
    assert order.index("ledger") < order.index("billing") < order.index("statements")


def test_a_strangers_package_is_loaded_by_the_same_door(tmp_path, monkeypatch):
    package = tmp_path / "strangers_lifts"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "__manifest__.py").write_text(
        '{"name": "lifts", "summary": "Lifts", "version": "1", "depends": ["estates"]}', encoding="utf-8"
    )
    info = tmp_path / "strangers_lifts-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: strangers-lifts\nVersion: 1\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[property_ops.modules]\nlifts = strangers_lifts\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    order = names(discover())
    assert order.index("estates") < order.index("lifts")


def test_an_entry_point_to_nowhere_is_named(tmp_path, monkeypatch):
    info = tmp_path / "gone-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: gone\nVersion: 1\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[property_ops.modules]\ngone = gone.module\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(ModuleError, match=r"“gone” points to gone\.module, which is missing"):
        discover()
