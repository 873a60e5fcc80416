"""The house rules, read from the code itself: who imports whom, how long things are, what each code and verb has.

It parses the checkout's files and imports only the message catalogues and the command line. It builds nothing.
"""

from __future__ import annotations

import ast
import contextlib
import importlib
import io
import pkgutil
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import metadata
from pathlib import Path
from string import Formatter

import pytest
from importlinter import cli as import_linter

from publisher import cli, house, problems
from publisher.cli.arguments import Verb, parse
from publisher.cli.main import VERBS, verb_of
from publisher.copydesk import draft
from publisher.copydesk.contents.disagreements import CODE as CONTENTS_DISAGREE
from publisher.copydesk.conversion.reader import CODES as OF_CONVERSION
from publisher.copydesk.rules import RULES

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "publisher"
LANGUAGES = ("zh", "en")

Finding = tuple[int, str]

# The table "Who may import whom". A room missing from the checkout is a room not yet built.
FLOOR = {"problems", "house", "version"}
ROOMS = {"manifest", "sources", "copydesk", "typesetting", "composer", "editions", "proof", "shelf", "press"}
MAY_IMPORT = {
    "version": set[str](),
    "problems": set[str](),
    "house": {"problems"},
    "lexicon": set[str](),
    "scripts": set[str](),
    "issue": FLOOR,
    "manifest": FLOOR | {"issue"},
    "sources": FLOOR | {"issue"},
    "copydesk": FLOOR | {"issue", "lexicon", "scripts"},
    "typesetting": FLOOR | {"issue", "lexicon"},
    "composer": FLOOR | {"issue"},
    "editions": FLOOR | {"issue", "typesetting", "composer"},
    "proof": FLOOR | {"issue"},
    "shelf": FLOOR | {"issue"},
    "press": {"problems"},
    "doctor": FLOOR | {"proof"},
    "production": FLOOR | ROOMS | {"issue", "doctor"},
    "front": FLOOR | {"issue", "production"},
    "cli": FLOOR | {"production", "proof.report"},
}
# Where a third party may be imported: module prefixes, dots included.
CONFINED = {
    "yaml": ("publisher.manifest",),
    "pydantic": ("publisher.manifest",),
    "jinja2": ("publisher.typesetting",),
    "marisa_trie": ("publisher.scripts",),
    "opencc": ("publisher.lexicon", "publisher.scripts"),
    "ebooklib": ("publisher.editions.epub",),
    "PIL": (
        "publisher.typesetting.pictures.raster",
        "publisher.editions.pdf.inks",
        "publisher.editions.photograph",
        "publisher.proof.scans",
        "publisher.proof.readback.pixels",
    ),
    "pikepdf": ("publisher.editions.pdf", "publisher.proof.pdf", "publisher.proof.readback", "publisher.shelf"),
    "pypdf": ("publisher.proof.typography.reading",),
    "pypdfium2": ("publisher.editions.photograph",),
    "segno": ("publisher.typesetting.symbols",),
    "weasyprint": ("publisher.editions.renderer", "publisher.editions.resolution", "publisher.composer.weasy"),
}
# What only House may ask the machine.
OUTSIDE = {
    "os.environ",
    "os.getenv",
    "os.getcwd",
    "shutil.which",
    "Path.cwd",
    "Path.home",
    "datetime.now",
    "datetime.today",
    "date.today",
    "time.time",
    "tempfile.gettempdir",
}
MODULE_LINES = 400
FUNCTION_LINES = 50
VAGUE_NAMES = {
    "util",
    "utils",
    "helper",
    "helpers",
    "manager",
    "managers",
    "common",
    "misc",
    "core",
    "models",
    "services",
}
UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")
TYPE_IGNORE = r"type:\s*ignore(?:\[[^\]]*\])?"
NOQA = r"noqa(?::\s*[A-Z]+\d+(?:[,\s]+[A-Z]+\d+)*)?"
SILENCED = re.compile(rf"#\s*(?:{TYPE_IGNORE}|{NOQA})(?P<reason>.*)$")
HOME_FOLDER = re.compile(r"(?<![\w.}])/(?:home|root|Users)/[A-Za-z]\w*")
CODE = re.compile(r"[a-z]+/[a-z0-9]+(?:-[a-z0-9]+)*")
WRITTEN_BY_HAND = {".py", ".md", ".toml", ".yaml", ".yml", ".json", ".css", ".j2", ".txt", ".sh", ""}


# --- reading the checkout ------------------------------------------------------------


def python_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.py") if "__pycache__" not in path.parts)


