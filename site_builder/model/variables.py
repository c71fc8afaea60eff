"""The name of a CSL variable to the kind of its values: names, a date, or else text (CSL 1.0.2, appendix IV)."""

from __future__ import annotations

from typing import Final

NAME_VARIABLES: Final = frozenset(
    """author chair collection-editor compiler composer container-author contributor curator director editor
    editor-translator editorial-director executive-producer guest host illustrator interviewer narrator organizer
    original-author performer producer recipient reviewed-author script-writer series-creator translator""".split()
)
DATE_VARIABLES: Final = frozenset("accessed available-date event-date issued original-date submitted".split())
