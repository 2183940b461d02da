"""Papers in an object storage that speaks S3: MinIO, Ceph, and those of the clouds.

A file is sent in one piece, so that one that breaks off leaves nothing, not even parts that nobody sees and somebody
pays for.
"""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from mimetypes import guess_type
from pathlib import Path
from typing import IO, Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from storages.backends.s3 import S3Storage

from property_ops.framework.drafts import scratch_folder
from property_ops.framework.paper_stores import Kept
from property_ops.framework.paper_stores.errors import (
    StoreFault,
    StoreForbids,
    StoreKeyRefused,
    StoreSilent,
    StoreWithoutBucket,
)

AT_ONCE = 8
"""Small files on their way at the same time."""
_ANSWER_SECONDS, _SEND_SECONDS, _TIMES = 5, 60, 3
_OF_THE_KEY = {"InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken", "AuthFailure", "InvalidClientTokenId"}
_FORBIDDEN = {"AccessDenied", "AllAccessDisabled", "AccountProblem", "403"}
_IN_MEMORY = 1024**2
_PROBE = b"property-ops"


class ObjectStore(S3Storage):
    def __init__(self, **options: Any) -> None:
        addressing = options.get("addressing_style", "path")
        options["client_config"] = Config(
            s3={"addressing_style": addressing},
            signature_version="s3v4",
            connect_timeout=_ANSWER_SECONDS,
            read_timeout=_SEND_SECONDS,
            retries={"total_max_attempts": _TIMES, "mode": "standard"},
            max_pool_connections=2 * AT_ONCE,
            # What S3 itself added since: others refuse it.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        super().__init__(file_overwrite=True, default_acl=None, max_memory_size=_IN_MEMORY, **options)

    @property
    def place(self) -> str:
        return f"{self.endpoint_url}/{self.bucket_name}"

    @contextmanager
    def arriving(self, name: str) -> Iterator[Path]:
        with scratch_folder(settings.DATA) as folder:
            path = folder / Path(name).name
            yield path
            with path.open("rb") as file:
                self._send(name, file)

    def put(self, files: Mapping[str, bytes]) -> None:
        """Where one fails, those that are not on their way yet are left; the first fault is told."""
        client = self._client  # made by this thread, used by all
        with ThreadPoolExecutor(AT_ONCE) as sending:
            on_their_way = [sending.submit(self._send, name, content, client) for name, content in files.items()]
            try:
                for one in on_their_way:
                    one.result()
            except BaseException:
                sending.shutdown(wait=False, cancel_futures=True)
                raise

    def kept(self, folder: str) -> Mapping[str, Kept]:
        start = f"{self._key(folder)}/"
        with self._told():
            found = list(self.bucket.objects.filter(Prefix=start, Delimiter="/"))
        return {one.key.removeprefix(start): Kept(one.size, one.last_modified) for one in found}

    def check(self) -> None:
        """Raises StoreFault."""
        name = ".property-ops-doctor"
        self._send(name, _PROBE)
        with self._told():
            answer = self._client.get_object(Bucket=self.bucket_name, Key=self._key(name))["Body"].read()
            self._client.delete_object(Bucket=self.bucket_name, Key=self._key(name))
        if answer != _PROBE:
            raise StoreSilent(place=self.place, reason=f"{len(answer)} B")
        self.kept("print")

    def _open(self, name: str, mode: str = "rb") -> Any:
        """Fetched whole, so that an answer that has begun does not break off."""
        with self._told():
            file = super()._open(name, mode)
            file.read(0)
        return file

    def _send(self, name: str, content: bytes | IO[bytes], client: Any = None) -> None:
        kind = guess_type(name)[0] or "application/octet-stream"
        with self._told():
            (client or self._client).put_object(
                Bucket=self.bucket_name, Key=self._key(name), Body=content, ContentType=kind
            )

    @property
    def _client(self) -> Any:
        return self.connection.meta.client

    def _key(self, name: str) -> str:
        return str(self._normalize_name(name))

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What the storage answers as a fault of ours."""
        try:
            yield
        except ClientError as error:
            raise self._fault(str(error.response.get("Error", {}).get("Code", ""))) from error
        except BotoCoreError as error:
            raise StoreSilent(place=self.place, reason=type(error).__name__) from error

    def _fault(self, code: str) -> StoreFault:
        if code in _OF_THE_KEY:
            return StoreKeyRefused(place=self.place)
        if code == "NoSuchBucket":
            return StoreWithoutBucket(place=self.place)
        if code in _FORBIDDEN:
            return StoreForbids(place=self.place, reason=code)
        return StoreSilent(place=self.place, reason=code)
