"""The version of this program to the workflow with which GitHub builds and publishes a review."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

from site_builder import __version__

WORKFLOW: Final = PurePosixPath(".github/workflows/publish.yml")


def pages_workflow() -> dict[PurePosixPath, bytes]:
    """The workflow. It installs the version that wrote it, so that the same files keep giving the same site."""
    return {WORKFLOW: _TEXT.replace("VERSION", __version__).encode()}


_TEXT: Final = """\
# Builds this review on every pull request and every push to the default branch. Pushes publish it with GitHub Pages.
#
# Do this once: in the repository's settings on GitHub, under “Pages”, choose “GitHub Actions” as the source.
# For a domain of your own, enter it there under “Custom domain”. The build takes the site's address from there.
#
# `site-builder init --github-pages` wrote this file. It is yours now: no command overwrites it.
name: Publish

on:
  push:
  pull_request:
  workflow_dispatch:

# Each job adds the further permissions that it needs.
permissions:
  contents: read

concurrency:
  group: ${{ github.workflow }}-${{ github.ref }}
  cancel-in-progress: ${{ github.event_name == 'pull_request' }}

jobs:
  build:
    # The default branch, whatever its name.
    if: github.event_name != 'push' || github.ref_name == github.event.repository.default_branch
    runs-on: ubuntu-latest
    timeout-minutes: 20
    permissions:
      contents: read
      pages: read # to ask for the address of the site
    steps:
      - uses: actions/checkout@v6
        with:
          persist-credentials: false
      - uses: actions/setup-python@v6
        with:
          python-version: "3.13"
      # For another version, change the number; for `web_fonts: source`, write "site_builder[fonts]==VERSION".
      - run: python -m pip install "site_builder==VERSION"
      - id: pages
        if: github.event_name != 'pull_request'
        uses: actions/configure-pages@v6
      # Errors stop the build, and are shown beside the lines that they are about. With --strict, warnings stop it, too.
      - run: site-builder build --format github --base-url "$BASE_URL"
        env:
          BASE_URL: ${{ steps.pages.outputs.base_url }}
      - if: github.event_name != 'pull_request'
        uses: actions/upload-pages-artifact@v5
        with:
          path: output

  deploy:
    if: github.event_name != 'pull_request' && github.ref_name == github.event.repository.default_branch
    needs: build
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      pages: write # to publish the site
      id-token: write # proves to GitHub Pages that the site comes from here
    # A deployment that has begun is never cancelled.
    concurrency:
      group: pages
      cancel-in-progress: false
    environment:
      name: github-pages
      url: ${{ steps.deployment.outputs.page_url }}
    steps:
      - id: deployment
        uses: actions/deploy-pages@v5
"""
