"""Takes the pictures of the documents from a demo made for it: `python -m tests.journeys.pictures`."""

import os
import re
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.journeys import served
from tests.journeys.walking import PHONE

FOLDER = served.ROOT / "docs" / "pictures"
SCREEN = {"width": 1280, "height": 860}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    program = os.environ.get("TOVHOLDER_CHROMIUM", "/usr/bin/chromium")
    with (
        tempfile.TemporaryDirectory() as home,
        served.simulated(Path(home), people=900) as demo,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=program, args=["--headless", "--no-sandbox"])
        page = browser.new_page(viewport=SCREEN, locale="da-DK", timezone_id="Europe/Copenhagen")
        who_fits(page, demo.address)
        boards(page, demo.address)
        own_page(page, demo.address)
        browser.close()


def who_fits(page: Page, address: str) -> None:
    be(page, address, "Karen, virksomhedskonsulent i Herlev")
    page.goto(f"{address}/jobordrer/?q=Skr%C3%A6nth%C3%B8j")
    page.locator("main tbody a").first.click()
    page.locator("#ranking-heading").wait_for()
    page.evaluate("window.scrollTo(0, document.querySelector('#ranking').offsetTop - 24)")
    page.screenshot(path=FOLDER / "order.png")


def boards(page: Page, address: str) -> None:
    be(page, address, "Henrik, teamleder i Herlev")
    page.goto(f"{address}/tavler/")
    page.screenshot(path=FOLDER / "boards.png")


def own_page(page: Page, address: str) -> None:
    page.set_viewport_size(PHONE)
    be(page, address, "Yusra, borger i Herlev")
    page.screenshot(path=FOLDER / "citizen.png")


def be(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}/personaer/")
    page.get_by_role("button", name=re.compile(f"{re.escape(name)}$")).click()
    page.wait_for_load_state()


if __name__ == "__main__":
    main()
