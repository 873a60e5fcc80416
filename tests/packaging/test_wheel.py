"""The two ways Reissue is installed: a wheel that carries everything, and a checkout whose styles can be edited.

It builds the wheel, installs it beside nothing but its libraries, and works far from the checkout. No index is asked.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]

SECONDS = 600
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
STYLES_FOLDER = "from publisher import house; print(house.styles_folder())"


def run(*command: str | Path, cwd: Path, **environ: str) -> str:
    """Run a command without what this shell adds to Python's path; return its stdout."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "REISSUE"))}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=inherited | environ,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(*PIP, "wheel", "--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", folder, checkout, cwd=folder)
    (built,) = folder.glob("reissue-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the `bin` of an environment that holds the wheel and borrows this one's libraries, not its Reissue."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, symlinks=True, with_pip=False)
    python = folder / "bin" / "python"
    run(*PIP, "--python", python, "install", "--no-deps", "--no-index", wheel, cwd=folder)
    (site,) = folder.glob("lib/python*/site-packages")
    # A folder named in a .pth file joins the path, but its own .pth files are not read: the editable install stays out.
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python.parent


def test_wheel_carries_every_data_file(wheel: Path, checkout: Path) -> None:
    packed = set(zipfile.ZipFile(wheel).namelist())
    expected = {
        prefix + path.relative_to(checkout / folder).as_posix()
        for folder, prefix in (("publisher", "publisher/"), ("styles", "publisher/_styles/"))
        for path in (checkout / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert "publisher/py.typed" in expected
    assert any(name.startswith("publisher/_styles/") for name in expected)
    assert not expected - packed


def test_wheel_carries_nothing_but_the_package(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"publisher"}


def test_installed_wheel_reads_the_styles_it_carries(installed: Path, tmp_path: Path) -> None:
    styles = Path(run(installed / "python", "-c", STYLES_FOLDER, cwd=tmp_path).strip())
    assert styles.is_relative_to(installed.parent)
    assert styles.name == "_styles"


def test_installed_wheel_builds_an_issue_far_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    run(installed / "reissue", "init", "lantern", cwd=tmp_path)
    run(installed / "reissue", "build", "lantern/2026-01.yaml", "-o", "prints", cwd=tmp_path)
    printed = sorted(path.suffix for path in tmp_path.glob("prints/**/*") if path.suffix in {".epub", ".pdf"})
    assert printed == [".epub", ".pdf"]


def test_editable_install_reads_the_styles_of_the_checkout(checkout: Path, tmp_path: Path) -> None:
    styles = Path(run(sys.executable, "-c", STYLES_FOLDER, cwd=tmp_path).strip())
    assert styles == checkout / "styles"


def test_edited_style_of_a_checkout_is_seen_at_once(checkout: Path, tmp_path: Path) -> None:
    for name in ("publisher", "styles"):
        shutil.copytree(checkout / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "styles" / "edited.yaml").write_text('name: "edited"\n', encoding="utf-8")
    program = "from publisher import house; print((house.styles_folder() / 'edited.yaml').read_text(encoding='utf-8'))"
    assert "edited" in run(sys.executable, "-c", program, cwd=tmp_path, PYTHONPATH=str(tmp_path))