def house_files() -> list[Path]:
    """Return every text file we write; extracted sources and what tests compare with are somebody else's words."""
    folders = [ROOT / name for name in ("publisher", "styles", "tests", "docs", ".ci", "manifests")]
    inside = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    quoted = [path for path in inside if {"__pycache__", "in", "golden"} & set(path.parts)]
    quoted += (ROOT / "manifests").glob("*/sources/**/*")
    beside = [path for path in ROOT.iterdir() if path.is_file() and path.name != "LICENSE"]
    return sorted(path for path in {*inside, *beside} - {*quoted} if path.suffix in WRITTEN_BY_HAND)


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield line and full dotted name of everything imported; `from a import b` counts as `a.b`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def assert_nothing_found(rule: Callable[[Path], list[Finding]], files: Iterable[Path]) -> None:
    """Fail with `file:line: what` for everything a rule finds in the files."""
    lines = [f"{path.relative_to(ROOT)}:{line}: {what}" for path in files for line, what in rule(path)]
    assert not lines, "\n".join(["", *lines])


# --- what each rule finds in one file: pure, so the rules themselves can be tested ---


def trespasses(module: str, tree: ast.AST) -> list[Finding]:
    """Return the imports of a module that its room may not make."""
    room = module.split(".")[1] if "." in module else ""
    if room in {"", "__main__"}:
        return []
    allowed = MAY_IMPORT[room] | {room}
    found = []
    for line, name in imports(tree):
        if name.split(".")[0] != "publisher":
            continue
        target = ".".join(name.split(".")[1:])
        if target == "__version__":
            continue
        if not any(f"{target}.".startswith(f"{permitted}.") for permitted in allowed):
            found.append((line, f"{module} may not import {name}"))
    return found


def strayed_libraries(module: str, tree: ast.AST) -> list[Finding]:
    """Return the imports of confined third parties outside their rooms."""
    found = []
    for line, name in imports(tree):
        homes = CONFINED.get(name.split(".")[0])
        if homes and not any(f"{module}.".startswith(f"{home}.") for home in homes):
            found.append((line, f"{module} may not import {name}; it belongs to {', '.join(homes)}"))
    return found


def outside_doors(tree: ast.AST) -> list[Finding]:
    """Return where code asks the machine for what House should tell it."""
    return [
        (node.lineno, f"{dotted(node)} is House's to ask")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and dotted(node) in OUTSIDE
    ]


def overlong(text: str) -> list[Finding]:
    lines = len(text.splitlines())
    return [(lines, f"{lines} lines, {MODULE_LINES} are the most")] if lines > MODULE_LINES else []


def long_functions(tree: ast.AST) -> list[Finding]:
    sizes = ((node, (node.end_lineno or node.lineno) - node.lineno + 1) for node in functions(tree))
    return [
        (node.lineno, f"{node.name}: {size} lines, {FUNCTION_LINES} are the most")
        for node, size in sizes
        if size > FUNCTION_LINES
    ]


def idle_tests(tree: ast.AST) -> list[Finding]:
    """Return the test functions that assert nothing."""
    return [
        (node.lineno, f"{node.name} asserts nothing")
        for node in functions(tree)
        if node.name.startswith("test_") and not any(_asserts(inner) for inner in ast.walk(node))
    ]


def _asserts(node: ast.AST) -> bool:
    if isinstance(node, ast.Assert):
        return True
    if not isinstance(node, ast.Call):
        return False
    name = dotted(node.func).rpartition(".")[2]
    return name in {"raises", "warns", "fail"} or name.startswith(("assert", "check", "expect", "must"))


def sleeps(tree: ast.AST) -> list[Finding]:
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return [(call.lineno, "a test sleeps") for call in calls if dotted(call.func).rpartition(".")[2] == "sleep"]


def unreasoned(text: str) -> list[Finding]:
    """Return the lines that silence a checker and do not say why."""
    matches = ((number, SILENCED.search(line)) for number, line in enumerate(text.splitlines(), 1))
    return [
        (number, "say why the checker is silenced")
        for number, match in matches
        if match and not match["reason"].strip(" #—-:")
    ]


def codes_named(tree: ast.AST, rooms: set[str]) -> set[str]:
    """Return the string constants that look like a problem code of one of the rooms."""
    texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return {text for text in texts if CODE.fullmatch(text) and text.partition("/")[0] in rooms}


# --- layers and libraries ------------------------------------------------------------


def test_import_contracts_of_pyproject_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(sys, "path", list(sys.path))
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        status = import_linter.lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True)
    assert status == import_linter.EXIT_STATUS_SUCCESS, printed.getvalue()


def test_each_room_imports_only_what_the_table_allows() -> None:
    assert_nothing_found(lambda path: trespasses(module_name(path), parsed(path)), python_files(PACKAGE))


def test_every_room_stands_in_the_table() -> None:
    rooms = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}
    assert rooms - {"__init__", "__main__"} <= MAY_IMPORT.keys()


