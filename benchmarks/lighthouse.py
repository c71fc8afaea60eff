"""Every kind of page of a review to its Lighthouse scores, on a phone with a slow network.

    npm install --prefix DIR lighthouse
    python benchmarks/lighthouse.py DIR/node_modules/.bin/lighthouse [--project .] [--rounds 1] [--form mobile|desktop]

The site is served as by GitHub Pages, under a sub-path and compressed. Lighthouse uses its default throttling (a slow
4G network and a processor four times as slow). The worst of several rounds counts. Audits that cost points are listed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.install_browser import find_browser
from tests.serving import serve_sites
from tests.sites import ROOT, build_site

WANTED = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"


def report_on(lighthouse: str, browser: Path, address: str, form: str) -> dict[str, Any]:
    command = [lighthouse, address, "--output=json", "--quiet", f"--chrome-flags={FLAGS}"]
    command += [f"--only-categories={','.join(WANTED)}", *(["--preset=desktop"] if form == "desktop" else [])]
    environment = {**os.environ, "CHROME_PATH": str(browser)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"Lighthouse failed on {address}:\n{done.stderr}")
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def scores_of(report: dict[str, Any]) -> dict[str, int]:
    return {name: round(100 * (report["categories"][name]["score"] or 0)) for name in WANTED}


def costs(report: dict[str, Any], category: str) -> list[str]:
    """The audits of a category that cost points, with their results."""
    weighted = [each["id"] for each in report["categories"][category]["auditRefs"] if each["weight"]]
    audits = (report["audits"][name] for name in weighted)
    failed = [audit for audit in audits if audit["score"] is not None and audit["score"] < 1]
    return [f"{audit['id']} {audit.get('displayValue') or audit['title']}" for audit in failed]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lighthouse", help="the lighthouse command that npm installed")
    parser.add_argument("--project", type=Path, default=ROOT)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--form", choices=("mobile", "desktop"), default="mobile")
    arguments = parser.parse_args()
    browser = find_browser() or sys.exit("No Chromium is here.")
    below = []
    with tempfile.TemporaryDirectory() as folder, serve_sites(Path(folder)) as origin:
        site = build_site(arguments.project, Path(folder) / "repo", f"{origin}/repo")
        print(f"{'':40}{''.join(f'{name:>16}' for name in WANTED)}")
        for page in site.one_of_each_kind:
            address = site.served(page)
            reports = [
                report_on(arguments.lighthouse, browser, address, arguments.form) for _ in range(arguments.rounds)
            ]
            worst = {name: min(scores_of(report)[name] for report in reports) for name in WANTED}
            print(f"{page!s:40}{''.join(f'{score:16}' for score in worst.values())}", flush=True)
            for name, score in worst.items():
                if score < WANTED[name]:
                    below += [f"{page}: {name} {score}: {cost}" for report in reports for cost in costs(report, name)]
    if below:
        sys.exit("\n".join(below))


if __name__ == "__main__":
    main()
