"""The content files that were read, one beside another, and what is wrong between them. Reads no folder."""

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from feedback.adapters import catalogues
from feedback.adapters.plain_errors import did_you_mean
from feedback.adapters.survey_files import SurveyFile, built_of, survey_of
from feedback.adapters.yaml_files import Lined, Mistake, Place, read
from feedback.domain.frameworks import Framework, Jargon
from feedback.domain.harm import HarmWords
from feedback.domain.pictures import Picture, Pictures
from feedback.domain.surveys import Survey

T = TypeVar("T")


class Shelf:
    """The files read so far. A wrong one is noted and the next is read all the same."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.frameworks: dict[str, Framework] = {}
        self.surveys: dict[str, Survey] = {}
        self.jargon: Jargon | None = None
        self.pictures: dict[str, Picture] = {}
        self.harm: dict[str, HarmWords] = {}
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

    def put_translation(self, path: Path) -> None:
        """Adds a language to the survey that the file is of; a survey with mistakes has them told already."""
        name = self.name(path)
        catalogue, mistakes = catalogues.read(path, name)
        self.mistakes += mistakes
        if catalogue is None:
            return
        if survey := self.surveys.get(catalogue.of):
            languages = {**survey.languages, catalogue.language: catalogue.translation}
            if catalogue.language in survey.languages:
                said = f"“{catalogue.of}” has the language {catalogue.language} already, in another file"
                self.mistakes.append(Mistake(name, 1, said))
            self.surveys[catalogue.of] = survey.model_copy(update={"languages": languages})
        elif not any(f.value.get("survey") == catalogue.of for f, _ in self.read_surveys):
            said = f"there is no survey “{catalogue.of}”{did_you_mean(catalogue.of, self.surveys)}"
            self.mistakes.append(Mistake(name, 1, said))

    def _sort(self, lined: Lined) -> None:
        if "survey" in lined.value:
            found = survey_of(lined)
            self.read_surveys.append((lined, found))
            if found.survey:
                self._keep(lined, self.surveys, found.survey.survey, found.survey, "survey")
        elif "jargon" in lined.value:
            self._keep_jargon(lined)
        elif "pictures" in lined.value:
            self._keep_pictures(lined)
        elif "harm" in lined.value:
            if harm := built_of(lined, HarmWords, lined.value, ()):
                self._keep(lined, self.harm, harm.harm, harm, "list of words of harm")
        elif "framework" in lined.value:
            if not (framework := built_of(lined, Framework, lined.value, ())):
                self.half_known |= _keys_in(lined.value)
            else:
                self._keep(lined, self.frameworks, framework.framework, framework, "framework")
        else:
            lined.mistake(
                (),
                "the file needs “survey:”, “framework:”, “jargon:”, “pictures:” or “harm:” with a key of its "
                "own",
            )

    def _keep_jargon(self, lined: Lined) -> None:
        jargon = built_of(lined, Jargon, lined.value, ())
        if self.jargon and jargon:
            lined.mistake(("jargon",), f"{self.files['jargon'].file} is the jargon buster already")
        elif jargon:
            self.jargon, self.files["jargon"] = jargon, lined

    def _keep_pictures(self, lined: Lined) -> None:
        listed = built_of(lined, Pictures, lined.value, ())
        root = (self.folder / "pictures").resolve()
        for i, picture in enumerate(listed.pictures if listed else ()):
            path = (root / picture.file).resolve()
            if not (path.is_relative_to(root) and path.is_file()):
                lined.mistake(
                    ("pictures", i, "file"), f"there is no picture {picture.file} in the content folder"
                )
            elif picture.key in self.pictures:
                lined.mistake(("pictures", i, "key"), f"two pictures have the key “{picture.key}”")
            self.pictures[picture.key] = picture

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
            self._check_pictures(lined, found)

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

    def _check_pictures(self, lined: Lined, found: SurveyFile) -> None:
        for i, question in enumerate(found.survey.questions if found.survey else ()):
            for key in (question.picture, *(o.picture for o in question.options)):
                if key and key not in self.pictures:
                    said = f"there is no picture “{key}”{did_you_mean(key, self.pictures)}"
                    self._add(lined, ("questions", i), said)

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
    return not any(line.startswith(("survey:", "jargon:", "harm:")) for line in lines)
