"""The content folder to models, or every mistake in it at once: frameworks, surveys, the jargon buster."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from feedback.adapters.plain_errors import did_you_mean
from feedback.adapters.survey_files import SurveyFile, built_of, survey_of
from feedback.adapters.yaml_files import Lined, Mistake, Place, read
from feedback.domain.frameworks import Commitment, Framework, Jargon
from feedback.domain.surveys import Survey

T = TypeVar("T")


@dataclass(frozen=True)
class Content:
    """Everything the council has written, by key."""

    frameworks: Mapping[str, Framework]
    surveys: Mapping[str, Survey]
    jargon: Jargon | None

    def commitment(self, key: str) -> tuple[Framework, Commitment] | None:
        """A commitment with the framework it stands in. Keys are unique over all frameworks."""
        return next(((f, c) for f in self.frameworks.values() for c in f.commitments if c.key == key), None)


class Mistakes(Exception):  # noqa: N818 - it is what it holds
    """What is wrong in the content files, all of it."""

    def __init__(self, found: Iterable[Mistake]) -> None:
        self.found = tuple(sorted(found))
        super().__init__("\n".join(str(m) for m in self.found))


def load(folder: Path) -> Content:
    """All content of a folder. Raises Mistakes if there is one anywhere in it: never half of it."""
    content, mistakes = examine(folder)
    if mistakes:
        raise Mistakes(mistakes)
    return content


def examine(folder: Path, files: Iterable[Path] | None = None) -> tuple[Content, list[Mistake]]:
    """What is right in a folder, and every mistake. With `files`, only theirs: they are checked as if they
    stood in the folder, in place of any file there with the same survey.
    """
    chosen = None if files is None else list(files)
    shelf = _Shelf(folder)
    everything = sorted(folder.rglob("*.yaml"))
    if not everything and chosen is None:
        shelf.mistakes.append(Mistake(str(folder), 1, "there are no content files (*.yaml) in this folder"))
    for path in folder.rglob("*.yml"):
        shelf.mistakes.append(Mistake(shelf.name(path), 1, "end the file’s name in .yaml, or it is not read"))
    for path in [*(chosen or ()), *everything]:
        shelf.put(path)
    shelf.cross_check()
    wanted = None if chosen is None else {shelf.name(p) for p in chosen}
    mistakes = [m for m in shelf.mistakes if wanted is None or m.file in wanted]
    return Content(shelf.frameworks, shelf.surveys, shelf.jargon), sorted(set(mistakes))


class _Shelf:
    """The files read so far. A wrong one is noted and the next is read all the same."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.frameworks: dict[str, Framework] = {}
        self.surveys: dict[str, Survey] = {}
        self.jargon: Jargon | None = None
        self.files: dict[str, Lined] = {}
        self.mistakes: list[Mistake] = []
        self.read: set[Path] = set()
        self.read_surveys: list[tuple[Lined, SurveyFile]] = []
        self.half_known: set[str] = set()  # commitments of a wrong framework: tags to them are not wrong
        self.all_known = True  # False once a file can't be read that may hold what others are tagged to

    def name(self, path: Path) -> str:
        """How a file is named to people: from the content folder's name on, or as they gave it."""
        resolved, root = path.resolve(), self.folder.resolve().parent
        return str(resolved.relative_to(root)) if resolved.is_relative_to(root) else str(path)

    def put(self, path: Path) -> None:
        if path.resolve() in self.read:
            return
        self.read.add(path.resolve())
        lined = read(path, self.name(path))
        if isinstance(lined.value, dict):
            self._sort(lined)
        else:
            self.all_known &= not _may_be_framework(path)
            if not lined.mistakes:
                lined.mistake((), "the file should begin with a key such as “survey:” or “framework:”")
        self.mistakes += lined.mistakes

    def _sort(self, lined: Lined) -> None:
        if "survey" in lined.value:
            found = survey_of(lined)
            self.read_surveys.append((lined, found))
            if found.survey:
                self._keep(lined, self.surveys, found.survey.survey, found.survey, "survey")
        elif "jargon" in lined.value:
            jargon = built_of(lined, Jargon, lined.value, ())
            if self.jargon and jargon:
                lined.mistake(("jargon",), f"{self.files['jargon'].file} is the jargon buster already")
            elif jargon:
                self.jargon, self.files["jargon"] = jargon, lined
        elif "framework" in lined.value:
            if not (framework := built_of(lined, Framework, lined.value, ())):
                self.half_known |= _keys_in(lined.value)
            else:
                self._keep(lined, self.frameworks, framework.framework, framework, "framework")
        else:
            lined.mistake((), "the file needs “survey:”, “framework:” or “jargon:” with a key of its own")

    def _keep(self, lined: Lined, where: dict[str, T], key: str, item: T, kind: str) -> None:
        if key in where:
            lined.mistake((kind,), f"{self.files[f'{kind} {key}'].file} is a {kind} called “{key}” already")
            return
        where[key] = item
        self.files[f"{kind} {key}"] = lined

    def cross_check(self) -> None:
        """What only shows when the files are read together: tags, frameworks, keys used twice."""
        owners: dict[str, str] = dict.fromkeys(self.half_known, "a file with mistakes")
        for framework in self.frameworks.values():
            lined = self.files[f"framework {framework.framework}"]
            for i, commitment in enumerate(framework.commitments):
                if commitment.key in owners:
                    said = f"the key “{commitment.key}” is used already, in {owners[commitment.key]}"
                    self._add(lined, ("commitments", i, "key"), said)
                owners.setdefault(commitment.key, lined.file)
        if not self.all_known:
            return
        for framework in self.frameworks.values():
            self._check_beliefs(framework, owners)
        for lined, found in self.read_surveys:
            self._check_tags(lined, found, owners)

    def _check_beliefs(self, framework: Framework, owners: Mapping[str, str]) -> None:
        for v, vision in enumerate(framework.visions):
            for b, belief in enumerate(vision.beliefs):
                for c, key in enumerate(belief.commitments):
                    if key not in owners:
                        place = ("visions", v, "beliefs", b, "commitments", c)
                        said = f"“{key}” is not a commitment of any framework{did_you_mean(key, owners)}"
                        self._add(self.files[f"framework {framework.framework}"], place, said)

    def _check_tags(self, lined: Lined, found: SurveyFile, owners: Mapping[str, str]) -> None:
        framework = lined.value.get("framework")
        if isinstance(framework, str) and framework not in self.frameworks and not self.half_known:
            near = did_you_mean(framework, self.frameworks)
            self._add(lined, ("framework",), f"there is no framework called “{framework}”{near}")
        for i, tags in found.tags:
            for j, tag in enumerate(tags):
                if tag not in owners:
                    key, near = lined.value["questions"][i].get("key"), did_you_mean(tag, owners)
                    said = f"“{key}” is tagged “{tag}”, which is in no framework{near}"
                    self._add(lined, ("questions", i, "tags", j), said)

    def _add(self, lined: Lined, place: Place, said: str) -> None:
        self.mistakes.append(Mistake(lined.file, lined.line(place), said))


def _keys_in(value: Mapping[str, object]) -> set[str]:
    """The commitment keys that can be made out in a framework file that has mistakes."""
    commitments = value.get("commitments")
    found = commitments if isinstance(commitments, list) else []
    return {str(c["key"]) for c in found if isinstance(c, dict) and "key" in c}


def _may_be_framework(path: Path) -> bool:
    """True of a file that can't be read, unless a line of it says that it is something else."""
    try:
        lines = path.read_text("utf-8-sig", errors="replace").splitlines()
    except OSError:
        return True
    return not any(line.startswith(("survey:", "jargon:")) for line in lines)
