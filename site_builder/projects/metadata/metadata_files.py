"""A project's metadata files to their values."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Final

from site_builder.diagnostics import Diagnostic, Location, Rule, Severity, left_out
from site_builder.language_tags import language_of
from site_builder.markdown.toml_front_matter import read_toml_file
from site_builder.model import YamlMap, YamlNode
from site_builder.patterns import pattern
from site_builder.project_paths import QUARTO_FILES
from site_builder.projects import quarto
from site_builder.projects.conditions import profiles_of
from site_builder.projects.kinds import FOLDER_FILES
from site_builder.projects.texts.manuscripts import folder_of
from site_builder.yaml_values import map_of, node_at, pairs_of, read_mended_yaml, text_of, texts_of

PROFILE_FILE: Final = pattern(r"_quarto-([\w.-]{1,100})\.ya?ml")
LANGUAGE: Final = pattern(r"[a-z]{2}(?:-[A-Za-z]{2,4})?")
FEWEST_LANGUAGES: Final = 2
CHAPTERS: Final = ("book", "chapters")


class MetadataFiles:
    """Reads metadata files by their names, if they exist, and adds what is wrong in them to `diagnostics`."""

    def __init__(self, names: Collection[str], read: Callable[[str], str], diagnostics: list[Diagnostic]) -> None:
        self._names = names
        self._read = read
        self._diagnostics = diagnostics

    def first(self, files: Iterable[str]) -> YamlMap:
        """The values of the first file that exists."""
        path = next((name for name in files if name in self._names), "")
        if not path:
            return YamlMap()
        return pairs_of(self.value(path))

    def value(self, path: str) -> YamlNode | None:
        """The content of an existing file, in YAML, JSON or TOML."""
        node: YamlNode | None
        if path.endswith(".toml"):
            values, wrong = read_toml_file(self._read(path), path)
            node = YamlNode(values, Location(path, 1, 1))
        else:
            node, wrong = read_mended_yaml(self._read(path), path)
        self._diagnostics += wrong
        return node

    def only(self, called: re.Pattern[str], key: str) -> YamlMap:
        """The values of the only file with such a name, if it has the key."""
        found = [name for name in self._names if called.fullmatch(name)]
        if len(found) != 1 or not re.search(rf"^{key}[ \t]*:", self._read(found[0]), re.MULTILINE):
            return YamlMap()
        return self.first(found)

    def named(self, path: str) -> YamlMap:
        """The values of a file that an author names by its path from the project's folder."""
        return self.first([posixpath.normpath(path)])

    def with_further(self, project: YamlMap) -> YamlMap:
        """Quarto's project file joined with the files of its active profiles and the metadata files that it names."""
        project = self._with_profile(project)
        of_profiles = [self.first([f"_quarto-{name}.yml", f"_quarto-{name}.yaml"]) for name in profiles_of(project)]
        project = quarto.joined(*of_profiles, project)
        return self.with_named(project, {"": project})

    def with_named(self, values: YamlMap, speaking: Mapping[str, YamlMap]) -> YamlMap:
        """The values joined with those of the metadata files that the project or a text names, each from its folder."""
        further = []
        for text, said in speaking.items():
            for node in texts_of(node_at(said, "metadata-files")):
                path = posixpath.normpath(folder_of(text) + text_of(node))
                if path in self._names:
                    further.append(self.first([path]))
                    continue
                message = f"The metadata file “{text_of(node)}” does not exist."
                hint = "correct its name, or add the file to the project."
                wrong = Diagnostic(Rule.UNKNOWN_INCLUDE, node.location, message, hint, Severity.WARNING)
                self._diagnostics.append(wrong)
        return quarto.joined(values, *further)

    def _with_profile(self, project: YamlMap) -> YamlMap:
        """The project with one of its profiles, if none is active but it cannot do without.

        Profiles may stand for languages, or each may have the chapters of a book.
        """
        profiles = {found[1]: name for name in sorted(self._names) if (found := PROFILE_FILE.fullmatch(name))}
        if profiles_of(project):
            return project
        files = {name: file for name, file in profiles.items() if LANGUAGE.fullmatch(name)}
        if len(files) < FEWEST_LANGUAGES:
            lacks_chapters = text_of(node_at(project, "project", "type")) == "book" and not node_at(project, *CHAPTERS)
            files = {name: file for name, file in profiles.items() if lacks_chapters and self._has_chapters(file)}
        if not files:
            return project
        said = language_of(text_of(node_at(project, "lang")))
        shown = next((name for name in files if name.partition("-")[0] == said), next(iter(files)))
        for name in files:
            if name != shown:
                message = f"Content of the profile “{name}” is left out, since “{shown}” is built."
                hint = f"to build it instead, write into {QUARTO_FILES[0]}: profile: {{default: {name}}}"
                place = Location(files[name], 1, 1)
                self._diagnostics.append(left_out(place, message, hint))
        default = map_of({"default": YamlNode(shown, Location(files[shown], 1, 1))})
        return quarto.joined(map_of({"profile": YamlNode(default, Location(files[shown], 1, 1))}), project)

    def _has_chapters(self, path: str) -> bool:
        return node_at(pairs_of(read_mended_yaml(self._read(path), path)[0]), *CHAPTERS) is not None

    def of_folders(self, texts: Iterable[str]) -> dict[str, YamlMap]:
        """The values of Quarto's `_metadata.yml`, for texts in its folder and below, by folders with their slash."""
        above = {folder_of(text) for text in texts}
        folders = sorted({folder[: at + 1] for folder in above for at, sign in enumerate(folder) if sign == "/"} | {""})
        found = ((folder, self.first(f"{folder}{name}" for name in FOLDER_FILES)) for folder in folders)
        return {folder: values for folder, values in found if values.pairs}
