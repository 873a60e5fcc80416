"""Who had a hand in an issue, and in what: takes an issue, gives its people with MARC relators, each named once.

Names come from bylines, editors' tags, picture credits, newspaper pages and the imprint. A credit that is not read to
its last character gives nobody: a name nobody is sure of is not claimed as a person's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from publisher.issue.article import Article
from publisher.issue.blocks import Figure, walk
from publisher.issue.credits import Byline
from publisher.issue.issue import Issue, Node, Section, Sheet
from publisher.issue.marks import HAN
from publisher.issue.relators import LONGEST_FIRST, TABLE, Relator, folded, post_at, relators

_DIVIDED = re.compile(r"[\s、，,；;：:/／|&＆]+")
_BULLETS = "□■◇◆●○◎▲△▼▽★☆▪▫"
_BRACKETED = re.compile(r"[（(【〔\[]([^（）()【】〔〕\[\]]*)[）)】〕\]]")
_SPREAD = re.compile(rf"(?<![{HAN}·])([{HAN}])[ \u3000]+([{HAN}])(?![{HAN}·])")
_OFFICE = re.compile(
    "(?:[部社局院会會室组組站厅廳馆馆館处處台臺报報网網团團队隊校所司厂廠库庫署委]|中心|公司|大学|大學|小学|小學|中学|中學|资料|資料|杂志|雜誌|本刊|工作者|编者|佚名)$"
)
_COMPOUND = (
    "欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|慕容|东方|東方|夏侯|尉迟|尉遲|皇甫|令狐|公孙|公孫|司徒|端木|西门|西門|南宫|南宮|轩辕|軒轅|"
    "长孙|長孫|宇文|独孤|獨孤|呼延|申屠|澹台|澹臺|淳于|闻人|聞人|百里|钟离|鍾離|东郭|東郭|万俟|萬俟|赫连|赫連"
)
_CHINESE_NAME = re.compile(rf"[{HAN}]{{2,3}}|(?:{_COMPOUND})[{HAN}]{{2}}")
# Of one character only these are a role without a space behind a name: 文 or 编 may be the end of the name.
_GLUED = frozenset("摄攝绘繪译譯撰")
_DOTTED_NAME = re.compile(rf"[{HAN}A-Z](?:[{HAN}A-Za-z.]*)(?:[·•‧・][{HAN}A-Za-z.]+)+")
_LATIN_NAME = re.compile(r"[A-Z][A-Za-zÀ-ÿ'’.-]*(?: [A-Z][A-Za-zÀ-ÿ'’.-]*)+")
# In a byline these are posts: the editor who signs a piece wrote it.
_POSTS_IN_A_BYLINE = frozenset((Relator.EDITOR, Relator.PROOFREADER, Relator.DESIGNER, Relator.COMPOSITOR))


@dataclass(frozen=True, slots=True)
class Contribution:
    """A name as printed, and what its bearer did."""

    name: str
    relator: Relator


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with everything the issue says they did, the first mention first; it may be an office that signs."""

    name: str
    relators: tuple[Relator, ...]


def people(issue: Issue) -> tuple[Person, ...]:
    """Return everybody named for the issue or for one of its articles: authors first, each name once."""
    found: dict[str, dict[Relator, None]] = {}
    said = [*(each for article in issue.articles() for each in contributions(article)), *_of_the_issue(issue)]
    said.sort(key=lambda each: each.relator is not Relator.AUTHOR)  # stable: otherwise as printed
    for each in said:
        found.setdefault(each.name, {})[each.relator] = None
    return tuple(Person(name, tuple(codes)) for name, codes in found.items())


def contributions(article: Article) -> tuple[Contribution, ...]:
    """Return who did what for one article, in the order of byline, pictures and editor's tag, without doubles."""
    found = [*signed(article.byline)] if article.byline else []
    for block in walk(article.blocks):
        if isinstance(block, Figure):
            found += credited(block.credit)
    if article.editor:
        found += credited(article.editor.text, Relator.EDITOR)
    return tuple(dict.fromkeys(found))


def signed(byline: Byline) -> Iterator[Contribution]:
    """Yield what a byline says: its names are the manifest's and beyond doubt, its role tells more than authorship.

    Where several people share several crafts, who did which is not said, and none of them is given one.
    """
    known = relators(byline.role)
    codes = [code for code in known or () if code not in _POSTS_IN_A_BYLINE]
    if not codes:
        names_a_thing = known == () and byline.role and not _is_post(byline.role)
        codes = [Relator.CONTRIBUTOR if names_a_thing else Relator.AUTHOR]
    if len(byline.names) > 1 and len(codes) > 1:
        codes = [Relator.AUTHOR if Relator.AUTHOR in codes else Relator.CONTRIBUTOR]
    for name in byline.names:
        yield from (Contribution(name, code) for code in codes)


