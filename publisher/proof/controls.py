"""What stands around the text on a collation's page: bar, contents, filters, answers, the table of keys.

Takes a collation and a language, gives HTML; what happens when somebody presses a key is the script's business. It
knows no rows.
"""

from __future__ import annotations

from publisher.house import explain_page
from publisher.issue.corrections import Author
from publisher.proof.collation import Collation
from publisher.proof.markup import Html, element, joined
from publisher.proof.words import word

SMALL = {"section", "sheet", "cover", "imprint", "drops"}
_KEYS = {
    "n": "n", "p": "p", "j": "j", "k": "k", "a r x": "answer", "f": "f", "s": "s", "Esc": "esc", "?": "help",
}  # fmt: skip


def bar(collation: Collation, lang: str, *, has_scans: bool) -> Html:
    """Return the bar: title, the two walks, what opens and closes."""
    scan = element("button", word("scan", lang), type="button", data_key="s", id="show-scan", aria_pressed="false")
    filters = element("button", word("filters", lang), type="button", data_key="f", id="show-rail", aria_pressed="true")
    return element(
        "header",
        filters,
        element("h1", collation.title),
        element("span", collation.issue, class_="badge"),
        element("span", class_="grow"),
        _walk("query", word("queries", lang), "p", "n", lang),
        _walk("mark", word("corrections", lang), "k", "j", lang),
        scan if has_scans else Html(),
        element("button", "?", type="button", data_key="?", title=word("help", lang), aria_label=word("help", lang)),
        class_="bar",
    )


def rail(collation: Collation, lang: str) -> Html:
    """Return the column at the left: contents, answers once there are some, filters."""
    answers = element(
        "section",
        element("h2", word("answers", lang)),
        element("textarea", readonly=True, aria_label=word("answers", lang)),
        element("p", word("answers-hint", lang)),
        element("button", word("copy", lang), type="button"),
        id="answers",
        hidden=True,
    )
    contents = element(
        "nav",
        element("h2", word("contents", lang)),
        element("ol", *_links(collation, lang)),
        aria_label=word("contents", lang),
    )
    return element(
        "aside", contents, answers, _filter(collation, lang), class_="rail", aria_label=word("filters", lang)
    )


def help_dialog(lang: str) -> Html:
    """Return the table of keys."""
    keys = (
        joined(
            element("dt", *(joined(element("kbd", key), " ") for key in pressed.split())),
            element("dd", word(f"key-{name}", lang)),
        )
        for pressed, name in _KEYS.items()
    )
    head, close = element("h2", word("help", lang)), element("button", word("close", lang))
    return element("dialog", element("form", head, element("dl", *keys), close, method="dialog"), id="help")


def short_page(code: str, lang: str) -> str:
    """Return what the explain page of a rule says first, its code marks taken off."""
    return (explain_page(code, lang) or "").partition("\n")[0].replace("`", "")


def _walk(name: str, what: str, back: str, on: str, lang: str) -> Html:
    def button(key: str, sign: str, direction: str) -> Html:
        said = f"{what}: {word(direction, lang)} ({key})"
        return element("button", sign, type="button", data_key=key, title=said, aria_label=said)

    return element(
        "div",
        element("span", what),
        button(back, "‹", "previous"),
        element("output", "–", id=f"at-{name}"),
        button(on, "›", "next"),
        class_="walk",
    )


def _links(collation: Collation, lang: str) -> list[Html]:
    asked = {query.id for query in collation.open_queries}
    links = []
    for column in collation.columns:
        waiting = len({name for row in column.rows for name in row.queries} & asked)
        badge = element("span", f"{waiting}?", class_="badge ask") if waiting else Html()
        name = element("span", word(f"column-{column.kind}", lang, title=column.title), class_="name")
        links.append(
            element(
                "li",
                element("a", name, badge, href=f"#{column.id}"),
                class_="part" if column.kind in SMALL else "whole",
            )
        )
    about = element("a", element("span", word("accounts", lang), class_="name"), href="#about")
    return [*links, element("li", about, class_="part")]


def _filter(collation: Collation, lang: str) -> Html:
    rules = []
    for number, (code, count) in enumerate(collation.counts.items()):
        box = element("input", type="checkbox", name="rule", value=number, checked=True)
        name = element("span", code.removeprefix("copydesk/"), class_="name")
        only = element("button", f"{count:,}", type="button", class_="only", value=number, title=word("only", lang))
        rules.append(element("li", element("label", box, name, title=short_page(code, lang)), only))
    authors = (
        element(
            "label",
            element("input", type="checkbox", name="author", value=each, checked=True),
            word(f"by-{each}", lang),
        )
        for each in Author
    )
    ranges = (
        element(
            "label",
            word(name, lang),
            element("input", type="range", min=0, max=1, step="0.01", value=value),
            element("output", f"{value:.2f}"),
            class_="range",
        )
        for name, value in (("from", 0), ("to", 1))
    )
    both = (
        element("button", word(name, lang), type="button", value=value)
        for name, value in (("all", "all"), ("nothing", "-"))
    )
    return element(
        "form",
        element("p", id="shown", class_="badge", role="status"),
        element("h2", word("confidence", lang)),
        *ranges,
        element("h2", word("author", lang)),
        element("div", *authors, class_="both"),
        element(
            "details",
            element("summary", word("rules", lang)),
            element("div", *both, class_="both"),
            element("ul", *rules),
            open=True,
        ),
        element("label", element("input", type="checkbox", name="quiet"), word("quiet", lang)),
        id="filter",
        class_="filter",
    )
