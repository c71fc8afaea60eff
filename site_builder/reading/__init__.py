"""A project's files to its manuscript: every source found, decoded and parsed."""

from site_builder.reading.bibliographies import LONE
from site_builder.reading.decoding import decode
from site_builder.reading.documents import ReadingMemo
from site_builder.reading.manuscripts import place_of_setting, read_manuscript

__all__ = ["LONE", "ReadingMemo", "decode", "place_of_setting", "read_manuscript"]
