"""The record of a build, written and read: the same value comes back, anything else is refused."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from publisher.issue.build_record import FORM, read, record_name, written
from tests.unit.shelf.copies import a_record


def test_what_was_written_is_read() -> None:
    assert read(written(a_record())) == a_record()


def test_the_same_record_has_the_same_bytes_and_lines_for_people() -> None:
    assert written(a_record()) == written(a_record())
    assert len(written(a_record()).splitlines()) > 20


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[]", b"null", b"\xff", b'{"is": "BuildRecord"}', b"[" * 10**5],
    ids=["nothing", "map", "list", "null", "no UTF-8", "empty", "deep"],
)
def test_other_data_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        read(data)


@pytest.mark.parametrize(("key", "value"), [("revision", "1"), ("prints", [1]), ("editions", "epub"), ("strange", 1)])
def test_values_of_other_kinds_are_refused(key: str, value: object) -> None:
    data = json.loads(written(a_record()))
    with pytest.raises(ValueError, match=r"\S"):
        read(json.dumps(data | {key: value}).encode())


def test_later_form_is_refused() -> None:
    with pytest.raises(ValueError, match=f"form {FORM + 1}"):
        read(written(replace(a_record(), form=FORM + 1)))


def test_record_lies_beside_its_manifest() -> None:
    assert record_name("manifests/hewan/2026-01.yaml", "") == "manifests/hewan/2026-01.record.json"
    assert record_name("2026-01.yaml", "zh-Hant-TW") == "2026-01.zh-hant-tw.record.json"
