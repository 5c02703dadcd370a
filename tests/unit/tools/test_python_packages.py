"""The Python an environment is made from."""

import sys
import sysconfig

import pytest

from tools import programs, python_packages


@pytest.mark.parametrize(
    ("prefix", "compiled", "answer", "is_debians"),
    [
        ("/home/some/python", "'--enable-shared'", "", True),
        ("/home/some/python", "'--enable-optimizations' '--with-lto'", "", False),
        ("/usr", "'--enable-shared'", "", False),
        ("/home/some/python", "'--enable-shared'", None, False),
    ],
    ids=["by hand", "by hand, with the profile", "Debian's own", "none of Debian's, or half of one"],
)
def test_a_python_compiled_without_the_profile_gives_way_to_debians(
    monkeypatch: pytest.MonkeyPatch, prefix: str, compiled: str, answer: str | None, is_debians: bool
) -> None:
    monkeypatch.setattr(sys, "base_prefix", prefix)
    monkeypatch.setattr(sysconfig, "get_config_var", {"CONFIG_ARGS": compiled}.get)
    monkeypatch.setattr(programs, "answers", lambda _command: answer)
    assert (python_packages.quickest() != sys.executable) == is_debians
