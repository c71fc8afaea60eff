"""R or Python code of a chunk to whether it would show nothing if it were run."""

from __future__ import annotations

import re
from typing import Final

from site_builder.patterns import pattern

TEXT: Final = pattern(r"""(?:"(?:\\.|[^"\\])*+(?:"|\Z)|'(?:\\.|[^'\\])*+(?:'|\Z))""", re.DOTALL)
COMMENT: Final = pattern(r"#[^\n]*")
INNERMOST: Final = pattern(r"\([^()]*\)")
BLOCK: Final = pattern(r"(?:(?P<word>function|for|while|repeat)[ \t]*)?\{(?P<body>[^{}]*)\}")
# In place of a block that shows nothing, or that may show something
SILENT_BLOCK: Final = "\ufdd4"
LOUD_BLOCK: Final = "\ufdd5"
LINE_END: Final = pattern(r"\n\s*")
GOES_ON: Final = pattern(r"(?<=[-+*/,&|~=<>!%])[ \t]*\n|\n(?=else\b)")
# Statements that load, set or assign. Any other may show its value.
SILENT: Final = pattern(
    r"(?:\w+::)?(?:library|require|requireNamespace|loadNamespace|suppress\w+|invisible|options|set\.seed|data|rm"
    r"|opts_\w+\$set|knit_hooks\$set|knit_engines\$set|theme_set|markdown|source|load(?:_all)?|attach|setwd|Sys\.set\w+"
    r"|dir\.create|install\.packages|p_load|i_am|r_refs|conflicts_prefer|register\w+|tar_load|save|saveRDS|ggsave"
    r"|write[\w.]*|stopifnot|set_\w+)"
    rf"|(?:if|else|for|while|repeat|next|break|{SILENT_BLOCK}|\s)+"
    r"|(?:[\w.$@]|`[^`\n]*`|\[[^\[\]]*\])+\s*(?:<<?-|=(?!=)|%<>%).*|[^<=]*->>?\s*[\w.]+",
    re.DOTALL,
)
SILENT_IN_PYTHON: Final = pattern(
    r"(?:import|from)\s[^\n]*|[@%][^\n]*|(?:async\s+)?(?:def|class)\s[^\n]*|[)\]}]+"
    r"|(?:warnings|os|sys|np\.random|random|torch|logging|matplotlib_inline)\.[\w.]+|exec|load_dotenv|\w+\.seed"
    r"|sns\.set\w*|pd\.(?:set_option|options[\w.]*)|plt\.(?:style\.use|rcParams\.update|ioff)"
    r"|(?:mpl|matplotlib)\.(?:use|rc)|alt\.[\w.]+"
    r"|[\w.,*\s\[\]\"]+(?:[-+*/|&]|//)?=(?!=)[^\n]*"
)
STATEMENTS: Final = pattern(r"[\n;]")
DRAWS: Final = pattern(r"plot|hist|curve|image|lines|pairs|draw|print|show|fig", re.IGNORECASE)
SAYS: Final = pattern(rf"\b(?:cat|message|kable|kbl|pander|knit_print)\b|{LOUD_BLOCK}")
DEEPEST: Final = 20


def shows_nothing(code: str, language: str = "r") -> bool:
    """Whether everything in the code is known to show nothing."""
    if language == "css":
        return True
    is_r = language == "r"
    bare = COMMENT.sub("", TEXT.sub('""', code))
    for _ in range(DEEPEST):
        bare, count = INNERMOST.subn("", bare)
        bare, blocks = BLOCK.subn(_block, bare) if is_r else (bare, 0)
        if not count and not blocks:
            break
    if is_r:
        return _is_silent(bare)
    # Indented lines belong to a statement above them.
    outer = (each for each in STATEMENTS.split(bare) if each.strip() and not each[0].isspace())
    return language == "python" and all(SILENT_IN_PYTHON.fullmatch(each.strip()) for each in outer)


def _block(found: re.Match[str]) -> str:
    word, body = found["word"], found["body"]
    if word == "function":
        return SILENT_BLOCK
    is_silent = draws_nothing(body) and not SAYS.search(body) if word else _is_silent(body)
    return f"{word or ''} {SILENT_BLOCK if is_silent else LOUD_BLOCK}"


def _is_silent(code: str) -> bool:
    statements = STATEMENTS.split(GOES_ON.sub(" ", LINE_END.sub("\n", code)))
    return all(SILENT.fullmatch(each.strip()) for each in statements if each.strip())


def draws_nothing(code: str) -> bool:
    """Whether code has no word that suggests drawing: pictures are shown even if a chunk's results are hidden."""
    return DRAWS.search(COMMENT.sub("", code)) is None
