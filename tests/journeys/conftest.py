"""A real browser, on a phone and on a desk."""

import os
import shutil
from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from pytest_playwright_axe import Axe

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    """The system's Chromium where there is one, else the one Playwright has fetched."""
    found = os.environ.get("TETTPAA_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    return browser_type_launch_args | ({"executable_path": found} if found else {})


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict) -> dict:
    """A Norwegian reader. The accessibility checker is injected, which the pages' own policy refuses."""
    return browser_context_args | {"locale": "nb-NO", "timezone_id": "Europe/Oslo", "bypass_csp": True}


@pytest.fixture
def looks_right() -> Callable[[Page], None]:
    """Nothing for axe to find, with everything opened, and nothing to scroll sideways for."""

    def check(page: Page) -> None:
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        found = Axe().run(page, html_report_generated=False, json_report_generated=False)
        faults = [f"{fault['id']}: {node['html']}" for fault in found["violations"] for node in fault["nodes"]]
        assert faults == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "scrolls sideways"

    return check
