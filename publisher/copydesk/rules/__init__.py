"""The rules of the copydesk, in the order in which they run: first what is not text, then the words, then the seams."""

from __future__ import annotations

from publisher.copydesk.rule import Rule
from publisher.copydesk.rules import (
    barcode,
    caption_credit,
    converter_mark,
    doubled_title,
    edge_space,
    editor_tag,
    fullwidth_marks,
    hard_wrap,
    jump_line,
    latin_seam,
    letter_spacing,
    mark_space,
    number_space,
    open_line,
    padded_name,
    qr_prompt,
    running_head,
    turned_title,
)

RULES: tuple[Rule, ...] = (
    converter_mark.RULE,
    barcode.RULE,
    qr_prompt.RULE,
    running_head.RULE,
    jump_line.RULE,
    editor_tag.RULE,
    caption_credit.RULE,
    doubled_title.RULE,
    edge_space.RULE,
    letter_spacing.RULE,
    fullwidth_marks.RULE,
    number_space.RULE,
    mark_space.RULE,
    padded_name.RULE,
    hard_wrap.RULE,
    open_line.RULE,
    turned_title.RULE,
    latin_seam.RULE,
)
