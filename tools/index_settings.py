"""pip's index settings in uv's words: uv does not read them, and a house may have its own index."""

import ast
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools import programs

# pip's setting -> the variable uv reads; uv separates several addresses by spaces, find-links by commas.
_MEANING = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "no-index": "UV_NO_INDEX",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
    "client-cert": "SSL_CLIENT_CERT",
    "timeout": "UV_HTTP_TIMEOUT",
    "default-timeout": "UV_HTTP_TIMEOUT",
    "proxy": "ALL_PROXY",
}
_RISING_RANK = ("global", "install", ":env:")


def for_uv(pip: Sequence[str | Path], present: Mapping[str, str]) -> dict[str, str]:
    """Variables to add for uv; what the caller has already set for uv itself stays."""
    settings = parsed(programs.answers([*pip, "config", "list"]) or "")
    found = {_MEANING[name]: _in_uvs_form(name, value) for name, value in settings.items() if name in _MEANING}
    if "UV_INDEX" in found:
        found["UV_INDEX_STRATEGY"] = "unsafe-best-match"  # as pip looks: all indexes alike; the hashes decide
    found["UV_PYTHON_DOWNLOADS"] = "never"
    return {name: value for name, value in found.items() if value and name not in present}


def parsed(listing: str) -> dict[str, str]:
    """`pip config list` as a dictionary of settings; the environment beats [install], which beats [global]."""
    ranked: dict[str, tuple[int, str]] = {}
    for line in listing.splitlines():
        key, mark, value = line.partition("=")
        section, dot, name = key.strip().rpartition(".")
        if not (mark and dot) or section not in _RISING_RANK:
            continue
        rank = _RISING_RANK.index(section)
        if rank >= ranked.get(name, (0, ""))[0]:
            ranked[name] = (rank, _unquoted(value.strip()))
    return {name: value for name, (_, value) in ranked.items()}


def _unquoted(value: str) -> str:
    try:
        return str(ast.literal_eval(value))
    except (SyntaxError, ValueError):
        return value


def _is_missing_folder(word: str) -> bool:
    """pip warns of a folder that is not there and goes on; uv stops."""
    return word.startswith("/") and not Path(word).is_dir()


def _in_uvs_form(name: str, value: str) -> str:
    words = value.split()
    if name == "find-links":
        return ",".join(word for word in words if not _is_missing_folder(word))
    if name == "no-index":
        return "1" if value.lower() in ("1", "true", "yes", "on") else ""
    return " ".join(words)
