"""The workflows of this repository and of authors: what they may do, when, and that their commands exist."""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from site_builder import __version__
from site_builder.cli import main
from site_builder.cli.commands import command_line
from site_builder.scaffolding import WORKFLOW, pages_workflow
from tests.sites import ROOT

FOLDER = ROOT / ".github/workflows"
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.yml"))}
TEXTS["init"] = pages_workflow()[WORKFLOW].decode()
# Texts stay texts, so that “on” is no truth and “3.10” no number.
FLOWS: dict[str, dict[str, Any]] = {name: yaml.load(text, yaml.BaseLoader) for name, text in TEXTS.items()}
PUBLISHING = ["publish.yml", "init"]

# As the actions' own documentation names them.
ACTIONS = {
    "actions/checkout@v6",
    "actions/setup-python@v6",
    "actions/configure-pages@v6",
    "actions/upload-pages-artifact@v5",
    "actions/deploy-pages@v5",
    "actions/upload-artifact@v7",
    "actions/download-artifact@v8",
    "pypa/gh-action-pypi-publish@release/v1",
}
# Each job that may do more than read the repository, and what.
RIGHTS = {
    ("publish.yml", "site"): {"contents": "read", "pages": "read"},
    ("publish.yml", "deploy"): {"pages": "write", "id-token": "write"},
    ("init", "build"): {"contents": "read", "pages": "read"},
    ("init", "deploy"): {"pages": "write", "id-token": "write"},
    ("release.yml", "publish"): {"id-token": "write"},
}


def jobs() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for name, flow in FLOWS.items():
        for job, about in flow["jobs"].items():
            yield name, job, about


def steps(flow: str) -> Iterator[dict[str, Any]]:
    for about in FLOWS[flow]["jobs"].values():
        yield from about.get("steps", [])


JOBS = list(jobs())
COMMANDS = [(name, step["run"]) for name in FLOWS for step in steps(name) if "run" in step]


def test_a_job_may_read_the_repository_and_do_what_is_listed_here() -> None:
    assert {flow["permissions"]["contents"] for flow in FLOWS.values()} == {"read"}
    assert {len(flow["permissions"]) for flow in FLOWS.values()} == {1}
    assert {(name, job): about["permissions"] for name, job, about in JOBS if "permissions" in about} == RIGHTS


@pytest.mark.parametrize("name", PUBLISHING)
def test_pull_requests_are_built_and_nothing_of_them_is_published(name: str) -> None:
    flow = FLOWS[name]
    assert "pull_request" in flow["on"]
    assert "pull_request_target" not in flow["on"]
    deploy = flow["jobs"]["deploy"]
    assert deploy["if"].startswith("github.event_name != 'pull_request' && ")
    assert "github.ref_name == github.event.repository.default_branch" in deploy["if"]
    for step in steps(name):
        used = step.get("uses", "").partition("@")[0]
        if used in ("actions/configure-pages", "actions/upload-pages-artifact"):
            assert step["if"] == "github.event_name != 'pull_request'"
        assert used != "actions/deploy-pages" or step in deploy["steps"]
    assert not any("if" in step for step in steps(name) if "run" in step)


def test_the_default_branch_of_a_review_may_have_any_name() -> None:
    flow = FLOWS["init"]
    assert not flow["on"]["push"]
    default = "github.ref_name == github.event.repository.default_branch"
    assert flow["jobs"]["build"]["if"] == f"github.event_name != 'push' || {default}"


def test_this_repository_s_site_goes_out_only_after_the_tests() -> None:
    assert FLOWS["publish.yml"]["jobs"]["deploy"]["needs"] == ["test", "site"]
    assert FLOWS["release.yml"]["jobs"]["publish"]["needs"] == ["test", "wheel"]
    for name in ("publish.yml", "release.yml"):
        assert FLOWS[name]["jobs"]["test"]["uses"] == "./.github/workflows/test.yml"
    assert FLOWS["init"]["jobs"]["deploy"]["needs"] == "build"


