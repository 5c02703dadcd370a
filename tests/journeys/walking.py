"""Somebody at a browser: opens, presses, writes. Each page on the way is checked by axe and for faults."""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Locator, Page, Response

from tests.conftest import FULL
from tests.made_once import is_first

AXE = Axe().axe_script
WIDE = {"width": 1366, "height": 900}
PHONE = {"width": 390, "height": 844}
# Rules of good practice beyond WCAG A and AA are kept too: they find what a screen reader's user stumbles on.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# What a page is made of, whatever its words: every kind of element with its classes and state.
MADE_OF = """[...new Set([...document.querySelectorAll("*")].map(each => [
    each.tagName, each.getAttribute("class"), each.getAttribute("role"), each.getAttribute("type"),
    each.getAttribute("aria-current"), each.getAttribute("aria-invalid"), each.hasAttribute("open"),
].join(" ")))].sort().join()"""

# Dates and numbers that a right-to-left page has torn apart: the parts of one on a line do not stand side by side.
TORN = r"""[...(function* () {
    const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    const box = (node, from, to) => {
        const range = document.createRange();
        range.setStart(node, from); range.setEnd(node, to);
        return range.getBoundingClientRect();
    };
    for (let node = walker.nextNode(); node; node = walker.nextNode())
        for (const found of node.data.matchAll(/(\d{1,2}) (\p{Script=Arabic}+) \d{4}|(\d{4})-(\d{5})/gu)) {
            const [first, second] = found[1] ? [found[1], found[2]] : [found[3], found[4]];
            const one = box(node, found.index, found.index + first.length);
            const from = found.index + first.length + 1;
            const two = box(node, from, from + second.length);
            const [left, right] = found[1] ? [two, one] : [one, two];
            const gap = right.left - left.right;
            if (one.width && one.top === two.top && (gap < -1 || gap > 12)) yield found[0];
        }
})()]"""


def kind_of(address: str) -> str:
    """Pages of one kind differ in numbers and pseudonyms only."""
    return re.sub(r"/(\d+|[0-9A-Z]{6,12})(?=/)", "/N", urlsplit(address).path)


