"""The examples in deploy/ name commands, options and settings that there are; nothing here starts docker or systemd."""

import argparse
import re
import shlex
import shutil
import subprocess
from configparser import ConfigParser
from ipaddress import IPv4Address, IPv4Network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from django.core.management import load_command_class
from django.urls import reverse

from property_ops.framework.commands import product_commands
from property_ops.framework.serving.working import QUEUES

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*"))
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
KNOWN = set(
    re.findall(r"PROPERTY_OPS_\w+|DATABASE_URL", (ROOT / "docs/how-to/operator.md").read_text(encoding="utf-8"))
)
OF_OTHERS = {"COMPOSE_PROJECT_NAME", "SITE_NAME", "POSTGRES_PASSWORD", "POSTGRES_DB", "POSTGRES_USER"}


def settings_of(path: Path) -> dict[str, str]:
    lines = (line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    return dict(line.split("=", 1) for line in lines)  # type: ignore[misc]


def parsed(words: list[str]) -> argparse.Namespace:
    """As the command itself reads them; SystemExit where it would refuse."""
    name, *options = words
    assert name in product_commands(), words
    command = load_command_class(product_commands()[name], name)
    return command.create_parser("property-ops", name).parse_args(options)


def unit(path: Path) -> ConfigParser:
    read = ConfigParser(interpolation=None, strict=False)
    read.optionxform = str  # type: ignore[method-assign,assignment]
    read.read_string(path.read_text(encoding="utf-8"))
    return read


def test_the_proxys_own_address_is_given_to_nobody_else():
    """Seen by starting it: what starts first took that address, and the proxy did not start."""
    (place,) = COMPOSE["networks"]["inside"]["ipam"]["config"]
    fixed = {
        IPv4Address(one["networks"]["inside"]["ipv4_address"])
        for one in COMPOSE["services"].values()
        if isinstance(one["networks"], dict)
    }
    assert fixed == {IPv4Address(COMPOSE["services"]["pages"]["environment"]["PROPERTY_OPS_PROXY"])}
    assert all(one in IPv4Network(place["subnet"]) for one in fixed)
    assert not any(one in IPv4Network(place["ip_range"]) for one in fixed)


def test_every_service_of_ours_runs_a_command_that_there_is():
    ours = {name: one for name, one in COMPOSE["services"].items() if one["image"] == "property-ops"}
    assert set(ours) == {"pages", "worker", "worker-quick"}
    for one in ours.values():
        read = parsed(one["command"])
        assert set(getattr(read, "queues", "default").split(",")) <= set(QUEUES)
        assert set(one["environment"]) <= KNOWN
        assert one["restart"] == "unless-stopped"


def test_what_services_name_is_declared():
    services = COMPOSE["services"]
    for one in services.values():
        assert set(one.get("depends_on", ())) <= set(services)
        named = {volume.split(":")[0] for volume in one.get("volumes", ())}
        assert {name for name in named if not name.startswith(".")} <= set(COMPOSE["volumes"])
        assert set(one["networks"]) <= set(COMPOSE["networks"])
    address = services["proxy"]["networks"]["inside"]["ipv4_address"]
    assert services["pages"]["environment"]["PROPERTY_OPS_PROXY"] == address
    assert [name for name, one in services.items() if one.get("ports")] == ["proxy"]


def test_only_our_own_containers_are_given_all_keys():
    assert {name for name, one in COMPOSE["services"].items() if "env_file" in one} == {
        "pages",
        "worker",
        "worker-quick",
    }


@pytest.mark.skipif(shutil.which("docker-compose") is None, reason="there is no docker compose here")
def test_docker_compose_takes_the_file(tmp_path: Path):
    shutil.copytree(DEPLOY, tmp_path / "deploy")
    example = (DEPLOY / "environment.example").read_text(encoding="utf-8")
    (tmp_path / "deploy/environment").write_text(example.replace("POSTGRES_PASSWORD=", "POSTGRES_PASSWORD=x"))
    files = ["--env-file", "deploy/environment", "--file", "deploy/compose.yaml"]
    done = subprocess.run(["docker-compose", *files, "config", "--quiet"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_every_setting_that_is_read_is_explained_and_every_one_that_is_named_anywhere_is_read():
    read = set()
    for path in [*(ROOT / "property_ops").rglob("*.py"), *(ROOT / "invoices").rglob("*.py")]:
        read |= set(re.findall(r'"(PROPERTY_OPS_[A-Z0-9_]+|DATABASE_URL)"', path.read_text(encoding="utf-8")))
    assert read == KNOWN
    texts = [*DEPLOY.rglob("*"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")]
    for path in (text for text in texts if text.is_file()):
        assert set(re.findall(r"PROPERTY_OPS_[A-Z0-9_]+", path.read_text(encoding="utf-8"))) <= read, path


def test_the_health_that_is_asked_in_a_container_is_let_in():
    """By the port that is served, and under a host that the example allows."""
    pages = COMPOSE["services"]["pages"]
    asked = urlsplit(re.search(r"http://[^']+", pages["healthcheck"]["test"][-1])[0])  # type: ignore[index]
    assert asked.port == parsed(pages["command"]).port
    assert reverse("healthz") == asked.path
    assert asked.hostname in settings_of(DEPLOY / "environment.example")["PROPERTY_OPS_HOSTS"].split(",")
    data = re.search(r"PROPERTY_OPS_DATA=(\S+)", (DEPLOY / "Dockerfile").read_text(encoding="utf-8"))
    assert data
    assert f"data:{data[1]}" in pages["volumes"]
    assert settings_of(DEPLOY / "environment.example")["PROPERTY_OPS_BACKUPS"].startswith(data[1])


def test_images_are_named_as_the_public_knows_them():
    texts = [path.read_text(encoding="utf-8") for path in DEPLOY.rglob("*") if path.is_file()]
    images = [one["image"] for one in COMPOSE["services"].values()]
    images += re.findall(r"^FROM (\S+)", (DEPLOY / "Dockerfile").read_text(), re.MULTILINE)
    for image in images:
        assert re.fullmatch(r"[a-z-]+(:[\w.-]+)?", image), image
    assert not any(re.search(r"index-url|registry\.|://[\w.]*(mirror|pypi)", text) for text in texts)


def test_the_environment_names_known_settings_and_no_password():
    found = settings_of(DEPLOY / "environment.example")
    assert set(found) <= KNOWN | OF_OTHERS
    assert found["POSTGRES_PASSWORD"] == found["PROPERTY_OPS_SECRET_KEY"] == ""
    assert "PASSWORD@" in found["DATABASE_URL"]


def test_the_image_is_made_of_the_wheel_and_runs_as_nobody_special():
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    assert re.search(r"^USER property-ops$", text, re.MULTILINE)
    assert "[redis,objects]" in text
    command = re.search(r"^CMD (\[.*\])$", text, re.MULTILINE)
    assert command
    assert parsed(yaml.safe_load(command[1])).host == "0.0.0.0"


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_every_unit_runs_a_command_that_there_is(path: Path):
    read = unit(path)
    assert read["Unit"]["Description"]
    if path.suffix == ".timer":
        assert path.with_suffix(".service") in UNITS
        return
    words = shlex.split(read["Service"]["ExecStart"].replace("%i", "long,default"))
    assert words[0].endswith("/property-ops")
    parsed(words[1:])
    assert read["Service"]["User"] == "property-ops"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")
def test_systemd_understands_the_units(tmp_path: Path):
    """With a program that there is in place of ours, which is not installed at that place."""
    for path in UNITS:
        text = path.read_text(encoding="utf-8").replace("/opt/property-ops/.venv/bin/property-ops", "/bin/true")
        (tmp_path / path.name.replace("@.", "@long.")).write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", *map(str, sorted(tmp_path.iterdir()))], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
