"""A fuzz target's name to libFuzzer's run of it, or to its corpus played once.

python -m tests.fuzz.run TARGET [--runs N] [--seconds N] [--seed N] [--length N] [--found DIR] [--faults DIR] [--replay]

New inputs that reach new code go to `--found`, inputs that fail to `--faults`; without these, nowhere but the log.
"""

from __future__ import annotations

import argparse
import atexit
import importlib.resources
import signal
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

HERE = Path(__file__).parent
LONGEST_SECONDS = 10
MOST_MEMORY_MB = 1500
# Counting what a target does not aim at would only make it slow.
INSTRUMENTED = {
    "bibtex": ("site_builder.bibtex", "pybtex.scanner", "pybtex.database.input"),
    "markdown": ("site_builder.markdown", "mdit_py_plugins", "markdown_it.rules_block", "markdown_it.rules_inline"),
    "citations": ("site_builder.markdown", "site_builder.csl.richtext"),
    "csl": ("site_builder.csl",),
    "yaml": (
        "site_builder.yaml_values",
        "site_builder.definitions",
        "site_builder.settings",
        "site_builder.study_notes",
    ),
}


def main() -> int:
    arguments = _arguments()
    if arguments.replay:
        from tests.fuzz.targets import TARGETS

        for path in corpus(arguments.target):
            TARGETS[arguments.target](path.read_bytes())
        return 0

    import atheris

    aims = INSTRUMENTED[arguments.target]
    packages = {aim.partition(".")[0] for aim in aims}
    with atheris.instrument_imports(include=list(packages), exclude=list(_others(packages, aims))):
        from tests.fuzz.targets import TARGETS

    # libFuzzer's clock goes on while Python ends, and on a busy machine it would end the process as a fault does.
    atexit.register(signal.setitimer, signal.ITIMER_REAL, 0)
    atheris.Setup(_options(arguments), TARGETS[arguments.target])
    atheris.Fuzz()
    return 0


def _others(packages: Iterable[str], aims: tuple[str, ...]) -> Iterator[str]:
    """The modules of packages that are none of what is aimed at: Atheris takes or leaves a package as a whole."""
    for package in packages:
        root = Path(str(importlib.resources.files(package)))
        for path in root.rglob("*.py"):
            module = ".".join((package, *path.relative_to(root).with_suffix("").parts)).removesuffix(".__init__")
            if not any(f"{module}.".startswith(f"{aim}.") for aim in aims):
                yield module


def corpus(target: str) -> list[Path]:
    return sorted((HERE / "corpus" / target).iterdir())


def _options(arguments: argparse.Namespace) -> list[str]:
    dictionary = HERE / "dictionaries" / f"{arguments.target}.dict"
    options = {
        "atheris_runs": arguments.runs,
        "max_total_time": arguments.seconds,
        "seed": arguments.seed,
        "max_len": arguments.length,
        "timeout": LONGEST_SECONDS,
        "rss_limit_mb": MOST_MEMORY_MB,
        "dict": dictionary,
        "print_final_stats": 1,
        "artifact_prefix": f"{arguments.faults}/" if arguments.faults else "",
    }
    if not arguments.faults:
        options["exact_artifact_path"] = "/dev/null"
    set_ones = [f"-{name}={value}" for name, value in options.items() if value not in ("", None)]
    # libFuzzer adds what it finds to the first folder.
    folders = (arguments.found or tempfile.mkdtemp(), HERE / "corpus" / arguments.target)
    for folder in filter(None, (arguments.found, arguments.faults)):
        Path(folder).mkdir(parents=True, exist_ok=True)
    return [sys.argv[0], *set_ones, *map(str, folders)]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", choices=sorted(path.name for path in (HERE / "corpus").iterdir()))
    parser.add_argument("--runs", type=int, help="how many inputs")
    parser.add_argument("--seconds", type=int, help="how long")
    parser.add_argument("--seed", type=int, help="libFuzzer's seed, by which a run with a number of inputs repeats")
    parser.add_argument("--length", type=int, default=400, help="how many bytes an input has at most")
    parser.add_argument("--found", help="a folder of inputs to go on from and to add to")
    parser.add_argument("--faults", help="a folder for inputs that fail")
    parser.add_argument("--replay", action="store_true", help="only try the corpus, without atheris")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
