"""What is proven of every issue: `python -m tests.proven` builds each, proofs the folder, prints a row for every file.

The figures are those of docs/trust.md. Real issues are left out where their extracted text is not beside the checkout.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.rendered.press import ROOT, SEEDS, Shown, reissue

EDITIONS = "epub,html,txt,pdf,pdf-print,pdf-booklet,pdf-archive"
OWN = ("manifests/hewan/2026-01.yaml", "manifests/liudu/2026-03-18.yaml", "tests/rendered/qingyan/2026-01.yaml")
REAL = (
    "manifests/dangyuan-zhiyou/2026-02.yaml",
    "manifests/changji-paper/2025-03.yaml",
    "manifests/bayinguoleng-paper-a/2026-02.yaml",
    "manifests/bayinguoleng-paper-b/2023-08.yaml",
)
COLUMNS = ("file", "blocks", "characters", "added", "glyphs", "links", "facts", "findings")
COLLATED = ("text", "added", "glyphs", "links", "pictures", "metadata", "ledger")


def main(words: list[str]) -> int:
    """Print the table; the exit code is 1 if anything was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.proven", description=__doc__)
    parser.add_argument("--languages", default="original", help="as `reissue build --language` takes them")
    languages = parser.parse_args(words).languages
    print(f"| {' | '.join(COLUMNS)} |\n|{' --- |' * len(COLUMNS)}", flush=True)
    found = 0
    for manifest in (*OWN, *(REAL if SEEDS.is_dir() else ())):
        for row in rows(ROOT / manifest, languages):
            print(f"| {' | '.join(row)} |", flush=True)
            found += int(row[-1])
    return int(found > 0)


def rows(manifest: Path, languages: str) -> Iterator[tuple[str, ...]]:
    """Build an issue and yield what is proven of each of its files."""
    with tempfile.TemporaryDirectory(prefix="reissue-proven-") as place:
        folder = Path(place)
        sources = ("--sources", SEEDS) if SEEDS.is_dir() and manifest.is_relative_to(ROOT / "manifests") else ()
        where = () if (manifest.parent / "articles").is_dir() else sources
        done = reissue(
            "build", manifest, *where, "--edition", EDITIONS, "--language", languages, "-o", folder, cwd=folder
        )
        if done.returncode:
            raise SystemExit(done.stderr)
        proofed = reissue("proof", folder / manifest.parent.name / manifest.stem, "--format", "json", cwd=folder)
        for file in json.loads(proofed.stdout)["files"]:
            yield _row(file)


def _row(file: Shown) -> tuple[str, ...]:
    sections = {each["section"]: each for each in file["sections"] if each["section"] in COLLATED}

    def figure(section: str, key: str) -> str:
        found = sections.get(section, {}).get(key)
        return f"{found:,}" if isinstance(found, int) else "–"

    findings = sum(
        check["count"] for each in sections.values() for check in each["checks"] if check["state"] == "failed"
    )
    figures = (
        figure("text", "blocks"),
        figure("text", "characters"),
        figure("added", "characters"),
        figure("glyphs", "glyphs"),
        figure("links", "links"),
        figure("metadata", "facts"),
    )
    return (Path(file["file"]).name, *figures, str(findings))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
