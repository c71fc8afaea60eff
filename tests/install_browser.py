"""A machine to one that can test pages: with Chromium, and with Java for the HTML validator.

    python -m tests.install_browser

Installed programs are used as they are. For root on Debian, missing ones are installed as packages; elsewhere,
Playwright installs its own Chromium. If a program cannot be installed, one line says so, and its tests are skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

# The first has no windows, so it starts and lays out faster.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Of each tuple, the first package that can be installed is used.
BROWSER_PACKAGES = BROWSERS[:2]
JAVA_PACKAGES = ("default-jre-headless",)
# A library for Playwright's driver, which contains its own Node. Chromium's packages do not depend on it.
DRIVER_PACKAGES = ("libatomic1",)
INSTALL = "apt-get install -y -qq --no-install-recommends".split()
NO_BROWSER = "no Chromium could be had, so no page is looked at in a browser"
NO_JAVA = "no Java could be had, so the HTML validator is not asked"
MINUTES = 60


def find_browser() -> Path | None:
    """The Chromium or Chrome of this machine, or else Playwright's; None if there is none, or no driver for it."""
    if not has_driver():
        return None
    found = next(filter(None, map(_find, BROWSERS)), None)
    if found:
        return found
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return Path(own) if _succeeds(own, "--version") else None


def has_driver() -> bool:
    """Whether Playwright's driver starts on this machine."""
    return _succeeds(sys.executable, "-m", "playwright", "--version")


def find_java() -> Path | None:
    return _find("java", "-version")


def _find(name: str, tried_with: str = "--version") -> Path | None:
    """The program, if it starts: some systems have a stand-in with its name that only says how to install it."""
    path = shutil.which(name)
    return Path(path) if path and _succeeds(path, tried_with) else None


def _succeeds(*command: str) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=5 * MINUTES
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def main() -> None:
    browser, java = find_browser(), find_java()
    driver = browser is not None or has_driver()
    wanted = [
        *([] if driver else [DRIVER_PACKAGES]),
        *([] if browser else [BROWSER_PACKAGES]),
        *([] if java else [JAVA_PACKAGES]),
    ]
    if wanted and os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get"):
        print(
            f"Installing {' and '.join(first for first, *_ in wanted)}, with which the tests judge pages.", flush=True
        )
        _succeeds("apt-get", "update", "-qq")
        for packages in wanted:
            any(_succeeds(*INSTALL, package) for package in packages)
        browser, java = browser or find_browser(), java or find_java()
    if not browser and _succeeds(sys.executable, "-m", "playwright", "install", "chromium"):
        browser = find_browser()
    missing = [*([] if browser else [NO_BROWSER]), *([] if java else [NO_JAVA])]
    if missing:
        print(f"Some tests are skipped: {'; '.join(missing)}.")


if __name__ == "__main__":
    main()