def test_every_python_from_the_oldest_that_is_supported_is_tried() -> None:
    oldest = re.search(r'requires-python = ">=3\.(\d+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert oldest
    expected = [f"3.{minor}" for minor in range(int(oldest[1]), 16)]
    assert FLOWS["test.yml"]["jobs"]["test"]["strategy"]["matrix"]["python"] == expected
    assert FLOWS["release.yml"]["jobs"]["wheel"]["strategy"]["matrix"]["python"] == expected


@pytest.mark.parametrize("name", PUBLISHING)
def test_one_deployment_at_a_time_and_none_broken_off(name: str) -> None:
    assert FLOWS[name]["jobs"]["deploy"]["concurrency"] == {"group": "pages", "cancel-in-progress": "false"}
    assert FLOWS[name]["concurrency"]["cancel-in-progress"] == "${{ github.event_name == 'pull_request' }}"
    assert FLOWS[name]["jobs"]["deploy"]["environment"]["name"] == "github-pages"


@pytest.mark.parametrize("name", FLOWS)
def test_runs_of_one_branch_do_not_cross(name: str) -> None:
    called = list(FLOWS[name]["on"]) == ["workflow_call"]
    assert called or FLOWS[name]["concurrency"]["group"] == "${{ github.workflow }}-${{ github.ref }}"


def test_no_job_runs_for_hours() -> None:
    assert [job for _, job, about in JOBS if "uses" not in about and int(about["timeout-minutes"]) > 60] == []


def test_only_known_actions_are_used_and_the_token_is_not_kept() -> None:
    used = [step for name in FLOWS for step in steps(name) if "uses" in step]
    assert {step["uses"] for step in used} == ACTIONS
    for step in used:
        if step["uses"].startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"


@pytest.mark.parametrize("name", PUBLISHING)
def test_the_site_is_built_for_the_address_that_github_gives_it(name: str) -> None:
    (build,) = (step for step in steps(name) if step.get("run", "").startswith("site-builder build"))
    (pages,) = (step for step in steps(name) if step.get("uses", "").startswith("actions/configure-pages"))
    assert build["env"] == {"BASE_URL": f"${{{{ steps.{pages['id']}.outputs.base_url }}}}"}
    assert {"--base-url", "$BASE_URL", "github"} <= set(shlex.split(build["run"]))


@pytest.mark.parametrize("name", PUBLISHING)
def test_what_is_uploaded_is_what_was_built(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["init", str(tmp_path), "--quiet"])
    monkeypatch.chdir(tmp_path)
    (build,) = (run for flow, run in COMMANDS if flow == name and run.startswith("site-builder build"))
    for address in ("https://octocat.github.io/repo/", ""):
        assert main([word.replace("$BASE_URL", address) for word in shlex.split(build)[1:]]) == 0
    (upload,) = (step for step in steps(name) if "upload-pages-artifact" in step.get("uses", ""))
    assert Path(upload["with"]["path"], "index.html").is_file()
    Path("content/10-introduction.md").write_text("# I\n\n@nobody\n", encoding="utf-8")
    assert main([word.replace("$BASE_URL", "") for word in shlex.split(build)[1:]]) == 1
    assert "::error file=content/10-introduction.md,line=3,col=1," in capsys.readouterr().out


@pytest.mark.parametrize(("name", "run"), COMMANDS)
def test_every_command_exists_with_its_options(name: str, run: str) -> None:
    # A text of others that stands in a command becomes a part of it; variables are handed on instead.
    assert "${{" not in run
    for line in run.strip().splitlines():
        program, *arguments = shlex.split(line.replace("$BASE_URL", "https://example.org/review"))
        if program == "site-builder":
            command_line().parse_args(arguments)
        elif program == "python":
            assert arguments[0] == "-m"
            module = arguments[1]
            assert module in ("pip", "pip_audit", "build") or importlib.util.find_spec(module)
            if module == "pip":
                assert arguments[2] == "install"
        else:
            assert os.access(ROOT / program, os.X_OK), f"{name}: {line}"
        for file in ("constraints.txt", "pyproject.toml"):
            assert file not in arguments or (ROOT / file).is_file()


def test_an_author_s_workflow_installs_the_version_that_wrote_it() -> None:
    (install,) = (run for flow, run in COMMANDS if flow == "init" and "pip" in run)
    assert install == f'python -m pip install "site_builder=={__version__}"'
    assert "settings" in TEXTS["init"].partition("\nname:")[0]


@pytest.mark.parametrize("name", FLOWS)
def test_no_registry_is_named_and_no_secret_is_asked_for(name: str) -> None:
    assert not re.search(r"https?://|\.org\b|index-url|secrets\.|password|GITHUB_TOKEN", TEXTS[name])


DEPLOY = (ROOT / "docs/deploy.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^ *```(\w+)\n(.*?)^ *```", DEPLOY, re.DOTALL | re.MULTILINE)


def test_what_is_said_of_other_hosts_can_be_read_and_run() -> None:
    commands = [line.partition("  #")[0] for kind, block in BLOCKS if kind == "sh" for line in block.splitlines()]
    for kind, block in BLOCKS:
        if kind == "yaml":
            jobs = [job for job in yaml.safe_load(block).values() if isinstance(job, dict) and "script" in job]
            commands += [line for job in jobs for line in job["script"]]
        elif kind == "toml":
            commands += tomllib.loads(block)["build"]["command"].split(" && ")
    ours = [line.strip() for line in commands if line.strip().startswith("site-builder ")]
    assert len(ours) == 5
    for line in ours:
        command_line().parse_args(shlex.split(re.sub(r"\$\w+", "https://example.org/review", line))[1:])


def test_what_is_said_of_other_hosts_installs_this_version() -> None:
    assert set(re.findall(r"site_builder==([\w.]+)", DEPLOY)) == {__version__}


def test_what_a_release_is_tried_by_takes_what_it_is_given() -> None:
    from tests.try_wheel import main as try_wheel

    (run,) = (run for flow, run in COMMANDS if flow == "release.yml" and "try_wheel" in run)
    assert shlex.split(run)[3:] == ["dist/*.whl", "--version", "${GITHUB_REF_NAME#v}"]
    assert try_wheel(["lost.whl", "--version", "1"]) == 1


def test_known_problems_are_looked_for_every_week_in_what_the_tests_pass_with() -> None:
    (schedule,) = FLOWS["audit.yml"]["on"]["schedule"]
    assert re.fullmatch(r"\d+ \d+ \* \* [0-6]", schedule["cron"])
    assert any(
        "pip_audit --strict --requirement constraints.txt" in run for flow, run in COMMANDS if flow == "audit.yml"
    )