@dataclass
class Walk:
    """One person's way through the pages. `pressed` counts what the hand did: presses and fields filled."""

    page: Page
    address: str
    name: str
    scripted: bool = True  # without JavaScript axe cannot run; what the server says is still looked at
    must_fit: bool = False  # the page may not be wider than the screen
    reads_left: bool = False  # the page reads from right to left, and what is written in it stays whole
    asks_axe: bool = True  # not where another journey asks of the same pages
    by_kind: bool = False  # one page of a kind is enough, whatever stands on it; a front page is each role's own
    pressed: int = 0
    refused: set[int] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    seen: int = 0

    def __post_init__(self) -> None:
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        # The browser also reports each 4xx answer here; those are judged by _response.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.faults.append(f"console: {message.text}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in {*self.refused, 422}:
            self.faults.append(f"{response.status} {response.request.method} {response.url}")

    def expect_refusal(self, *statuses: int) -> None:
        """From here on these answers are what the journey is about, and no fault."""
        self.refused.update(statuses)

    def open(self, path: str) -> None:
        self.page.goto(self.address + path)
        self.check()

    def return_to(self, path: str) -> None:
        """Open a page that was looked at before on this way."""
        self.page.goto(self.address + path)
        assert not self.faults, "\n".join(self.faults)

    def be(self, name: str) -> None:
        """Become one of the demo's people; the page where the role's work starts is not looked at yet."""
        self.page.goto(f"{self.address}/personaer/")
        self.page.get_by_role("button", name=re.compile(rf"(Bliv|Be) {re.escape(name)}$")).click()
        self.page.wait_for_load_state()

    def press(self, name: str, role: str = "") -> None:
        """Press the button or follow the link with this name."""
        self.push(self.page.get_by_role(role, name=name) if role else self._pressable(name))  # type: ignore[arg-type]

    def push(self, found: Locator) -> None:
        """Press what was found some other way than by its name."""
        found.first.click()
        self.pressed += 1
        self.page.wait_for_load_state()
        self.check()

    def unfold(self, summary: str) -> None:
        """Open a part of the page that is folded away, unless it is open."""
        found = self.page.locator("details", has=self.page.locator("summary", has_text=summary)).last
        if found.get_attribute("open") is None:
            found.locator("summary").click()
            self.pressed += 1

    def _pressable(self, name: str) -> Locator:
        button = self.page.get_by_role("button", name=name, exact=True)
        return button if button.count() else self.page.get_by_role("link", name=name, exact=True)

    def write(self, label: str, text: str) -> None:
        """Write in the field with this label; "(valgfrit)" after it does not matter."""
        self._field(label).fill(text)
        self.pressed += 1

    def choose(self, label: str, option: str) -> None:
        """Choose in a list, or tick the radio button of a group."""
        group = self.page.get_by_role("group", name=label)
        if group.count():
            group.get_by_label(option, exact=True).check(force=True)
        else:
            self._field(label).select_option(label=option)
        self.pressed += 1

    def tick(self, label: str) -> None:
        self.page.get_by_label(label).check(force=True)
        self.pressed += 1

    def value(self, label: str) -> str:
        """What stands in the field with this label."""
        return self._field(label).input_value()

    def _field(self, label: str) -> Locator:
        return self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}\s*(\((valgfrit|optional)\))?\s*$")).first

    def speak(self, language: str) -> None:
        """Change the language of the pages: "Dansk" or "English"."""
        self.page.get_by_role("button", name=language, exact=True).click()
        self.page.wait_for_load_state()
        self.check()

    def heading(self) -> str:
        return self.page.get_by_role("heading", level=1).inner_text()

    def text(self) -> str:
        return self.page.get_by_role("main").inner_text()

    def check(self) -> None:
        """The page as it is now: no violation axe knows, no fault the browser reported."""
        self.page.wait_for_load_state()
        self._picture()
        if self.scripted and self.asks_axe and self._is_new():
            self._ask_axe()
        if self.must_fit:
            wide = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            assert wide <= 0, f"{self.page.url} is {wide} pixels too wide"
        if self.reads_left:
            torn = self.page.evaluate(TORN)
            assert not torn, f"{self.page.url} tears apart: {torn}"
        assert not self.faults, f"on {self.page.url}:\n" + "\n".join(self.faults)

    def _is_new(self) -> bool:
        """Whether axe has not been asked of such a page in this run, whoever looked. In the full run every kind of page
        is asked about again where it is made of something else, in another language or at another width."""
        kind = kind_of(self.page.url)
        if self.by_kind and kind != "/" and not FULL:
            return is_first(f"axe {kind}")
        made_of = (self._made_of(), self.page.locator("html").get_attribute("lang"), self._width())
        return is_first(f"axe {kind} {made_of}")

    def _ask_axe(self) -> None:
        options = {
            "runOnly": {"type": "tag", "values": TAGS},
            "rules": {"color-contrast": {"enabled": not FULL or self._is_coloured_otherwise()}},
            "resultTypes": ["violations"],
            "preload": {"assets": ["media"]},  # none of these rules reads stylesheets again
        }
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE)
        violations = self.page.evaluate("options => axe.run(options).then(told => told.violations)", options)
        told = [f"{each['id']}: {node['html'][:200]}" for each in violations for node in each["nodes"]]
        assert not told, f"axe on {self.page.url}:\n" + "\n".join(told)

    def _is_coloured_otherwise(self) -> bool:
        """Contrast, most of axe's time, is measured on every kind of page that is made of something else, but in the
        full run not again in another language: words have no colours."""
        return is_first(f"colours {kind_of(self.page.url)} {self._made_of()} {self._width()}")

    def brings_axe(self) -> None:
        """Every page from here on has axe with it: quicker than to bring it, where nearly every page is asked about."""
        self.page.context.add_init_script(AXE)

    def _made_of(self) -> str:
        return self.page.evaluate(MADE_OF)

    def _width(self) -> int:
        return (self.page.viewport_size or WIDE)["width"]

    def _picture(self) -> None:
        """With TOVHOLDER_PICTURES=folder each page is kept as a picture, for human eyes."""
        folder = os.environ.get("TOVHOLDER_PICTURES")
        if folder:
            self.seen += 1
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=Path(folder) / f"{self.name}-{self.seen:02}.png", full_page=True)