def credited(text: str, usual: Relator | None = None) -> tuple[Contribution, ...]:
    """Return the people a credit names: 摄影：李四/王五, 张三 摄; none if any of it is not understood.

    Args:
        text: as printed.
        usual: what names without a role did, as the place of the credit tells; None where it tells nothing.
    """
    read = list(_words(text))
    words = [word for word in read if word is not None]
    if len(words) < len(read):
        return ()
    found: list[Contribution] = []
    for names, codes in _groups(words):
        given = codes if codes is not None else (usual,) if usual else ()
        found += [Contribution(name, code) for name in names for code in given]
    return tuple(dict.fromkeys(found))


def names_an_office(name: str) -> bool:
    """Say whether a name that signs is that of an office, a paper or a group and not of a person."""
    return bool(_OFFICE.search(name))


def _of_the_issue(issue: Issue) -> Iterator[Contribution]:
    yield from credited(issue.cover.credit)
    for sheet in _sheets(issue.contents):
        yield from (Contribution(name, Relator.EDITOR) for name in sheet.editors)
        yield from (Contribution(name, Relator.PROOFREADER) for name in sheet.proofreaders)
    for item in issue.imprint:
        codes = TABLE.get(folded("".join(item.label.split())), ())
        for code in codes or (None,):
            yield from credited(item.value, code)


def _sheets(nodes: Iterable[Node]) -> Iterator[Sheet]:
    for node in nodes:
        if isinstance(node, Sheet):
            yield node
        if isinstance(node, Section | Sheet):
            yield from _sheets(node.nodes)


@dataclass(frozen=True, slots=True)
class _Word:
    """A part of a credit: a name, or a role with its codes; brackets hold the role of the name before them."""

    text: str
    codes: tuple[Relator, ...] | None = None
    bracketed: bool = False


def _words(text: str) -> Iterator[_Word | None]:
    """Yield roles and names from left to right, None for what is neither; posts are passed over."""
    plain = _SPREAD.sub(_closed_up, text.strip().strip(_BULLETS).strip())
    whole = _BRACKETED.fullmatch(plain)
    plain = whole[1] if whole else plain
    end = 0
    for bracket in _BRACKETED.finditer(plain):
        yield from _run(plain[end : bracket.start()])
        codes = relators(bracket[1])
        yield _Word(bracket[1], codes, bracketed=True) if codes is not None else None
        end = bracket.end()
    yield from _run(plain[end:])


def _closed_up(match: re.Match[str]) -> str:
    spread = match[1] + match[2]
    return match[0] if match[1] in TABLE or match[2] in TABLE else spread


def _run(text: str) -> Iterator[_Word | None]:
    if _LATIN_NAME.fullmatch(text.strip()):
        yield _Word(text.strip())
        return
    for part in filter(None, _DIVIDED.split(text)):
        yield from _part(part)


def _part(part: str) -> Iterator[_Word | None]:
    """Yield the words of a part without spaces: a post before a name, a role before or behind it."""
    codes = relators(part)
    if codes is not None and not _is_post(part):
        yield _Word(part, codes)
        return
    rest = part[post_at(part) :]
    if not rest:
        return
    plain = folded(rest)
    glued = [word for word in LONGEST_FIRST if len(word) > 1 or word in _GLUED]
    before = next((word for word in glued if plain.startswith(word) and _is_name(rest[len(word) :])), "")
    behind = next((word for word in glued if plain.endswith(word) and _is_name(rest[: -len(word)])), "")
    if len(before) > 1:
        yield _Word(before, TABLE[before])
        yield _Word(rest[len(before) :])
    elif behind:
        yield _Word(rest[: -len(behind)])
        yield _Word(behind, TABLE[behind])
    else:
        yield _Word(rest) if _is_name(rest) else None


def _is_post(role: str) -> bool:
    words = [word for word in _DIVIDED.split(role) if word]
    return bool(words) and all(post_at(word) == len(word) for word in words)


def _is_name(text: str) -> bool:
    if _OFFICE.search(text) or folded(text) in TABLE:
        return False
    return bool(_CHINESE_NAME.fullmatch(text) or _DOTTED_NAME.fullmatch(text) or _LATIN_NAME.fullmatch(text))


def _groups(words: list[_Word]) -> Iterator[tuple[list[str], tuple[Relator, ...] | None]]:
    """Yield names with the codes of their role: that behind them if the credit begins with a name, else that before."""
    names_lead = bool(words) and words[0].codes is None
    names: list[str] = []
    codes: tuple[Relator, ...] | None = None
    for index, word in enumerate(words):
        if word.bracketed and names:
            yield names[-1:], word.codes
            names = names[:-1]
        elif word.codes is None:
            if names_lead and codes is not None:
                yield names, codes
                names, codes = [], None
            names.append(word.text)
        else:
            if not names_lead and names:
                yield names, codes
                names, codes = [], None
            is_first = index == 0 or words[index - 1].codes is None
            codes = word.codes if is_first or codes is None else (*codes, *word.codes)
    yield names, codes
