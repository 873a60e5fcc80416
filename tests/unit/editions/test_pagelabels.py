"""Page labels: what is printed at the foot of a page is what a reader calls it."""

from __future__ import annotations

from publisher.editions.pagelabels import PageLabel, labels_of, ranges


def test_label_is_the_folio_printed() -> None:
    assert labels_of([("7", ""), ("8", "")]) == [PageLabel(7), PageLabel(8)]


def test_page_without_folio_takes_its_name_or_the_next_number() -> None:
    assert labels_of([("", "封面"), ("", ""), ("3", "")]) == [PageLabel(0, "封面"), PageLabel(2), PageLabel(3)]


def test_name_of_a_page_that_prints_a_folio_is_not_its_label() -> None:
    assert labels_of([("1", "封面")]) == [PageLabel(1)]


def test_labels_are_written_where_counting_does_not_go_on() -> None:
    labels = [PageLabel(0, "封面"), PageLabel(2), PageLabel(3), PageLabel(9)]
    assert [index for index, _ in ranges(labels)] == [0, 1, 3]


def test_name_is_written_as_utf_16() -> None:
    assert PageLabel(0, "封面").written() == "<< /P <FEFF5c019762> >>"
    assert PageLabel(4).written() == "<< /S /D /St 4 >>"
