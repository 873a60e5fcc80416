"""The attacks and the tests that show them refused: one row each, from the sample to the tests' names.

A test is named `file::function`, below tests/; `file::function[part` names those of its cases whose id begins so. Who
adds a test against an attack adds it here; `test_table` holds that every row has tests and that they exist.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attack:
    """One row: what is tried, what must happen, where it is let in or would be, and the tests."""

    number: int
    sample: str
    outcome: str
    doors: str
    tests: tuple[str, ...]


ATTACKS = (
    Attack(
        1,
        "`!!python/object/apply:os.system` in a manifest",
        "a problem with file and line",
        "manifest, periodical.yaml, style.yaml, labels, front matter: one reader",
        (
            "attacks/test_words.py::test_attack_on_the_reader_is_a_problem_at_its_line[01",
            "unit/manifest/test_reader.py::test_form_is_checked",
            "test_problems.py::test_case_says_what_is_expected[manifest/tag",
        ),
    ),
    Attack(
        2,
        "bomb of aliases, nine levels of ten",
        "refused before anything unfolds",
        "as 1",
        (
            "attacks/test_words.py::test_attack_on_the_reader_is_a_problem_at_its_line[02",
            "unit/manifest/test_reader.py::test_aliases_are_refused_before_they_unfold",
            "test_problems.py::test_case_says_what_is_expected[manifest/alias",
        ),
    ),
    Attack(
        3,
        "a key twice, `issue: 010`, `lang: no`",
        "a problem, or kept as text",
        "as 1",
        (
            "attacks/test_words.py::test_attack_on_the_reader_is_a_problem_at_its_line[03",
            "unit/manifest/test_reader.py::test_plain_scalars_stay_text",
            "test_problems.py::test_case_says_what_is_expected[manifest/duplicate-key",
        ),
    ),
    Attack(
        4,
        "5000 open brackets; 50 MB of YAML",
        "a problem, no traceback",
        "as 1",
        (
            "attacks/test_words.py::test_attack_on_the_reader_is_a_problem_at_its_line[04",
            "unit/manifest/test_reader.py::test_depth_is_limited",
            "unit/manifest/test_reader.py::test_a_large_file_is_refused_unread",
        ),
    ),
    Attack(
        5,
        "`../../etc/passwd`, an absolute path, `%2e%2e`, a link out, NUL, a backslash",
        "refused before reading",
        "sources, pictures, articles, print profile; styles; pictures of articles",
        (
            "unit/manifest/test_resolve.py::test_suspicious_names_are_refused",
            "unit/manifest/test_resolve.py::test_a_link_out_of_the_folder_is_refused",
            "unit/manifest/test_style_folders.py::test_links_are_not_followed",
            "unit/manifest/test_style_folders.py::test_a_name_that_leads_elsewhere_is_no_style",
            "unit/sources/test_marked.py::test_what_cannot_be_set_is_a_problem",
            "unit/typesetting/test_pictures.py::test_picture_outside_the_periodical_is_refused_unread",
            "unit/typesetting/test_templates.py::test_a_wrong_template_is_a_problem_at_its_line",
            "unit/test_jail.py::test_locked_process_may_not",
        ),
    ),
    Attack(
        6,
        "`<link rel=attachment href=file:///etc/passwd>`, `<a rel=attachment>`",
        "the build fails, nothing is read",
        "layout",
        ("attacks/test_layout.py::test_address_outside_the_job_stops_the_edition[06",),
    ),
    Attack(
        7,
        "pictures at http:, ftp:, file://host/, data: above 4 MB",
        "the build fails, nobody is connected to (no redirect can be: nothing is ever fetched)",
        "layout; the whole build",
        (
            "attacks/test_layout.py::test_address_outside_the_job_stops_the_edition[07",
            "attacks/test_network.py::test_build_opens_no_socket",
            "unit/test_jail.py::test_locked_process_may_not",
        ),
    ),
    Attack(
        8,
        "`@import`, `@font-face`, `background: url()` that lead out",
        "the build fails",
        "layout; the one-file edition",
        (
            "attacks/test_layout.py::test_address_outside_the_job_stops_the_edition[08",
            "unit/typesetting/test_drawings.py::test_what_would_run_or_fetch_is_refused_by_name",
        ),
    ),
    Attack(
        9,
        "a drawing with `<image href=file:///etc/passwd>`",
        "refused by name; where it came to layout all the same, the build fails",
        "drawings; layout",
        (
            "attacks/test_layout.py::test_picture_inside_an_svg_from_outside_stops_the_edition",
            "unit/typesetting/test_drawings.py::test_what_would_run_or_fetch_is_refused_by_name",
        ),
    ),
    Attack(
        10,
        "a drawing with script, onload, foreign `use`, foreignObject",
        "refused by name before any edition",
        "drawings",
        (
            "unit/typesetting/test_drawings.py::test_what_would_run_or_fetch_is_refused_by_name",
            "unit/typesetting/test_drawings.py::test_what_a_program_notes_for_itself_goes",
        ),
    ),
    Attack(
        11,
        "XML with an entity of a file, billion laughs",
        "refused while it is read",
        "drawings; pages of a foreign EPUB; XMP of a foreign PDF",
        (
            "unit/typesetting/test_drawings.py::test_bombs_of_xml_are_refused",
            "unit/typesetting/test_drawings.py::test_embedded_bomb_is_refused",
            "unit/proof/test_difference_files.py::test_a_page_that_is_no_honest_page_is_refused",
        ),
    ),
    Attack(
        12,
        'a title of `<script>`, `"><img onerror>`, `]]>`',
        "printed as it stands in pages, package, nav, NCX, record, Info and XMP; EPUBCheck finds nothing (no OPDS yet)",
        "all texts of a manifest",
        (
            "rendered/test_hostile_words.py::test_validator_has_nothing_to_mend",
            "rendered/test_hostile_words.py::test_every_word_is_text_and_none_is_markup_or_template",
            "rendered/test_hostile_words.py::test_titles_stand_in_menu_and_metadata_as_they_are",
            "rendered/test_hostile_words.py::test_record_is_json_that_no_script_could_end",
            "attacks/test_words.py::test_hostile_title_is_words_in_the_metadata_of_a_pdf",
            "attacks/test_words.py::test_packet_holds_hostile_words_as_they_are",
        ),
    ),
    Attack(
        13,
        "`{{ x }}` in a template called page.xhtml.j2",
        "escaped",
        "templates",
        ("unit/typesetting/test_templates.py::test_text_is_escaped_and_never_a_template",),
    ),
    Attack(
        14,
        "`{{ ''.__class__ }}` in the text of an article",
        "printed as it stands: text is never a template",
        "all texts",
        (
            "unit/typesetting/test_templates.py::test_text_is_escaped_and_never_a_template",
            "rendered/test_hostile_words.py::test_every_word_is_text_and_none_is_markup_or_template",
        ),
    ),
    Attack(
        15,
        "Markdown with HTML, `javascript:`, `data:text/html`, pictures at `file:`",
        "plain words",
        "articles of ours",
        (
            "attacks/test_words.py::test_markdown_makes_no_markup_and_no_link_of_it",
            "unit/sources/test_marked.py::test_data_pictures_are_plain_text",
            "test_problems.py::test_case_says_what_is_expected[manifest/markdown-html",
        ),
    ),
    Attack(
        16,
        "a PNG of 12000 × 12000 in 17 kB, a wrong suffix, half a file, CMYK, frames, a thousand scans",
        "a problem before layout, or the picture put right, in a locked process",
        "pictures, cover, house pages, pictures in drawings",
        (
            "unit/typesetting/test_pictures.py::test_picture_of_too_many_pixels_is_refused",
            "unit/typesetting/test_pictures.py::test_what_a_picture_is_is_told_by_its_bytes",
            "unit/typesetting/test_pictures.py::test_truncated_picture_is_refused_whatever_was_imported",
            "unit/typesetting/test_pictures.py::test_colours_of_print_become_those_of_the_screen",
            "unit/typesetting/test_pictures.py::test_picture_of_several_frames_is_refused",
            "unit/typesetting/test_pictures.py::test_jpeg_of_a_thousand_scans_is_refused",
            "unit/typesetting/test_pictures.py::test_words_that_swell_in_a_png_are_refused",
            "unit/typesetting/test_pictures.py::test_file_of_more_than_fifty_megabytes_is_refused_with_its_size",
            "unit/typesetting/test_darkroom.py::test_picture_that_takes_too_long_is_refused",
            "unit/typesetting/test_darkroom.py::test_picture_that_takes_too_much_memory_is_refused",
            "unit/typesetting/test_darkroom.py::test_picture_that_kills_the_process_is_refused",
        ),
    ),
    Attack(
        17,
        "colspan=100000, font-size: 1e9px, 3000 nested elements, a page of a millimetre, templates without end",
        "stopped in time with a clear message",
        "templates and style sheets of a style; no text can ask for any of it",
        (
            "attacks/test_layout.py::test_page_nobody_could_lay_out_is_told_in_time",
            "attacks/test_layout.py::test_page_that_is_odd_is_laid_out",
            "unit/editions/test_pdf_layout.py::test_layout_that_takes_too_long_is_stopped",
            "unit/editions/test_pdf_layout.py::test_layout_that_takes_too_much_memory_is_stopped",
            "unit/typesetting/test_templates.py::test_a_wrong_template_is_a_problem_at_its_line",
            "test_problems.py::test_case_says_what_is_expected[manifest/markdown-too-deep",
        ),
    ),
    Attack(
        18,
        "an EPUB with `../`, absolute and backslash names, one name twice, 1000:1, encrypted, no mimetype first",
        "refused; nothing is ever unpacked to disk",
        "diff and proof; nothing else takes an EPUB",
        (
            "unit/proof/test_difference_files.py::test_a_name_that_leads_out_is_refused",
            "unit/proof/test_difference_files.py::test_a_name_with_a_zero_byte_is_refused",
            "unit/proof/test_difference_files.py::test_one_name_twice_is_refused",
            "unit/proof/test_difference_files.py::test_a_member_that_packs_a_thousand_to_one_is_refused",
            "unit/proof/test_difference_files.py::test_a_member_that_lies_about_its_size_is_refused",
            "unit/proof/test_difference_files.py::test_too_many_members_are_refused",
            "unit/proof/test_difference_files.py::test_an_encrypted_member_is_refused",
            "unit/proof/test_difference_files.py::test_what_is_no_epub_is_refused",
        ),
    ),
    Attack(
        19,
        "`../../x`, `-rf`, `CON`, a turned name, 200 characters, a new line as a file's name",
        "ids of plain ASCII name every file we write; other names are refused or never written",
        "ids; pictures; files of an archive copy",
        (
            "attacks/test_words.py::test_id_that_would_make_a_bad_file_name_is_refused",
            "unit/manifest/test_resolve.py::test_issue_ids",
            "unit/typesetting/test_pictures.py::test_odd_file_names_become_plain_ones",
            "unit/typesetting/test_pictures.py::test_names_no_file_can_have_are_problems",
            "unit/issue/test_enclosure.py::test_names_that_lead_elsewhere_or_hide_something_are_not",
            "unit/issue/test_enclosure.py::test_stored_names_are_safe_and_apart_whatever_the_paths",
            "rendered/test_hostile_words.py::test_every_id_is_used_once_and_every_name_in_the_book_is_plain",
        ),
    ),
    Attack(
        20,
        "control characters, lone surrogates, U+FFFE; marks that turn or hide words",
        "a problem with its place; what XML allows is printed and told; no message steers a terminal",
        "manifest, sources, articles; file names in messages",
        (
            "attacks/test_words.py::test_characters_that_turn_or_hide_others_are_told",
            "attacks/test_words.py::test_message_never_steers_a_terminal",
            "unit/sources/test_plain.py::test_characters_no_page_can_print_are_refused",
            "unit/sources/test_plain.py::test_lone_surrogates_are_damage",
            "unit/manifest/test_reader.py::test_a_lone_surrogate_is_refused",
            "unit/manifest/test_reader.py::test_a_nul_is_a_control_character",
            "rendered/test_hostile_words.py::test_character_that_no_book_can_hold_stops_at_its_line",
            "test_problems.py::test_case_says_what_is_expected[manifest/control-character",
        ),
    ),
    Attack(
        21,
        "two articles of one id",
        "a problem that names both places",
        "manifest",
        (
            "attacks/test_words.py::test_attack_on_the_reader_is_a_problem_at_its_line[21",
            "test_problems.py::test_case_says_what_is_expected[manifest/duplicate-id",
        ),
    ),
    Attack(
        22,
        "a picture that is not there",
        "the build fails",
        "manifest and articles; layout",
        (
            "unit/typesetting/test_pictures.py::test_missing_picture_is_a_problem_that_names_picture_and_article",
            "attacks/test_layout.py::test_address_outside_the_job_stops_the_edition[22",
            "test_problems.py::test_case_says_what_is_expected[manifest/missing-file",
        ),
    ),
    Attack(
        23,
        "an attachment whose name is a path or holds line ends",
        "written under a plain name; refused when read back",
        "files of an archive copy; extract",
        (
            "unit/issue/test_enclosure.py::test_stored_names_are_safe_and_apart_whatever_the_paths",
            "unit/shelf/test_opening.py::test_name_that_leads_elsewhere_is_refused",
            "unit/shelf/test_opening.py::test_two_names_for_one_place_are_refused",
            "unit/shelf/test_opening.py::test_path_of_a_record_that_leads_elsewhere_is_refused",
        ),
    ),
)
