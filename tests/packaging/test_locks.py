"""The lock files: complete, and silent about where packages come from."""

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PYTHON_LOCKS = ["requirements.lock", "requirements-dev.lock", "requirements-node.lock"]
PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[^\]]+\])?==\S+", re.MULTILINE)


def pinned_in(lock: str) -> set[str]:
    return {normalised(name) for name in PINNED.findall((ROOT / lock).read_text(encoding="utf-8"))}


def normalised(requirement: str) -> str:
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert name is not None, requirement
    return re.sub(r"[-_.]+", "-", name[0]).lower()


@pytest.mark.parametrize("name", [*PYTHON_LOCKS, "package.json", "package-lock.json", ".npmrc"])
def test_no_lock_names_a_registry(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    homepages = re.compile(r'"(?:url|funding)": "https://[^"]+"')  # npm copies the authors' funding pages into its lock
    assert not re.search(r"https?://|index-url|find-links", homepages.sub("", text))
    assert '"resolved"' not in text


@pytest.mark.parametrize(
    ("lock", "required"),
    [
        ("requirements.lock", [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["setup"]]),
        ("requirements-dev.lock", PROJECT["dependency-groups"]["dev"]),
        ("requirements-node.lock", PROJECT["dependency-groups"]["node"]),
    ],
)
def test_every_dependency_is_locked(lock, required):
    assert {normalised(requirement) for requirement in required} - pinned_in(lock) == set(), "Run: make lock"


def test_the_tools_are_locked_beside_the_same_versions_as_the_product():
    product, tools = ((ROOT / name).read_text(encoding="utf-8") for name in PYTHON_LOCKS[:2])
    assert versions_in(product) <= versions_in(tools)


def versions_in(lock: str) -> set[str]:
    """`name==version`; the machines it is for may be more where more packages want it."""
    return {line.split()[0] for line in lock.splitlines() if PINNED.match(line)}


@pytest.mark.parametrize("lock", PYTHON_LOCKS)
def test_every_locked_package_has_a_hash(lock):
    packages = re.split(r"^(?=[a-z0-9])", (ROOT / lock).read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert [package for package in packages if PINNED.match(package) and "--hash=sha256:" not in package] == []


def test_front_end_packages_have_exact_versions_and_hashes():
    asked = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    wanted = asked["dependencies"] | asked["devDependencies"]
    locked = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())
    assert {name: locked[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert all(package["integrity"].startswith("sha512-") for path, package in locked.items() if path)
