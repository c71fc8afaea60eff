"""TeX's mathematics to MathML, which browsers show and read aloud without scripts."""

from __future__ import annotations

from site_builder.mathematics.formulas import LONGEST, MathMl, read_formula
from site_builder.mathematics.macros import DEFINITION, Macros, definitions_in, with_macros

__all__ = ["DEFINITION", "LONGEST", "Macros", "MathMl", "definitions_in", "read_formula", "with_macros"]
