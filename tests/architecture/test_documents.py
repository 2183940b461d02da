"""What is written about the product is true: citations lead somewhere, lists are whole."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings

from property_ops.framework.commands import product_commands
from tests.architecture.source import CHECKOUT, PACKAGES

DOCUMENTS = CHECKOUT / "docs"
CITED = re.compile(r"\b(product|house)\.md rules? (\d+(?:(?:, | and |[-–])\d+)*)|\b(house)\.md (\d+)\b", re.IGNORECASE)
MENTIONED = re.compile(r"(?<![\w./-])docs/[\w./-]+\.md\b")
DECISION = re.compile(r"\bADRs? (\d{4})\b")
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)(?:#([^)\s]+))?\)")
IMPORTED = re.compile(r"^ *from ((?:property_ops|invoices)[\w.]*) import ([\w, ]+)", re.MULTILINE)
CODE = re.compile(r"```.*?```|`[^`\n]+`|^ {4}\S[^\n]*$", re.DOTALL | re.MULTILINE)
SHOUTED = re.compile(r"\b(PRODUCT|HOUSE)\.md\b")
WRITTEN = ("property_ops", "invoices", "tests", "benchmarks", "scripts", "docs")
READMES = ("README.md", "README.zh-CN.md")
EXPLAIN_SETTINGS = (*READMES, "docs/how-to/operator.md")
READ = {".py", ".md", ".html", ".toml", ".js", ".css", ".csv", ".yml"}


@cache
def texts() -> dict[str, str]:
    """Everything that people wrote, by its path; what was fetched, and this file, left out."""
    return {
        str(path.relative_to(CHECKOUT)): path.read_text(encoding="utf-8")
        for folder in ("", *WRITTEN)
        for path in sorted((CHECKOUT / folder).rglob("*") if folder else CHECKOUT.glob("*"))
        if path.suffix in READ and path.is_file() and "vendor" not in path.parts and path != Path(__file__)
    }


def pages() -> dict[str, str]:
    return {name: text for name, text in texts().items() if name.endswith(".md")}


def numbered(document: str) -> set[int]:
    return {int(number) for number in re.findall(r"^(\d+)\. ", (DOCUMENTS / document).read_text("utf-8"), re.MULTILINE)}


def cited() -> Iterator[tuple[str, str, int]]:
    """(where, document, number) of every rule that is cited."""
    for name, text in texts().items():
        for found in CITED.finditer(text):
            document, numbers = (found[1] or found[3]).lower(), found[2] or found[4]
            yield from ((name, document, int(number)) for number in re.findall(r"\d+", numbers))


def test_rules_are_cited_from_the_repositorys_own_pages():
    assert [name for name, text in texts().items() if SHOUTED.search(text)] == []


def test_every_cited_rule_is_there():
    known = {"product": numbered("product.md"), "house": numbered("house.md")}
    assert len(known["product"]) == 28
    assert len(known["house"]) == 20
    found = list(cited())
    assert len(found) > 100
    assert [(name, document, number) for name, document, number in found if number not in known[document]] == []


def test_every_document_that_is_mentioned_is_there():
    assert [
        f"{name}: {path}"
        for name, text in texts().items()
        for path in MENTIONED.findall(text)
        if not (CHECKOUT / path).exists()
    ] == []


def test_every_decision_that_is_cited_is_there():
    known = {path.name[:4] for path in (DOCUMENTS / "adr").glob("[0-9]*.md")}
    assert [
        f"{name}: ADR {number}"
        for name, text in texts().items()
        for number in DECISION.findall(text)
        if number not in known
    ] == []


def test_every_link_of_a_page_leads_to_a_file_and_a_heading():
    broken = []
    for name, text in pages().items():
        for target, anchor in LINK.findall(text):
            path = (CHECKOUT / name).parent / target
            if not path.exists() or (anchor and anchor not in anchors(path.read_text(encoding="utf-8"))):
                broken.append(f"{name}: {target}#{anchor}")
    assert broken == []


def anchors(page: str) -> set[str]:
    """The anchors that a forge gives to headings."""
    headings = re.findall(r"^#+ (.*)$", page, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


def test_every_decision_is_in_the_index_once():
    index = (DOCUMENTS / "adr/README.md").read_text(encoding="utf-8")
    listed = re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", index)
    assert sorted(listed) == sorted(path.name for path in (DOCUMENTS / "adr").glob("[0-9]*.md"))


def test_the_index_calls_decisions_as_they_call_themselves():
    index = (DOCUMENTS / "adr/README.md").read_text(encoding="utf-8")
    assert [
        heading
        for path in (DOCUMENTS / "adr").glob("[0-9]*.md")
        if (heading := path.read_text(encoding="utf-8").partition("\n")[0].removeprefix(f"# {path.name[:4]} — "))
        and f"]({path.name}) {heading}\n" not in index
    ] == []


def test_every_setting_is_explained_to_operators():
    code = [text for name, text in texts().items() if name.startswith(PACKAGES) and name.endswith(".py")]
    read = {name for text in code for name in re.findall(r'"(PROPERTY_OPS_[A-Z_]+|DATABASE_URL)"', text)}
    assert len(read) > 15
    for page in EXPLAIN_SETTINGS:
        text = (CHECKOUT / page).read_text(encoding="utf-8")
        assert [name for name in sorted(read) if f"`{name}`" not in text] == [], page


@pytest.mark.parametrize("page", READMES)
def test_the_map_of_modules_is_whole(page):
    text = (CHECKOUT / page).read_text(encoding="utf-8")
    listed = re.findall(r"^\| \[`(\w+)`\]\(([\w/]+)\) \| (.+) \|$", text, re.MULTILINE)
    ours = [module for module in settings.MODULES if module.package.startswith(PACKAGES)]
    assert sorted(path.replace("/", ".") for _, path, _ in listed) == sorted(module.package for module in ours)
    if page == "README.md":
        assert {name: words for name, _, words in listed} == {module.name: module.summary for module in ours}


@pytest.mark.parametrize("page", READMES)
def test_every_command_is_told_of(page):
    text = (CHECKOUT / page).read_text(encoding="utf-8")
    assert [name for name in product_commands() if f"| `property-ops {name}" not in text] == []


def test_every_target_of_make_that_a_page_names_is_there():
    known = set(re.findall(r"^([\w-]+):", (CHECKOUT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert [
        f"{name}: make {target}"
        for name, text in pages().items()
        for target in re.findall(r"`make ([a-z][\w-]*)", text)
        if target not in known
    ] == []


def test_every_command_that_a_page_names_is_there():
    known = {*product_commands(), "django"}
    assert [
        f"{name}: property-ops {command}"
        for name, text in pages().items()
        for code in CODE.findall(text)
        for command in re.findall(r"\bproperty-ops ([a-z]+(?:-[a-z]+)*)\b", code)
        if command not in known
    ] == []


def test_pictures_are_small_and_shown_in_a_how_to_or_in_both_languages():
    pictures = sorted((DOCUMENTS / "pictures").glob("*"))
    assert pictures
    assert [path.name for path in pictures if path.stat().st_size > 150_000] == []
    how_to = "".join(path.read_text(encoding="utf-8") for path in (DOCUMENTS / "how-to").glob("*.md"))
    pictures = [path for path in pictures if f"(../pictures/{path.name})" not in how_to]
    for page in READMES:
        text = (CHECKOUT / page).read_text(encoding="utf-8")
        assert [path.name for path in pictures if f"(docs/pictures/{path.name})" not in text] == [], page


def test_every_decision_has_a_number_of_its_own():
    numbers = [path.name[:4] for path in (DOCUMENTS / "adr").glob("[0-9]*.md")]
    assert [number for number in numbers if numbers.count(number) > 1] == []


def test_every_name_that_a_page_imports_is_there():
    """A stranger types it as it stands."""
    imported = [
        (page, module, name.strip())
        for page, text in pages().items()
        for module, names in IMPORTED.findall(text)
        for name in names.split(",")
    ]
    assert len(imported) > 5
    assert [
        f"{page}: {module}.{name}" for page, module, name in imported if not hasattr(import_module(module), name)
    ] == []


@pytest.mark.parametrize("page", READMES)
def test_every_how_to_is_linked(page):
    text = (CHECKOUT / page).read_text(encoding="utf-8")
    known = sorted(path.name for path in (DOCUMENTS / "how-to").glob("*.md"))
    assert [name for name in known if f"](docs/how-to/{name}" not in text] == []


def test_the_house_says_what_it_is_built_on():
    """Each package that the product needs, by its name on the index."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [one for several in project["optional-dependencies"].values() for one in several]
    packages = {re.split(r"[\[<>=!~; ]", one)[0].lower() for one in (*project["dependencies"], *extras)}
    house = (DOCUMENTS / "house.md").read_text(encoding="utf-8").lower()
    assert sorted(name for name in packages if name not in house) == []
