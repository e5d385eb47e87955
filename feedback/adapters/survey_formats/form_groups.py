"""The groups of an XLSForm that are open as its rows are read: when they are asked, and how they look."""

from dataclasses import dataclass, field

from feedback.adapters.imports.keys import slug, unique
from feedback.adapters.survey_formats.conditions import Condition, both
from feedback.adapters.survey_formats.equations import condition
from feedback.adapters.survey_formats.form_sheets import OWN_PAGE, Row
from feedback.adapters.survey_formats.understood import too_long

_DEEPEST = 30


@dataclass
class _Group:
    when: Condition
    grid: bool = False
    page: str = ""


@dataclass
class Groups:
    """Those that are open, the widest first; and every page that there was."""

    opened: list[_Group] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)

    def begin(self, row: Row) -> None:
        """Raises NotUnderstood where they are nested too deeply."""
        if len(self.opened) >= _DEEPEST:
            raise too_long("groups, one in another,", _DEEPEST)
        appearance = row.get("appearance")
        page = ""
        if "field-list" in appearance.split():
            page = unique(slug(row.get("name").removeprefix(OWN_PAGE)), self.pages, "page")
            self.pages.append(page)
        self.opened.append(_Group(condition(row.get("relevant")), "table-list" in appearance, page))

    def end(self) -> None:
        if self.opened:
            self.opened.pop()

    def when(self, row: Row) -> Condition:
        """The condition of a row and of every group around it."""
        return both(*(group.when for group in self.opened), condition(row.get("relevant")))

    @property
    def grid(self) -> bool:
        return any(group.grid for group in self.opened)

    @property
    def page(self) -> str:
        """The page that a question stands on now: the widest group that is shown at once. "" for none."""
        return next((group.page for group in self.opened if group.page), "")
