"""The documents lead somewhere and name commands that are there."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LAUNCHERS_OWN = {"test", "setup", "lock"}


def outside_code(text: str) -> str:
    return re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)


def test_every_link_within_the_folder_leads_somewhere() -> None:
    dead = []
    for document in DOCUMENTS:
        for target in re.findall(r"\]\(([^)\s]+)\)", outside_code(document.read_text(encoding="utf-8"))):
            path = target.split("#")[0]
            if path and not re.match(r"[a-z]+:", path) and not (document.parent / path).exists():
                dead.append(f"{document.relative_to(ROOT)}: {target}")
    assert not dead


def test_every_command_the_documents_name_is_there() -> None:
    texts = [document.read_text(encoding="utf-8") for document in DOCUMENTS]
    named = {word for text in texts for word in re.findall(r"\./tovholder ([a-z]+)", text)} - LAUNCHERS_OWN
    assert not named or not named - set(re.findall(r"[a-z]+", help_text()))


def test_every_file_the_documents_name_is_there() -> None:
    named = {
        (str(document.relative_to(ROOT)), path.rstrip("/"))
        for document in DOCUMENTS
        for path in re.findall(r"`((?:tests|src|tools|docs|assets)/[^`\s]*)`", document.read_text(encoding="utf-8"))
    }
    assert [each for each in sorted(named) if not any(ROOT.glob(each[1]))] == []


def help_text() -> str:
    command = [sys.executable, "-m", "tovholder.cli", "--help"]
    environment = os.environ | {"TOVHOLDER_MODE": "test"}
    return subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout
