"""One HTML of an issue's PDF, for the unpatched command: takes the folder of a job, leaves files/issue.html in it.

`python -m tests.bench.plain_page FOLDER`, with no fonts but those of the folder. The articles begin where ours do, the
contents ask for their page numbers with target-counter(), and leader() draws the dots.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from publisher.editions import renderer

_FOLIO = re.compile(r'<span class="folio" data-folio-of="([^"]+)">[^<]*</span>')
_COUNTED = "<style>.folio::after { content: target-counter(attr(href), page) }</style>"


def main(folder: Path) -> None:
    """Lay the issue out once to know how its articles begin, and bind both documents into one."""
    job = json.loads((folder / "job.json").read_text(encoding="utf-8"))
    front = _FOLIO.sub(r'<a class="folio" href="#\1"></a>', job["front"])
    back = _begun(job, folder)
    head, front_body = front.split("<body", 1)
    _, back_body = back.split("<body", 1)
    inner = back_body.split(">", 1)[1]
    opened = front_body.replace("</body>", "").replace("</html>", "")
    whole = f"{head.replace('</head>', _COUNTED + '</head>')}<body{opened}{inner}"
    (folder / "files" / "issue.html").write_text(whole, encoding="utf-8")


def _begun(job: dict[str, Any], folder: Path) -> str:
    """Return the articles with the classes that say how each begins, as the renderer settles it."""
    told: list[str] = []
    render = renderer._render(folder, [])

    def watched(markup: str, first: int) -> Any:
        told.append(markup)
        return render(markup, first)

    renderer._joined(job, watched)
    return next(markup for markup in reversed(told) if "data-folio-of" not in markup)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
