"""`python -m tests.fuzz TARGET [--runs N | --seconds S]`: feeds a target what no person would write.

atheris changes the seeds of the target byte by byte and keeps what reaches new code; `--keep DIR` stores that between
runs. It ends at the first input that crashes, or takes longer than ten seconds, and leaves that input in the folder.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from functools import partial
from pathlib import Path

import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]  # there is no wheel for every machine

instrumented = partial(atheris.instrument_imports, include=["publisher"], enable_loader_override=False)
with instrumented():
    from tests.fuzz import targets
    from tests.fuzz.seeds import seeds

_KEPT = Path("output/fuzz")
_LONGEST = 4096  # bytes of an input, where no seed is longer
_MARKS = (
    "---",
    ":::",
    ":::verse",
    ":::qa",
    ":::lang en",
    "[^1]",
    "[^1]:",
    "{.name}",
    "{.decorative}",
    "](p.png)",
    "|-",
    "title:",
)


def run(words: list[str]) -> None:
    """Run a target; the process ends with it, by an exit code that is not 0 if something was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("target", choices=targets.TARGETS)
    parser.add_argument("--runs", type=int, default=2000, help="inputs to try (0: until the seconds are over)")
    parser.add_argument("--seconds", type=int, default=0, help="stop after so many seconds")
    parser.add_argument("--keep", type=Path, default=_KEPT, help="folder for inputs that reach new code, and for finds")
    asked = parser.parse_args(words)
    kept: Path = asked.keep
    corpus = kept / asked.target
    corpus.mkdir(parents=True, exist_ok=True)
    tempfile.tempdir = str(kept.resolve())  # atheris ends the process, and nothing can be tidied up then
    target = targets.TARGETS[asked.target]
    for number, seed in enumerate(seeds(asked.target)):
        (corpus / f"seed{number:03}").write_bytes(seed)
        with instrumented():  # what the target loads is watched
            target(seed)
    dictionary = kept / f"{asked.target}.dict"
    dictionary.write_text("".join(f"{json.dumps(word)}\n" for word in _words(asked.target)), encoding="utf-8")
    limits = [
        f"-timeout={targets.SECONDS}",
        f"-max_len={max(_LONGEST, *map(len, seeds(asked.target)))}",
        "-rss_limit_mb=2048",
        "-seed=1",
    ]
    limits += [f"-max_total_time={asked.seconds}"] if asked.seconds else [f"-runs={asked.runs}"]
    atheris.Setup(
        [sys.argv[0], *limits, f"-dict={dictionary}", f"-artifact_prefix={kept}/{asked.target}-", str(corpus)],
        target,
    )
    atheris.Fuzz()


def _words(target: str) -> list[str]:
    """Return words that mean something to a target, as far as a dictionary of libFuzzer can hold them."""
    if target == "manifest":
        from publisher.production.inspecting import schema

        return sorted({*_keys(schema("issue"))})
    return list(_MARKS) if target in {"article", "page"} else ["\\r\\n"]


def _keys(tree: object) -> list[str]:
    """Return every key that a schema allows."""
    if isinstance(tree, list):
        return [key for each in tree for key in _keys(each)]
    if not isinstance(tree, dict):
        return []
    own = list(tree["properties"]) if isinstance(tree.get("properties"), dict) else []
    return [f"{key}:" for key in own] + [key for each in tree.values() for key in _keys(each)]


if __name__ == "__main__":
    run(sys.argv[1:])
