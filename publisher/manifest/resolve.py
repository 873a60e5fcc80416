"""Makes the plan of an issue: takes the path of a manifest, gives an IssuePlan with the periodical's defaults in it.

Reads periodical.yaml beside it, the Markdown articles it names, and the digests of its sources. It does not read the
text of sources, and it does not check the style's options: style_reader does.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from publisher.house import House
from publisher.issue.periodical import Evaluation, Periodical
from publisher.issue.plan import CoverPlan, ImprintItem, IssuePlan, SourceRef, StyleChoice
from publisher.manifest.claims import overlaps
from publisher.manifest.contents import Composition
from publisher.manifest.decisions import decide
from publisher.manifest.derived_forms import derived_plans, derived_problems
from publisher.manifest.digests import find_sources
from publisher.manifest.ids import check_code, check_issn, check_issue_id, check_source_id, check_unique, read_date
from publisher.manifest.paths import inside, is_file, shown_path
from publisher.manifest.print_orders import print_order
from publisher.manifest.reader import read_script, read_tree
from publisher.manifest.schema import (
    ArticleDefaultsForm,
    CoverForm,
    DefaultsForm,
    EvaluationForm,
    IssueForm,
    PeriodicalForm,
)
from publisher.manifest.symbol_forms import qr_codes
from publisher.manifest.validation import Filled, fill
from publisher.manifest.written import problem
from publisher.problems import ManifestError, Place, Problem, Severity, SourceError

PERIODICAL = "periodical.yaml"


@dataclass(frozen=True, slots=True)
class _Page:
    """A YAML file that was read: where it is, how messages name it, its digest."""

    path: Path
    shown: str
    sha256: str


def read_plan(path: Path, house: House) -> IssuePlan:
    """Return the plan of the issue a manifest describes.

    Args:
        path: of the manifest, relative to the house's root or absolute.
        house: gives the root, and the folder of the sources if one was set.

    Raises:
        ManifestError: the manifest, periodical.yaml or an article's front matter is not valid; carries every problem.
        SourceError: a source is missing, unreadable or changed; carries the manifest's problems too.
    """
    path = house.root / path
    problems: list[Problem] = []
    issue, page = _read(path, IssueForm, house, problems)
    periodical = _read_periodical(path.parent / PERIODICAL, house, problems)
    if issue is None or periodical is None or page is None:
        raise ManifestError(*problems)
    return _Resolver(issue, periodical, page, house).plan()


def periodical_of(form: PeriodicalForm, folder: Path) -> Periodical:
    """Return the periodical that a filled form describes."""
    return Periodical(
        code=str(form.periodical),
        title=str(form.title),
        language=str(form.language),
        folder=folder,
        publisher=str(form.publisher),
        issn=str(form.issn or ""),
        cn=str(form.cn),
        description=str(form.description),
        rights=str(form.rights),
        supplied=tuple(str(name) for name in form.supplied),
        invented=form.invented,
        readings=form.readings,
    )


def _read_periodical(path: Path, house: House, problems: list[Problem]) -> PeriodicalForm | None:
    if not is_file(path):
        problems.append(problem("manifest/no-periodical", Place(shown_path(path, house))))
        return None
    return _read(path, PeriodicalForm, house, problems)[0]


def _read(path: Path, form: type[Filled], house: House, problems: list[Problem]) -> tuple[Filled | None, _Page | None]:
    shown = shown_path(path, house)
    found: list[Problem] = []
    try:
        script, found = read_script(path, shown)
        tree, more = read_tree(script)
    except ManifestError as error:
        problems += [*found, *error.problems]
        return None, None
    filled, found = fill(form, tree, found + more)
    problems += found
    return filled, _Page(path, shown, hashlib.sha256(script.text.encode()).hexdigest())


@dataclass(frozen=True, slots=True)
class _Resolver:
    issue: IssueForm
    periodical: PeriodicalForm
    page: _Page
    house: House

    def plan(self) -> IssuePlan:
        """Return the plan; raises ManifestError or SourceError with every problem."""
        problems = self._identity()
        folder = self.page.path.parent
        refs, of_files = self._sources(folder, problems)
        names = tuple(str(source.id) for source in self.issue.sources)
        articles = self._defaults().articles or ArticleDefaultsForm.blank()
        work = Composition(str(self.issue.issue), folder, shown_path(folder, self.house), names, articles)
        date = read_date(self.issue.date, problems)
        plan = IssuePlan(
            id=str(self.issue.issue),
            kind=self.issue.kind or self.periodical.kind,
            periodical=periodical_of(self.periodical, folder),
            place=self.issue.issue.place,
            manifest=self.page.shown,
            manifest_sha256=self.page.sha256,
            style=self._style(),
            title=str(self.issue.title),
            number=str(self.issue.number),
            running_number=self.issue.running_number,
            date=date,
            revision=self.issue.revision,
            rights=str(self.issue.rights or self._defaults().rights or self.periodical.rights),
            unknown=tuple(str(fact) for fact in self.issue.unknown),
            sources=refs,
            sources_root=str(self.periodical.sources_root),
            contents=work.entries(self.issue.contents),
            cover=_cover(self.issue.cover, work),
            print_order=print_order(self.periodical.print_, self.issue.print_, work),
            imprint=tuple(
                ImprintItem(str(item.label), str(item.value), work.ranges(item.from_)) for item in self.issue.imprint
            ),
            decisions=decide(self.issue.decisions, work),
            readings=self.issue.readings,
            evaluation=_evaluation(self.issue.accessibility, problems),
            ean_variant=str(self.issue.ean_variant or ""),
            ean_add_on=str(self.issue.ean_add_on or ""),
            qr_codes=qr_codes(self.issue.qr_codes),
            derived=tuple(derived_plans(self.issue.derived, self.periodical.derived)),
            named=tuple(sorted(work.named.items())),
            warnings=tuple(known for known in work.problems if known.severity is not Severity.ERROR),
        )
        problems += work.problems + check_unique(work.ids) + overlaps(plan) + self._derived(plan)
        _raise(problems, of_files)
        return plan

    def _derived(self, plan: IssuePlan) -> list[Problem]:
        """Return what is wrong with editions in another script; a periodical's readings may be of other issues."""
        language, articles = plan.periodical.language, {article.id for article in plan.articles()}
        elsewhere = {str(each.in_) for form in self.periodical.derived for each in form.readings if each.in_}
        of_periodical = derived_problems(self.periodical.derived, language, elsewhere)
        return derived_problems(self.issue.derived, language, articles) + of_periodical

    def _defaults(self) -> DefaultsForm:
        return self.periodical.defaults or DefaultsForm.blank()

    def _identity(self) -> list[Problem]:
        issue, periodical = self.issue, self.periodical
        problems = check_code(periodical.periodical)
        if not problems:
            problems += check_issue_id(issue.issue, periodical.periodical, self.page.path.stem)
        problems += check_issn(periodical.issn)
        if not issue.contents:
            problems.append(problem("manifest/empty-contents", issue.issue.place))
        problems += [found for source in issue.sources for found in check_source_id(source.id)]
        return problems + check_unique(source.id for source in issue.sources)

    def _sources(self, folder: Path, problems: list[Problem]) -> tuple[tuple[SourceRef, ...], list[Problem]]:
        """Return the sources and what is wrong with the files; what is wrong with names is added to `problems`."""
        root: Path | None = self.house.sources
        if root is None:
            root = inside(folder, self.periodical.sources_root)
        if root is None:
            written = self.periodical.sources_root
            problems.append(problem("manifest/path-outside-root", written.place, file=written, root=folder.name))
            return (), []
        refs, of_manifest, of_files = find_sources(self.issue.sources, root, shown_path(root, self.house) or root.name)
        problems += of_manifest
        return refs, of_files

    def _style(self) -> StyleChoice:
        """Return the style: an issue's options go on top of its periodical's, unless it asks for another style."""
        name, options, place = "base", dict[str, object](), None
        for choice in (self.periodical.style, self._defaults().style, self.issue.style):
            if choice is None:
                continue
            if choice.name and choice.name != name:
                name, options = str(choice.name), {}
            options |= choice.model_extra or {}
            place = choice.place
        return StyleChoice(name, tuple(options.items()), place)


def _cover(form: CoverForm | None, work: Composition) -> CoverPlan:
    if form is None:
        return CoverPlan()
    picture, ranges = work.picture(form.picture), work.ranges(form.from_)
    return CoverPlan(picture, str(form.alt), str(form.credit), ranges, form.lettering)


def _evaluation(form: EvaluationForm | None, problems: list[Problem]) -> Evaluation | None:
    if form is None:
        return None
    if not form.certified_by.strip():
        problems.append(problem("manifest/empty-value", form.certified_by.place, key="certified_by"))
    return Evaluation(str(form.certified_by), read_date(form.date, problems))


def _raise(problems: list[Problem], of_files: list[Problem]) -> None:
    """Raise what must be raised: trouble with sources outweighs trouble with the manifest; warnings alone pass."""
    if of_files:
        raise SourceError(*problems, *of_files)
    if any(found.severity is Severity.ERROR for found in problems):
        raise ManifestError(*problems)
