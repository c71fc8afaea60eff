"""What `make test` does about a browser and Java before it runs the tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import install_browser

JAVA = "default-jre-headless"
DRIVER = "libatomic1"
INSTALL = "apt-get install -y -qq --no-install-recommends"


def with_machine(monkeypatch: pytest.MonkeyPatch, here: set[str], can_bring: set[str], is_root: bool) -> list[str]:
    """A machine on which some programs are, and others can be brought. What is asked of it is noted."""
    asked: list[str] = []

    def succeeds(*command: str) -> bool:
        asked.append(" ".join(command))
        brought = can_bring & {command[-1]}
        here.update(brought)
        return bool(brought)

    def find_browser() -> Path | None:
        return Path("chromium") if has_driver() and here & {*install_browser.BROWSERS} else None

    def has_driver() -> bool:
        return DRIVER in here

    monkeypatch.setattr(install_browser, "has_driver", has_driver)
    monkeypatch.setattr(install_browser, "find_browser", find_browser)
    monkeypatch.setattr(install_browser, "find_java", lambda: Path("java") if JAVA in here else None)
    monkeypatch.setattr(install_browser, "_succeeds", succeeds)
    monkeypatch.setattr("os.geteuid", lambda: 0 if is_root else 1000)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    install_browser.main()
    return asked


def test_nothing_is_done_where_all_is_there(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert with_machine(monkeypatch, {DRIVER, "chromium", JAVA}, set(), is_root=True) == []
    assert capsys.readouterr().out == ""


def test_root_gets_what_is_missing_as_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = with_machine(monkeypatch, {DRIVER, "chromium"}, {JAVA}, is_root=True)
    assert asked == ["apt-get update -qq", f"{INSTALL} {JAVA}"]


def test_root_gets_what_the_driver_of_browsers_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = with_machine(monkeypatch, {JAVA}, {DRIVER, "chromium-headless-shell"}, is_root=True)
    assert asked == ["apt-get update -qq", f"{INSTALL} {DRIVER}", f"{INSTALL} chromium-headless-shell"]


def test_no_browser_is_found_where_the_driver_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(install_browser, "_succeeds", lambda *command: "playwright" not in command)
    assert install_browser.find_browser() is None


def test_where_the_browser_without_windows_is_no_package_the_other_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = with_machine(monkeypatch, {DRIVER, JAVA}, {"chromium"}, is_root=True)
    assert asked == ["apt-get update -qq", f"{INSTALL} chromium-headless-shell", f"{INSTALL} chromium"]


def test_others_get_the_browser_that_playwright_brings(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (asked,) = with_machine(monkeypatch, {DRIVER, JAVA}, {"chromium"}, is_root=False)
    assert asked.endswith("-m playwright install chromium")
    assert capsys.readouterr().out == ""


def test_what_cannot_be_had_is_reported_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with_machine(monkeypatch, set(), set(), is_root=False)
    assert capsys.readouterr().out == (
        "Some tests are skipped: no Chromium could be had, so no page is looked at in a browser; "
        "no Java could be had, so the HTML validator is not asked.\n"
    )
