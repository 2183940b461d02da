"""An object storage that answers as S3 does, in this process (moto), which asks for the right key."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import boto3
import pytest
from moto import settings as moto_settings
from moto.moto_api._internal.models import moto_api_backend
from moto.server import ThreadedMotoServer

REGION = "us-east-1"
MAY = '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:%s", "Resource": "*"}]}'


@dataclass(frozen=True)
class PrivateObjects:
    """`url` is for PROPERTY_OPS_PAPERS; `reader` the same with a key that may only read."""

    host: str
    bucket: str
    key: str
    secret: str
    reader: str
    client: Any

    @property
    def url(self) -> str:
        return f"s3+http://{self.key}:{self.secret}@{self.host}/{self.bucket}/office"

    def names(self) -> list[str]:
        return [one["Key"] for one in self.client.list_objects_v2(Bucket=self.bucket).get("Contents", [])]

    def content(self, name: str) -> bytes:
        content: bytes = self.client.get_object(Bucket=self.bucket, Key=name)["Body"].read()
        return content


@contextmanager
def private_objects() -> Iterator[PrivateObjects]:
    """With one bucket, a key that may do all in it, and one that may only read."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    monkeypatch = pytest.MonkeyPatch()
    try:
        host = "{}:{}".format(*server.get_host_and_port())
        access = {"aws_access_key_id": "maker", "aws_secret_access_key": "maker", "region_name": REGION}
        people = boto3.client("iam", endpoint_url=f"http://{host}", **access)
        (key, secret), (reader, readers) = _key_of(people, "office", may="*"), _key_of(people, "reads", may="Get*")
        access |= {"aws_access_key_id": key, "aws_secret_access_key": secret}
        client = boto3.client("s3", endpoint_url=f"http://{host}", **access)
        client.create_bucket(Bucket="papers")
        monkeypatch.setattr(moto_settings, "INITIAL_NO_AUTH_ACTION_COUNT", 0)  # from now on keys are asked for
        address = f"s3+http://{reader}:{_quoted(readers)}@{host}/papers"
        yield PrivateObjects(host, "papers", key, _quoted(secret), address, client)
    finally:
        monkeypatch.undo()
        server.stop()
        moto_api_backend.reset()


def _key_of(people: Any, name: str, *, may: str) -> tuple[str, str]:
    people.create_user(UserName=name)
    people.put_user_policy(UserName=name, PolicyName=name, PolicyDocument=MAY % may)
    made = people.create_access_key(UserName=name)["AccessKey"]
    return made["AccessKeyId"], made["SecretAccessKey"]


def _quoted(secret: str) -> str:
    return secret.replace("/", "%2F").replace("+", "%2B")
