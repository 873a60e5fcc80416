"""What is kept is given back whole or not at all, and the program's own digest sees every change of its code."""

from __future__ import annotations

from pathlib import Path

from publisher.house import keep, kept, program_digest
from publisher.house.keepsakes import code_digest


def test_what_was_kept_is_given_back_and_what_was_spoiled_is_not(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "thing"
    keep(path, b"a cover")
    assert kept(path) == b"a cover"
    path.write_bytes(path.read_bytes()[:-1])
    assert kept(path) == kept(tmp_path / "nothing") == b""


def test_place_that_takes_nothing_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    keep(tmp_path / "file" / "thing", b"a cover")
    assert kept(tmp_path / "file" / "thing") == b""


def test_digest_of_code_sees_words_and_names(tmp_path: Path) -> None:
    module = tmp_path / "a.py"
    module.write_text("a = 1\n", encoding="utf-8")
    first = code_digest(tmp_path)
    assert first == code_digest(tmp_path)
    module.write_text("a = 2\n", encoding="utf-8")
    second = code_digest(tmp_path)
    module.rename(tmp_path / "b.py")
    assert len({first, second, code_digest(tmp_path)}) == 3


def test_program_is_more_than_any_of_its_rooms() -> None:
    assert len({program_digest(), program_digest("issue"), program_digest("issue", "proof")}) == 3
