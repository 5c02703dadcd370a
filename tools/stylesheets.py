"""Prepares the design system's style sheet for bundling: only the fonts and pictures it names, each in one format."""

import re
import shutil
from pathlib import Path

_FONT_SOURCES = re.compile(r"src:(?P<list>[^;]*woff2[^;]*);")
_WOFF2 = re.compile(r'url\("[^"]+\.woff2"\)\s*format\("woff2"\)')
# Letters of Tigrinya for pages (assets/css/ethiopic.css); papers have theirs from tools/fonts.py.
ETHIOPIC = {
    "files/noto-sans-ethiopic-ethiopic-400-normal.woff2": "noto-sans-ethiopic-ethiopic-400-normal.woff2",
    "files/noto-sans-ethiopic-ethiopic-600-normal.woff2": "noto-sans-ethiopic-ethiopic-600-normal.woff2",
    "LICENSE": "noto-sans-ethiopic-license.txt",
}
_NAMED_FILE = re.compile(r'url\("\.\./(?P<path>[^"]+)"\)')


def prepare(work: Path, packages: Path, own: Path, target: Path) -> Path:
    """Write what is to be bundled into `work` and copy the named files to `target`. Returns the sheet to bundle."""
    design_system = packages / "dkfds" / "dist"
    text = only_woff2((design_system / "css" / "dkfds.css").read_text(encoding="utf-8"))
    text, named = gathered(text)
    for source, place in named.items():
        (target / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(design_system / source, target / place)
    shutil.copyfile(design_system / "img" / "all-svg-icons.svg", target / "icons.svg")
    shutil.copyfile(
        design_system / "fonts" / "IBMPlexSans" / "complete" / "woff2" / "license.txt", target / "fonts" / "license.txt"
    )
    for source, name in ETHIOPIC.items():
        shutil.copyfile(packages / "@fontsource" / "noto-sans-ethiopic" / source, target / "fonts" / name)
    shutil.copyfile(design_system / "LICENSE.md", target / "dkfds-license.md")
    (work / "dkfds.css").write_text(text, encoding="utf-8")
    (work / "shares.css").write_text(shares(), encoding="utf-8")
    sheet = work / "app.css"
    sheet.write_text(
        f'@import "./dkfds.css";\n@import "./shares.css";\n@import "{own / "tovholder.css"}";\n', encoding="utf-8"
    )
    return sheet


def only_woff2(text: str) -> str:
    """Every browser we serve reads woff2; the other formats would only be fetched by mistake."""

    def kept(found: re.Match[str]) -> str:
        wanted = _WOFF2.search(found["list"])
        return f"src:{wanted[0]};" if wanted else found[0]

    return _FONT_SOURCES.sub(kept, text)


def gathered(text: str) -> tuple[str, dict[str, str]]:
    """Point the sheet at fonts/ and icons/ beside itself. Returns it with {file: place beside the sheet}."""
    named: dict[str, str] = {}

    def moved(found: re.Match[str]) -> str:
        folder = "fonts" if found["path"].startswith("fonts/") else "icons"
        place = f"{folder}/{Path(found['path']).name}"
        named[found["path"]] = place
        return f'url("./{place}")'

    return _NAMED_FILE.sub(moved, text), named


def shares() -> str:
    """Classes share-0 to share-100: a bar's length in per cent, without the style attribute that pages forbid."""
    return "".join(f".share-{part}{{inline-size:{part}%}}\n" for part in range(101))
