"""Lays the fonts of papers where documents/rendering.py finds them: Latin, Greek and Cyrillic, Arabic, Ethiopic."""

import shutil
from pathlib import Path

from tools import places

TARGET = places.SOURCE / "tovholder" / "documents" / "fonts"
_PLEX = "dkfds/dist/fonts/IBMPlexSans/complete"
_ARABIC = "@expo-google-fonts/ibm-plex-sans-arabic"
_ETHIOPIC = "@expo-google-fonts/noto-sans-ethiopic"
# Where each lies among the npm packages, and what it is called beside the templates.
NAMED = {
    f"{_PLEX}/ttf/IBMPlexSans-Regular.ttf": "IBMPlexSans-Regular.ttf",
    f"{_PLEX}/ttf/IBMPlexSans-SemiBold.ttf": "IBMPlexSans-SemiBold.ttf",
    f"{_PLEX}/ttf/license.txt": "IBMPlexSans-license.txt",
    f"{_ARABIC}/400Regular/IBMPlexSansArabic_400Regular.ttf": "IBMPlexSansArabic-Regular.ttf",
    f"{_ARABIC}/600SemiBold/IBMPlexSansArabic_600SemiBold.ttf": "IBMPlexSansArabic-SemiBold.ttf",
    f"{_ARABIC}/LICENSE_FONT": "IBMPlexSansArabic-license.txt",
    f"{_ETHIOPIC}/400Regular/NotoSansEthiopic_400Regular.ttf": "NotoSansEthiopic-Regular.ttf",
    f"{_ETHIOPIC}/600SemiBold/NotoSansEthiopic_600SemiBold.ttf": "NotoSansEthiopic-SemiBold.ttf",
    f"{_ETHIOPIC}/LICENSE_FONT": "NotoSansEthiopic-license.txt",
}


def lay(packages: Path, target: Path = TARGET) -> None:
    """Copy the named fonts with their licences; each is whole or not there."""
    target.mkdir(parents=True, exist_ok=True)
    for source, name in NAMED.items():
        unfinished = target / f"{name}.part"
        shutil.copyfile(packages / source, unfinished)
        unfinished.replace(target / name)


def are_there(target: Path = TARGET) -> bool:
    return all((target / name).exists() for name in NAMED.values())