def test_third_parties_stay_in_their_rooms() -> None:
    assert_nothing_found(lambda path: strayed_libraries(module_name(path), parsed(path)), python_files(PACKAGE))


def test_only_house_asks_the_machine() -> None:
    others = [path for path in python_files(PACKAGE) if not path.is_relative_to(PACKAGE / "house")]
    assert_nothing_found(lambda path: outside_doors(parsed(path)), others)


def test_floor_needs_the_standard_library_only() -> None:
    floor = [PACKAGE / "problems.py", *python_files(PACKAGE / "house"), *python_files(PACKAGE / "issue")]
    named = {(path.name, name.split(".")[0]) for path in floor for _, name in imports(parsed(path))}
    assert not {(file, name) for file, name in named if name not in sys.stdlib_module_names | {"publisher"}}


def test_every_library_imported_is_declared_and_every_declared_one_is_imported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    runtime, dev = (
        {distribution(requirement) for requirement in requirements}
        for requirements in (project["dependencies"], project["optional-dependencies"]["dev"])
    )
    used, tested = third_parties(PACKAGE), third_parties(ROOT / "tests") | third_parties(ROOT / "manifests")
    assert used == runtime
    assert tested <= runtime | dev


def test_every_requirement_is_pinned_once_and_names_no_place() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    names = [distribution(pin) for pin in pins]
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", pin) for pin in pins)
    assert len(set(names)) == len(names)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {distribution(line) for line in (*project["dependencies"], *project["optional-dependencies"]["dev"])} <= set(
        names
    )


def distribution(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0].lower().replace("_", "-").replace(".", "-")


def third_parties(folder: Path) -> set[str]:
    """Return the distributions the files of a folder import, the standard library and our own packages left out."""
    providers = metadata.packages_distributions()
    names = {name.split(".")[0] for path in python_files(folder) for _, name in imports(parsed(path))}
    foreign = names - sys.stdlib_module_names - {"publisher", "tests", "__future__"}
    local = {path.stem for path in python_files(folder)}
    return {distribution(providers[name][0]) if name in providers else name for name in foreign - local}


# --- shape and names -----------------------------------------------------------------


def test_no_module_is_longer_than_the_ceiling() -> None:
    assert_nothing_found(lambda path: overlong(path.read_text(encoding="utf-8")), python_files(PACKAGE))


def test_no_function_is_longer_than_a_screen() -> None:
    assert_nothing_found(lambda path: long_functions(parsed(path)), python_files(PACKAGE))


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert not [str(path) for path in PACKAGE.rglob("*") if path.stem.strip("_") in VAGUE_NAMES]


def test_every_module_opens_with_what_it_is_for() -> None:
    assert not [str(path) for path in python_files(PACKAGE) if not ast.get_docstring(parsed(path))]


def test_every_test_asserts() -> None:
    assert_nothing_found(lambda path: idle_tests(parsed(path)), python_files(ROOT / "tests"))


def test_no_test_sleeps() -> None:
    assert_nothing_found(lambda path: sleeps(parsed(path)), python_files(ROOT / "tests"))


def test_a_silenced_checker_says_why() -> None:
    files = [*python_files(PACKAGE), *python_files(ROOT / "tests")]
    assert_nothing_found(lambda path: unreasoned(path.read_text(encoding="utf-8")), files)


def test_nothing_is_left_unfinished() -> None:
    assert_nothing_found(lambda path: lines_with(UNFINISHED, path), house_files())


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    assert_nothing_found(lambda path: lines_with(HOME_FOLDER, path), house_files())


def lines_with(pattern: re.Pattern[str], path: Path) -> list[Finding]:
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    return [(number, line.strip()[:80]) for number, line in lines if pattern.search(line)]


# --- problem codes and commands ------------------------------------------------------


def codes_in_package() -> set[str]:
    rooms = {code.partition("/")[0] for lang in LANGUAGES for code in problems.catalogue(lang)}
    rooms |= MAY_IMPORT.keys() | {"editor"}
    return {code for path in python_files(PACKAGE) for code in codes_named(parsed(path), rooms)}


def codes_of_the_ledger() -> set[str]:
    """Return what corrections and queries are filed under: rules, what rules ask, and decisions of the editor."""
    rules = {code for rule in RULES for code in (rule.code, *rule.asks)}
    rules |= {*draft.CODES, CONTENTS_DISAGREE, *OF_CONVERSION}
    return rules | {code for code in codes_in_package() if code.startswith("editor/")}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_used_stands_in_the_catalogue(lang: str) -> None:
    used = codes_in_package() - codes_of_the_ledger()
    assert used
    assert used <= problems.catalogue(lang).keys()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_of_the_catalogue_is_used(lang: str) -> None:
    assert problems.catalogue(lang).keys() <= codes_in_package()


