"""No template writes what the content security policy refuses, and no file from elsewhere has been touched."""

import re

import pytest

from tests.environment import ROOT
from tools import vendor

TEMPLATES = sorted((ROOT / "src").rglob("templates/**/*.html"))
REFUSED = {
    "inline style": re.compile(r"\sstyle\s*=|<style\b", re.I),
    "inline script": re.compile(r"<script\b(?![^>]*\bsrc=)|\son[a-z]+\s*=\s*[\"']|javascript:", re.I),
    "address elsewhere": re.compile(r"(?:src|href|action)\s*=\s*[\"']https?://", re.I),
}


def test_there_are_templates_to_read():
    assert len(TEMPLATES) > 30


@pytest.mark.parametrize("what", REFUSED)
def test_no_template_holds(what):
    assert [str(path.relative_to(ROOT)) for path in TEMPLATES if REFUSED[what].search(path.read_text())] == []


@pytest.mark.parametrize(
    ("what", "html"),
    [
        ("inline style", '<p style="width: 3%">'),
        ("inline script", "<script>go()</script>"),
        ("inline script", '<a onclick="go()">'),
        ("address elsewhere", '<img src="https://example.org/a.png">'),
    ],
)
def test_the_reader_finds(what, html):
    assert REFUSED[what].search(html)


def test_vendored_files_are_as_fetched_each_with_its_licence():
    assert vendor.differences() == []
    assert {path.parent.name for path in vendor.VENDOR.glob("*/LICENSE")} == set(vendor.PACKAGES)


def test_no_vendored_script_or_style_names_a_map_that_is_not_there():
    files = [path for path in vendor.VENDOR.rglob("*") if path.suffix in (".js", ".css")]
    assert files
    assert [path.name for path in files if vendor.SOURCE_MAP.search(path.read_bytes())] == []
