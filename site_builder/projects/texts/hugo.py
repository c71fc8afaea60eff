"""A Hugo or Zola site to its texts in their order and parts, and to the metadata of all of them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from posixpath import normpath
from typing import Final

from site_builder.markdown import split_front_matter
from site_builder.model import YamlMap, YamlNode
from site_builder.patterns import pattern
from site_builder.projects.kinds import HUGO_FILES, is_of_hugo, is_text
from site_builder.projects.texts.mkdocs import ForeignSite
from site_builder.yaml_values import first_of, map_of, node_at, pairs_of, text_of

TEXTS: Final = "content/"
OF_FOLDER: Final = "_index"
HOME: Final = f"{TEXTS}{OF_FOLDER}.md"
# The folders to which the path of a bibliography may be relative
TOPS: Final = ("", "assets", "static", "content", "data")
WEIGHT: Final = pattern(r"-?\d{1,9}")
UNWEIGHTED: Final = float("inf")


def site_of_hugo(
    names: Collection[str], read: Callable[[str], str], value: Callable[[str], YamlNode | None]
) -> ForeignSite | None:
    """The site; None if the folder has no file of Hugo's or no texts. `value` reads a file."""
    path = next((name for name in HUGO_FILES if name in names), "") if is_of_hugo(names) else ""
    texts = [name for name in sorted(names) if name.startswith(TEXTS) and is_text(name)] if path else []
    split = {text: split_front_matter(read(text), text, is_foreign=True) for text in texts}
    heads = {text: each.front_matter for text, each in split.items()}
    of_folders = {name.rpartition("/")[0]: name for name in texts if _is_of_folder(name)}
    if not texts:
        return None

    def place(text: str) -> tuple[tuple[float, str], ...]:
        """A sort key: the weights of a text's folders, then its own. A folder's own text comes first in it."""
        steps = text.removesuffix("/index.md").split("/")
        folders = ["/".join(steps[:end]) for end in range(2, len(steps))]
        own = (-UNWEIGHTED, "") if _is_of_folder(text) else (_weight(heads[text]), text)
        return (*((_weight(heads.get(of_folders.get(each, ""), YamlMap())), each) for each in folders), own)

    def part(text: str) -> str:
        top = "/".join(text.split("/")[:2])
        title = text_of(node_at(heads.get(of_folders.get(top, ""), YamlMap()), "title"))
        return "" if _is_of_folder(text) and text.count("/") == 1 else title

    # An `_index` without text only has the title of its folder.
    shown = [text for text in texts if split[text].text.strip() or not _is_of_folder(text)]
    values = pairs_of(value(path))
    params = next((said for key in ("params", "extra") if (said := pairs_of(node_at(values, key))).pairs), YamlMap())
    nodes: dict[str, YamlNode | None] = {
        key: first_of(values, key) or first_of(params, key) for key in ("title", "author", "description")
    }
    nodes["lang"] = first_of(values, "languageCode", "default_language", "defaultContentLanguage")
    for speaking in (params, *heads.values()):
        file = first_of(speaking, "bibFile")
        ways = [normpath(f"{top}/{text_of(file)}".lstrip("/")) for top in TOPS]
        if file and (found := next((way for way in ways if way in names), "")):
            nodes.setdefault("bibliography", YamlNode(found, file.location))
    return ForeignSite({text: part(text) for text in sorted(shown, key=place)}, map_of(nodes))


def _is_of_folder(text: str) -> bool:
    return text.rpartition("/")[2].partition(".")[0] == OF_FOLDER


def _weight(head: YamlMap) -> float:
    node = node_at(head, "weight")
    written = str(node.value) if node else ""
    return float(written) if WEIGHT.fullmatch(written) else UNWEIGHTED
