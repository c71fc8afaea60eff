"""Plain texts of review.yaml and front matter to texts with typographic signs, as those beside them have."""

from __future__ import annotations

from dataclasses import replace

from site_builder.markdown import typeset
from site_builder.model import Settings
from site_builder.study_notes import StudyNote


def typeset_settings(settings: Settings) -> Settings:
    if not settings.smart:
        return settings
    return replace(settings, title=typeset(settings.title), description=typeset(settings.description))


def typeset_note(note: StudyNote) -> StudyNote:
    return replace(
        note,
        summary=typeset(note.summary),
        facts=tuple(replace(fact, value=typeset(fact.value), note=typeset(fact.note)) for fact in note.facts),
        cautions=tuple(map(typeset, note.cautions)),
    )
