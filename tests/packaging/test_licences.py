"""The licence is Apache-2.0, and nothing that is installed with the product stands against it."""

import re
import tomllib
from importlib.metadata import Distribution, distribution

import pytest

from tests.architecture.source import CHECKOUT

COPYLEFT = re.compile(r"(?<!L)\bA?GPL|(?<!Lesser )General Public License", re.IGNORECASE)  # LGPL: used, never built in


def locked() -> list[str]:
    """The packages that an installation has, by the lock file; those for other machines left out."""
    lock = (CHECKOUT / "requirements.lock").read_text(encoding="utf-8")
    return sorted(re.findall(r"^([\w.-]+)==[^;\n]*\\$", lock, re.MULTILINE))


def licence_of(package: Distribution) -> str:
    told = package.metadata
    classified = [value for value in told.get_all("Classifier", []) if value.startswith("License ::")]
    return told.get("License-Expression") or "; ".join(classified) or (told.get("License") or "")


def test_the_product_is_apache_licensed():
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "Apache-2.0"
    assert {"LICENSE", "NOTICE"} <= set(project["license-files"])
    text = (CHECKOUT / "LICENSE").read_text(encoding="utf-8")
    assert text.split()[:5] == ["Apache", "License", "Version", "2.0,", "January"]
    assert "END OF TERMS AND CONDITIONS" in text


@pytest.mark.parametrize("name", locked())
def test_no_dependency_forbids_it(name):
    licence = licence_of(distribution(name))
    assert licence, f"{name} does not say under which licence it is"
    assert not COPYLEFT.search(licence), licence
