"""PROPERTY_OPS_PAPERS: where papers are kept. Read by the settings, before Django is there."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from property_ops.framework import environment
from property_ops.framework.environment import WrongSetting
from property_ops.kernel.text import gettext_noop

NAME = "PROPERTY_OPS_PAPERS"
_SCHEMES = {"s3": "https", "s3+http": "http"}
_ADDRESSING = ("path", "virtual")
_NO_PLACE = gettext_noop(
    "%(name)s=%(value)s names no place for papers. Write a folder, or s3://KEY:SECRET@host/bucket (s3+http:// without "
    "TLS), with ?region=… and ?addressing=virtual where the provider wants them. In a key or secret / is written %%2F."
)
_NO_PACKAGE = gettext_noop(
    "%(name)s=s3://… needs packages that are not there. Run: pip install 'property-ops[objects]'"
)


def papers_setting(data: Path) -> dict[str, Any]:
    """Django's STORAGES entry. Raises WrongSetting."""
    value = environment.text(NAME, "")
    if "://" not in value:
        folder = environment.folder(NAME, str(data)) if value else data
        return {"BACKEND": "property_ops.framework.paper_stores.folder.FolderStore", "OPTIONS": {"location": folder}}
    options = _object_storage(value)
    if not all(map(find_spec, ("storages", "boto3"))):
        raise WrongSetting(_NO_PACKAGE, name=NAME)
    return {"BACKEND": "property_ops.framework.paper_stores.objects.ObjectStore", "OPTIONS": options}


def _object_storage(value: str) -> dict[str, Any]:
    """django-storages' options for S3."""
    wrong = WrongSetting(_NO_PLACE, name=NAME, value=environment.without_password(value))
    parts, asked = urlsplit(value), parse_qs(urlsplit(value).query)
    bucket, _, prefix = parts.path.strip("/").partition("/")
    addressing = asked.pop("addressing", ["path"])[0]
    region = asked.pop("region", ["us-east-1"])[0]
    if asked or parts.scheme not in _SCHEMES or addressing not in _ADDRESSING or not (bucket and parts.hostname):
        raise wrong
    if not (parts.username and parts.password):
        raise wrong
    return {
        "endpoint_url": f"{_SCHEMES[parts.scheme]}://{_host(parts, wrong)}",
        "access_key": unquote(parts.username),
        "secret_key": unquote(parts.password),
        "bucket_name": bucket,
        "location": unquote(prefix),
        "region_name": region,
        "addressing_style": addressing,
    }


def _host(parts: SplitResult, wrong: WrongSetting) -> str:
    try:
        return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)
    except ValueError as error:
        raise wrong from error
