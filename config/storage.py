"""Where uploaded files live: the data folder, or an object store.

A name carries a few characters of its content's hash. A file that changes therefore
gets a new address, and every address may be cached for ever. What the site makes itself
may be kept under a name that is known before: one that is another when the content is.
"""

import hashlib
import re
import uuid
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, quote, unquote, urlsplit

from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

from config.environment import refuse

HASH_LENGTH = 8
# As it stands in a name that was given before, perhaps with what keeps two of the same apart.
HASH_BEFORE = re.compile(rf"\.[0-9a-f]{{{HASH_LENGTH}}}(_\w{{7}})?$")


def name_with_hash(name: str, content: File) -> str:
    """``images/harbour.jpg`` -> ``images/harbour.1f9ac2d4.jpg``; reads ``content`` and rewinds it."""
    content.seek(0)
    digest = hashlib.sha256()
    for chunk in content.chunks():
        digest.update(chunk)
    content.seek(0)
    path = Path(name)
    return str(path.with_name(f"{path.stem}.{digest.hexdigest()[:HASH_LENGTH]}{path.suffix}"))


def stored(alias: str) -> Storage:
    """What a background task calls to have a storage again; nothing but its name is written down."""
    return storages[alias]


class Hashed(Storage):
    """Puts the hash into names. ``alias`` is the storage's name in ``STORAGES``."""

    alias: str

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        return super().save(name_with_hash(name or content.name or "file", content), content, max_length)

    def save_again(self, name: str, content: File) -> str:
        """What has become of the file called ``name``: the new hash takes the place of the old one."""
        path = Path(name)
        return self.save(str(path.with_name(HASH_BEFORE.sub("", path.stem) + path.suffix)), content)

    def deconstruct(self) -> tuple[str, list[str], dict[str, Any]]:
        return "config.storage.stored", [self.alias], {}


class HashedFiles(Hashed, FileSystemStorage):
    """Files in a folder of this machine; without ``base_url`` they have no address."""

    def __init__(self, alias: str, **options: Any) -> None:
        super().__init__(**options)
        self.alias = alias

    def save_as(self, name: str, content: bytes) -> None:
        """Under exactly this name; nobody ever reads a half of it."""
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = Path(self.path(f"unfinished-{uuid.uuid4().hex}"))
        unfinished.write_bytes(content)
        unfinished.replace(path)

    def url(self, name: str | None) -> str:
        if not self._base_url:  # type: ignore[attr-defined]
            raise ValueError("This file is not accessible via a URL.")
        return super().url(name)


class HashedObjects(Hashed, S3Storage):
    """Objects in a bucket, read back through the site: pages never name another host."""

    def __init__(self, alias: str, base_url: str, **options: Any) -> None:
        super().__init__(**options)
        self.alias, self.base_url = alias, base_url

    def save_as(self, name: str, content: bytes) -> None:
        """Under exactly this name."""
        self._save(name, ContentFile(content))

    def url(self, name: str | None) -> str:
        if not self.base_url:
            raise ValueError("This file is not accessible via a URL.")
        return self.base_url + filepath_to_uri(name or "")


def storages_for(address: str, data_dir: Path, media_url: str) -> dict[str, dict[str, Any]]:
    """Django's ``STORAGES``: ``default`` has no address, ``renditions`` is what readers get.

    ``address`` is empty for the data folder, or ``s3://key:secret@host/bucket?region=…``
    (``?insecure=1`` speaks plain HTTP to the object store).
    """
    if not address:
        return {
            "default": _folder("default", data_dir / "originals", None),
            "renditions": _folder("renditions", data_dir / "media", media_url),
        }
    parts = urlsplit(address)
    bucket, port = parts.path.strip("/"), _port(parts)
    if parts.scheme != "s3" or not bucket or port == 0:
        refuse("MEDIA_STORAGE_URL", "use s3://key:secret@host/bucket, or leave it empty for the data folder")
    query = dict(pair.partition("=")[::2] for pair in parts.query.split("&") if pair)
    host = parts.hostname or ""
    options = {
        "bucket_name": bucket,
        "access_key": unquote(parts.username or "") or None,
        "secret_key": unquote(parts.password or "") or None,
        "region_name": query.get("region"),
        "default_acl": None,
        "file_overwrite": False,
        "addressing_style": "path",
    }
    if host:
        scheme = "http" if query.get("insecure") else "https"
        options["endpoint_url"] = f"{scheme}://{host}{f':{port}' if port else ''}"
    return {
        "default": _bucket("default", options, "originals", ""),
        "renditions": _bucket("renditions", options, "media", quote(media_url)),
    }


def _port(parts: SplitResult) -> int | None:
    """0 for one that is no port."""
    try:
        return parts.port
    except ValueError:
        return 0


def _folder(alias: str, location: Path, base_url: str | None) -> dict[str, Any]:
    options = {"alias": alias, "location": str(location), "base_url": base_url}
    return {"BACKEND": "config.storage.HashedFiles", "OPTIONS": options}


def _bucket(alias: str, options: dict[str, Any], location: str, base_url: str) -> dict[str, Any]:
    options = {**options, "alias": alias, "location": location, "base_url": base_url}
    return {"BACKEND": "config.storage.HashedObjects", "OPTIONS": options}
