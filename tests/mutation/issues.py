"""The small issues that are spoiled: one text, printed as a magazine, as a vertical magazine and as a newspaper.

Takes a folder, gives finished issues. The text stands in `qianshui/`; only the style, and for the newspaper the sheets
in the place of sections, differ.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

from publisher import production
from publisher.house import House

ROOT = Path(__file__).resolve().parents[2]
TEXT = Path(__file__).with_name("qianshui")
PICTURE = ROOT / "manifests" / "hewan" / "pictures" / "bridge.png"
LOOKS = ("base", "vertical", "newspaper")
_PICTURE_PX = (600, 450)
_AS_NEWSPAPER = {
    "periodical.yaml": (('kind: "magazine"', 'kind: "newspaper"'),),
    "2026-05.yaml": (
        ('  - section: "河上"', '  - sheet: "1"\n    name: "河上"'),
        ('  - section: "诗"', '  - sheet: "2"\n    name: "诗"'),
    ),
}


@dataclass(frozen=True, eq=False)
class Printed:
    """A finished issue: its style and the folder it stands in."""

    look: str
    house: House
    folder: Path

    def file(self, name: str) -> bytes:
        """Return the issue's file of a format."""
        return (self.folder / f"qianshui-2026-05.{name}").read_bytes()


def printed(look: str, folder: Path) -> Printed:
    """Build the issue in one of its looks into `<folder>/<look>`."""
    home = folder / look / "qianshui"
    shutil.copytree(TEXT, home)
    _draw(home / "pictures" / "bridge.png")
    _replace(home / "periodical.yaml", 'style: {name: "base"}', f'style: {{name: "{look}"}}')
    for name, changes in _AS_NEWSPAPER.items() if look == "newspaper" else ():
        for old, new in changes:
            _replace(home / name, old, new)
    house = House(folder / look, ROOT / "styles", None, House.here().environ)
    made = production.build(home / "2026-05.yaml", house, ("epub", "pdf"), folder / look / "output", lambda _: None)
    return Printed(look, house, made.folder)


def _draw(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    out = BytesIO()
    with Image.open(PICTURE) as image:
        image.resize(_PICTURE_PX).save(out, "PNG")
    path.write_bytes(out.getvalue())


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path.name}: {old}"
    path.write_text(text.replace(old, new), encoding="utf-8")
