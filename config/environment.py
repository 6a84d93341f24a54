"""Environment variables, each wrong one answered with a sentence that names it."""

import ipaddress
import os
import re
import zoneinfo
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from django.conf.locale import LANG_INFO
from django.core.management.utils import get_random_secret_key
from environs import Env, EnvError

HOST = r"(?:[\w.-]+|\[[0-9a-fA-F:.]+\])"
LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]", "::1", "testserver")


def refuse(name: str, why: str) -> NoReturn:
    """End the process before anything starts, saying which variable is wrong and what to do."""
    raise SystemExit(f"{name}: {why}")


class Environment:
    """``environs``, but a wrong value ends the process with one sentence instead of a traceback."""

    def __init__(self) -> None:
        self._env = Env()

    def __getattr__(self, kind: str) -> Callable[..., Any]:
        read = getattr(self._env, kind)

        def reader(name: str, *args: Any, **kwargs: Any) -> Any:
            if os.environ.get(name) == "":
                del os.environ[name]  # an empty variable is one that isn't set
            try:
                return read(name, *args, **kwargs)
            except (EnvError, ValueError) as error:
                # The value itself may be a password: it is not repeated.
                refuse(name, f"this value can't be used ({_reason(error)}). See the table in README.md.")

        return reader


def _reason(error: Exception) -> str:
    messages = getattr(error, "error_messages", None)
    return str(messages[0] if isinstance(messages, list) else messages or type(error).__name__).rstrip(".")


def is_local(host: str) -> bool:
    """Whether a host name or address can only be reached from this machine."""
    return host in LOCAL_HOSTS or host.endswith(".localhost") or host.startswith("127.")


def is_host(host: str) -> bool:
    """Whether Django could allow it: a name, an address, or ``*``; no ``https://`` and no port."""
    return host == "*" or re.fullmatch(HOST, host) is not None


def is_site_url(address: str) -> bool:
    """``https://blog.example.org``, perhaps with a port; a site has no path in front of its own."""
    return re.fullmatch(rf"https?://{HOST}(?::\d{{1,5}})?", address) is not None


def is_network(address: str) -> bool:
    """Whether gunicorn could trust it: an IP address, a network, or ``*``."""
    try:
        return address == "*" or bool(ipaddress.ip_network(address, strict=False))
    except ValueError:
        return False


def is_time_zone(name: str) -> bool:
    try:
        return bool(zoneinfo.ZoneInfo(name))
    except (KeyError, OSError, ValueError):
        return False


def is_language(code: str) -> bool:
    return code.lower() in LANG_INFO or code.lower().partition("-")[0] in LANG_INFO


def folder(name: str, path: Path) -> Path:
    """``path``, made if it wasn't there."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        refuse(name, f"this folder can't be made ({error.strerror})")
    if not os.access(path, os.W_OK):
        refuse(name, "nothing can be written into this folder; choose another, or change whose it is")
    return path


def kept_secret_key(data_dir: Path) -> str:
    """The key of this installation: made once, then read from the data folder."""
    kept = data_dir / "secret-key"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(get_random_secret_key())
    return kept.read_text()
