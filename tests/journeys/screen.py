"""What every screen must be, and its picture for the manual."""

import os
from collections.abc import Callable

from playwright.sync_api import Page
from pytest_playwright_axe import Axe
from pytest_playwright_axe.axe import WCAG_22AA_RULESET

from tests.environment import ROOT

# A telephone and a desk: how high each screen is by how wide, in pixels.
HEIGHTS = {390: 844, 1280: 900}
PICTURES = ROOT / "docs" / "manual" / "screenshots"
# Every rule of WCAG 2.2 AA and good practice; what passes is not described, which takes axe longer than to find out.
RULES = {
    "runOnly": {"type": "tag", "values": WCAG_22AA_RULESET},
    "resultTypes": ["violations"],
    "reporter": "no-passes",
}
# The library's own run opens a browser context beside each page it looks at, for pages in frames, which ours are not.
AXE = Axe(use_minified_file=True).axe_path.read_text("utf-8")
RUN_AXE = "rules => { if (window.frames.length) throw Error('a page in frames'); return axe.run(document, rules) }"


def assert_accessible(page: Page) -> None:
    """axe finds nothing against WCAG 2.2 AA or good practice, with everything that folds unfolded.

    A click returns when the next page has begun; between its first byte and its last there is no document to read.
    """
    page.wait_for_load_state("load")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    results = page.evaluate(RUN_AXE, RULES)
    found = [
        f"{rule['id']} ({rule['impact']}): {rule['help']}\n    " + "\n    ".join(node["html"] for node in rule["nodes"])
        for rule in results["violations"]
    ]
    assert not found, f"{page.url} is not accessible:\n" + "\n".join(found)


def assert_no_sideways_scroll(page: Page) -> None:
    """Nothing is wider than the screen; what is, is named."""
    wide = page.evaluate(
        """() => document.documentElement.scrollWidth <= window.innerWidth ? [] :
            [...document.querySelectorAll('body *')]
                .filter(element => element.getBoundingClientRect().right > window.innerWidth)
                .map(element => element.outerHTML.slice(0, 120))"""
    )
    assert not wide, f"{page.url} scrolls sideways because of:\n" + "\n".join(wide[:10])


def screenshot(page: Page, name: str) -> None:
    """The whole page as docs/manual/screenshots/NAME-WIDTH.png, when TETTPAA_SCREENSHOTS is 1."""
    if os.environ.get("TETTPAA_SCREENSHOTS") == "1" and page.viewport_size:
        PICTURES.mkdir(parents=True, exist_ok=True)
        # Hiding the caret leaves empty style attributes, which htmx copies and the policy then refuses.
        path = PICTURES / f"{name}-{page.viewport_size['width']}.png"
        page.screenshot(path=path, full_page=True, caret="initial")


def assert_good_screen(page: Page, name: str) -> None:
    """All of the above at each width, where a journey shows the screen called `name`; then it goes on at its own.

    Pictures come first: axe unfolds what folds.
    """
    page.wait_for_load_state("load")
    own = page.viewport_size
    assert own
    for look in (_picture_of(name), assert_accessible, assert_no_sideways_scroll):
        for wide in sorted(HEIGHTS, key=lambda width: width != own["width"]):
            page.set_viewport_size({"width": wide, "height": HEIGHTS[wide]})
            look(page)
    page.set_viewport_size(own)


def _picture_of(name: str) -> Callable[[Page], None]:
    return lambda page: screenshot(page, name)
