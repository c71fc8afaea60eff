"""The commands for journals in astronomers' macro packages to the names of the journals."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from site_builder.patterns import pattern

_COMMAND = pattern(r"\s*+\{?\\([A-Za-z]+)\s*+(?:\{\}\s*+)?(?:\}\s*+)?")
_WRITTEN = """
    aj The Astronomical Journal; actaa Acta Astronomica; araa Annual Review of Astronomy and Astrophysics;
    apj The Astrophysical Journal; apjl The Astrophysical Journal Letters;
    apjs The Astrophysical Journal Supplement Series; ao Applied Optics; apss Astrophysics and Space Science;
    aap Astronomy & Astrophysics; aapr The Astronomy and Astrophysics Review;
    aaps Astronomy and Astrophysics Supplement Series; azh Astronomicheskii Zhurnal;
    baas Bulletin of the American Astronomical Society; bac Bulletin of the Astronomical Institutes of Czechoslovakia;
    caa Chinese Astronomy and Astrophysics; cjaa Chinese Journal of Astronomy and Astrophysics; icarus Icarus;
    jcap Journal of Cosmology and Astroparticle Physics; jrasc Journal of the Royal Astronomical Society of Canada;
    memras Memoirs of the Royal Astronomical Society; mnras Monthly Notices of the Royal Astronomical Society;
    na New Astronomy; nar New Astronomy Reviews; pra Physical Review A; prb Physical Review B; prc Physical Review C;
    prd Physical Review D; pre Physical Review E; prl Physical Review Letters;
    pasa Publications of the Astronomical Society of Australia;
    pasp Publications of the Astronomical Society of the Pacific;
    pasj Publications of the Astronomical Society of Japan; rmxaa Revista Mexicana de Astronomía y Astrofísica;
    qjras Quarterly Journal of the Royal Astronomical Society; skytel Sky & Telescope; solphys Solar Physics;
    sovast Soviet Astronomy; ssr Space Science Reviews; zap Zeitschrift für Astrophysik; nat Nature;
    iaucirc International Astronomical Union Circular; aplett Astrophysical Letters;
    apspr Astrophysics Space Physics Research;
    bain Bulletin of the Astronomical Institutes of the Netherlands; fcp Fundamentals of Cosmic Physics;
    gca Geochimica et Cosmochimica Acta; grl Geophysical Research Letters; jcp The Journal of Chemical Physics;
    jgr Journal of Geophysical Research; jqsrt Journal of Quantitative Spectroscopy and Radiative Transfer;
    memsai Memorie della Società Astronomica Italiana; nphysa Nuclear Physics A; physrep Physics Reports;
    physscr Physica Scripta; planss Planetary and Space Science; procspie Proceedings of SPIE
"""
_JOURNALS: Mapping[str, str] = MappingProxyType(
    {command: " ".join(name.split()) for command, name in (one.strip().split(" ", 1) for one in _WRITTEN.split(";"))}
)


def journal(latex: str) -> str:
    r"""The name of a journal that is given by its command alone (“\apj”); "" for any other text."""
    found = _COMMAND.fullmatch(latex)
    return _JOURNALS.get(found[1], "") if found else ""
