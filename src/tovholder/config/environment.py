"""What the environment says: mode, folders, database addresses and keys. Nothing else reads the environment."""

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import ParseResult, unquote, urlparse

from django.core.exceptions import ImproperlyConfigured

from tovholder.accounts.mitid import Broker

MODES = ("demo", "live", "test")
_DATA = "tovholder.sqlite3"
_OF_BROKER = ("ISSUER", "CLIENT", "SECRET", "CPR_CLAIM", "SCOPE", "ASSURANCE")


class Misconfigured(ImproperlyConfigured):
    """The environment asks for something that cannot be; the message says what to change."""


@dataclass(frozen=True)
class Keys:
    """Secrets of one installation: Django's signing key, the field keys (first one encrypts) and the lookup key."""

    django: str
    fields: tuple[str, ...]
    lookup: str


def mode() -> str:
    chosen = os.environ.get("TOVHOLDER_MODE", "live")
    if chosen not in MODES:
        raise Misconfigured(f"TOVHOLDER_MODE is '{chosen}'; it must be one of {', '.join(MODES)}.")
    return chosen


def trusted_proxies() -> int:
    """How many proxies of the installation's own stand in front, each adding an address to X-Forwarded-For."""
    told = os.environ.get("TOVHOLDER_PROXIES", "0")
    if not told.isdecimal():
        raise Misconfigured(f"TOVHOLDER_PROXIES is '{told}'; it must be a number, 0 when there is no proxy.")
    return int(told)


def _usual_home(chosen_mode: str) -> Path:
    return Path(__file__).resolve().parents[3] / "var" / chosen_mode


def has_demo_beside(chosen_mode: str) -> bool:
    """A demo lies in its usual folder, and it is the live installation in its own usual folder that is asked for."""
    told = "TOVHOLDER_HOME" in os.environ or "TOVHOLDER_DATABASE_URL" in os.environ
    return chosen_mode == "live" and not told and (_usual_home("demo") / _DATA).exists()


def home(chosen_mode: str) -> Path:
    """Folder for databases, keys and uploads; one for each mode, so that a demo never meets real data."""
    folder = Path(os.environ.get("TOVHOLDER_HOME", _usual_home(chosen_mode)))
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as fault:
        raise _closed(folder, fault) from fault
    return folder


def _closed(path: Path, fault: OSError) -> Misconfigured:
    return Misconfigured(
        f"{path} cannot be used ({fault.strerror}); start as its owner, or name a folder of your own in TOVHOLDER_HOME."
    )


def keys(folder: Path) -> Keys:
    """Keys from TOVHOLDER_KEYS_FILE, or from the home folder, where they are made on first use."""
    path = Path(os.environ.get("TOVHOLDER_KEYS_FILE", folder / "keys.json"))
    try:
        if not path.exists():
            _make_keys(path)
        stored = json.loads(path.read_text())
    except OSError as fault:
        raise _closed(path, fault) from fault
    return Keys(stored["django"], tuple(stored["fields"]), stored["lookup"])


def _make_keys(path: Path) -> None:
    fresh = {
        "django": secrets.token_urlsafe(48),
        "fields": [secrets.token_hex(32)],
        "lookup": secrets.token_hex(32),
    }
    temporary = path.with_suffix(f".{os.getpid()}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(fresh, file)
    try:
        os.link(temporary, path)  # fails when another process was first: then its keys are the keys
    except FileExistsError:
        pass
    finally:
        temporary.unlink()


def databases(folder: Path) -> dict[str, dict[str, object]]:
    """Django's DATABASES: one PostgreSQL when an address is given, else two SQLite files (data, read log)."""
    address = os.environ.get("TOVHOLDER_DATABASE_URL", "")
    if address:
        return {"default": postgresql(address)}
    return {"default": _sqlite(folder / _DATA), "readlog": _sqlite(folder / "readlog.sqlite3")}


def postgresql(address: str) -> dict[str, object]:
    """The database behind an address. Raises Misconfigured for what is no PostgreSQL address."""
    parts = urlparse(address)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise Misconfigured("TOVHOLDER_DATABASE_URL must look like postgresql://user:password@host:5432/name.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        # jit: compiling a page's query takes longer than running it
        "OPTIONS": {"options": "-c statement_timeout=60000 -c jit=off"},
    }


def _sqlite(path: Path) -> dict[str, object]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            "PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456; "
            # What is deleted is overwritten in the file too, not only forgotten.
            "PRAGMA secure_delete=ON;",
        },
    }


def broker(chosen_mode: str) -> Broker | None:
    """The MitID broker, or None when none is named. Half a setting is none: then the installation does not start."""
    told = {name: os.environ.get(f"TOVHOLDER_MITID_{name}", "").strip() for name in _OF_BROKER}
    if not any(told.values()):
        return None
    missing = [f"TOVHOLDER_MITID_{name}" for name in _OF_BROKER[:4] if not told[name]]
    if missing:
        raise Misconfigured(f"MitID needs {', '.join(missing)} too.")
    parts = _address(told["ISSUER"])
    is_own_machine = chosen_mode != "live" and parts.hostname in ("localhost", "127.0.0.1")
    if not parts.hostname or (parts.scheme != "https" and not is_own_machine):
        raise Misconfigured("TOVHOLDER_MITID_ISSUER must be an https address.")
    if any(sign in told["ISSUER"] for sign in "?#@"):
        raise Misconfigured("TOVHOLDER_MITID_ISSUER must be an https address without a query, a fragment or a user.")
    scope = told["SCOPE"].split()
    asked = " ".join(scope if "openid" in scope else ["openid", *scope])
    return Broker(told["ISSUER"], told["CLIENT"], told["SECRET"], told["CPR_CLAIM"], asked, told["ASSURANCE"])


def _address(told: str) -> ParseResult:
    try:
        parts = urlparse(told)
        return parts if parts.port != 0 else urlparse("")
    except ValueError:  # a port that is no number, half a bracket
        return urlparse("")


def allowed_hosts() -> list[str]:
    return [host for host in os.environ.get("TOVHOLDER_HOSTS", "localhost").split(",") if host]


def trusted_origins() -> list[str]:
    return [origin for origin in os.environ.get("TOVHOLDER_ORIGINS", "").split(",") if origin]