def test_both_languages_say_the_same_about_the_same_values() -> None:
    chinese, english = (problems.catalogue(lang) for lang in LANGUAGES)
    assert chinese.keys() == english.keys()
    differing = [code for code, entry in chinese.items() if placeholders(entry) != placeholders(english[code])]
    assert not differing


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_message_says_something_and_what_to_do(lang: str) -> None:
    entries = problems.catalogue(lang).items()
    assert not [
        code for code, entry in entries if not entry.get("message", "").strip() or not entry.get("hint", "").strip()
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_has_an_explain_page(lang: str) -> None:
    codes = problems.catalogue(lang).keys() | codes_of_the_ledger()
    assert not [code for code in sorted(codes) if not house.explain_page(code, lang)]


def test_every_explain_page_is_about_a_code_in_use_and_exists_in_both_languages() -> None:
    chinese, english = (set(house.explained_codes(lang)) for lang in LANGUAGES)
    rooms = {code.partition("/")[0] for code in chinese}
    named = {code for path in python_files(PACKAGE) for code in codes_named(parsed(path), rooms)}
    assert chinese == english
    assert not chinese - named


@cache
def verbs() -> tuple[Verb, ...]:
    """Return every verb the modules of the command line define."""
    modules = [importlib.import_module(f"publisher.cli.{info.name}") for info in pkgutil.iter_modules(cli.__path__)]
    return tuple(
        {value.name: value for module in modules for value in vars(module).values() if isinstance(value, Verb)}.values()
    )


def test_every_verb_has_a_section_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert sorted(VERBS) == sorted(verb.name for verb in verbs())
    assert not [name for name in VERBS if not re.search(rf"^#{{2,4}} +`?(?:reissue +)?{name}\b", readme, re.MULTILINE)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_help_of_every_verb_shows_two_examples(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    for name in VERBS:
        with pytest.raises(SystemExit):
            parse([name, "--help"], VERBS, verb_of, lang)
        examples = re.findall(rf"^ +reissue (?:-\S+ +\S+ +)*{name}\b", capsys.readouterr().out, re.MULTILINE)
        assert len(examples) >= 2, name


def placeholders(entry: dict[str, str]) -> set[str]:
    return {name for text in entry.values() for _, name, _, _ in Formatter().parse(text) if name}


# --- the rules themselves can fail ---------------------------------------------------


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("publisher.issue.article", "from publisher.manifest import reader"),
        ("publisher.editions.epub", "import publisher.copydesk.desk"),
        ("publisher.proof.report", "from publisher import editions"),
        ("publisher.press.cache", "from publisher.house import House"),
        ("publisher.cli.build", "from publisher.proof import collation"),
        ("publisher.sources.text", "import publisher"),
    ],
)
def test_import_against_the_table_is_found(module: str, source: str) -> None:
    assert trespasses(module, ast.parse(source))


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("publisher.editions.epub", "from publisher.typesetting.pages import Pages"),
        ("publisher.cli.collate", "from publisher.proof.report import as_text"),
        ("publisher.cli.main", "from publisher import __version__, production"),
        ("publisher.press.cache", "import hashlib"),
    ],
)
def test_import_within_the_table_is_let_through(module: str, source: str) -> None:
    assert not trespasses(module, ast.parse(source))


def test_library_out_of_its_room_is_found() -> None:
    source = ast.parse("import yaml\nfrom weasyprint.text import ffi")
    assert [line for line, _ in strayed_libraries("publisher.sources.marked", source)] == [1, 2]
    assert [line for line, _ in strayed_libraries("publisher.composer.weasy", source)] == [1]


@pytest.mark.parametrize(
    "source",
    ["import os\nos.environ['A']", "from datetime import datetime\nx = datetime.now(UTC)", "shutil.which('java')"],
)
def test_question_to_the_machine_is_found(source: str) -> None:
    assert outside_doors(ast.parse(source))


def test_long_function_is_found() -> None:
    body = "\n".join(["    x = 1"] * FUNCTION_LINES)
    assert long_functions(ast.parse(f"def f():\n{body}\n"))
    assert not long_functions(ast.parse("def f():\n    x = 1\n"))


def test_test_without_assertion_is_found() -> None:
    assert idle_tests(ast.parse("def test_a():\n    build()\n"))
    assert not idle_tests(ast.parse("def test_a():\n    with pytest.raises(ValueError):\n        build()\n"))


def test_silence_without_reason_is_found() -> None:
    silence = "# type: " + "ignore[arg-type]"
    assert unreasoned(f"f(x)  {silence}\n")
    assert not unreasoned(f"f(x)  {silence}  # the library says str and means bytes\n")
