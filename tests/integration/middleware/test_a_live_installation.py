"""A production setting cannot open the doors of a demo, and its cookies keep to themselves."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.own_database

ASKED = """
import json, django
django.setup()
from django.conf import settings
from django.urls import get_resolver
from tovholder.config import urls
names = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "DEBUG", "DEMO",
         "SECURE_HSTS_SECONDS", "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN", "SESSION_COOKIE_SAMESITE"]
told = {name: getattr(settings, name) for name in names}
told["personas"] = "personas" in get_resolver().reverse_dict
print(json.dumps(told))
"""


def live(home: Path, **environment: str) -> dict[str, object]:
    """What a fresh process says of its settings in live mode with this environment."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("TOVHOLDER", "DJANGO"))}
    own = {"TOVHOLDER_MODE": "live", "TOVHOLDER_HOME": str(home), "DJANGO_SETTINGS_MODULE": "tovholder.config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", ASKED], env=clean | own | environment, capture_output=True, text=True, check=True
    )
    return dict(json.loads(done.stdout.strip().splitlines()[-1]))


@pytest.mark.parametrize(
    "environment",
    [{}, {"DEMO": "1", "TOVHOLDER_DEMO": "1", "DJANGO_DEMO": "1"}, {"DEBUG": "1", "DJANGO_DEBUG": "True"}],
    ids=["plain", "with demo set", "with debug set"],
)
def test_live_mode_has_no_personas_whatever_else_the_environment_says(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    told = live(tmp_path, **environment)
    assert (told["personas"], told["DEMO"], told["DEBUG"]) == (False, False, False)


def test_live_mode_keeps_cookies_to_https_and_away_from_scripts(tmp_path: Path) -> None:
    told = live(tmp_path)
    assert told["SESSION_COOKIE_SECURE"]
    assert told["CSRF_COOKIE_SECURE"]
    assert told["SESSION_COOKIE_HTTPONLY"]
    assert told["SESSION_COOKIE_SAMESITE"] in ("Lax", "Strict")
    assert told["SECURE_HSTS_SECONDS"] > 0  # type: ignore[operator]
    assert not told["MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN"]
