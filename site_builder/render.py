"""Views to HTML, through Jinja2 templates."""

from __future__ import annotations

import traceback
from collections.abc import Callable, MutableMapping
from io import BytesIO
from itertools import islice
from typing import Any, Final, Protocol, TypeAlias

import jinja2
from jinja2 import nodes, runtime
from jinja2.environment import TemplateModule
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup, escape

from site_builder.characters import in_html
from site_builder.contract import TEMPLATES
from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.frozen import frozen
from site_builder.model import Html
from site_builder.patterns import pattern
from site_builder.words import Words

FOLDER: Final = f"{TEMPLATES}/"
Compiled: TypeAlias = jinja2.BytecodeCache
# Of the pieces that a template prints: a body is one, so that they may be long.
AT_ONCE: Final = 200
OBJECT: Final = pattern(r"'(?:\w+\.)*(\w+) object' has no attribute '(\w+)'")


class View(Protocol):
    """Anything that names the template it is shown through."""

    @property
    def template(self) -> str: ...


@frozen
class Theme:
    """The templates of a site, ready to render. What they make of the site alone, they make once."""

    environment: jinja2.Environment
    site: object


class Template(jinja2.Template):
    """A template whose macros see the same globals as all others, so that they are the same wherever it is imported."""

    @classmethod
    def _from_namespace(
        cls, environment: jinja2.Environment, namespace: MutableMapping[str, Any], globals: MutableMapping[str, Any]
    ) -> jinja2.Template:
        # What compiled templates put every value through.
        namespace["escape"] = escaped
        return super()._from_namespace(environment, namespace, globals)

    def _get_default_module(self, ctx: object = None) -> TemplateModule:
        return super()._get_default_module()


class Context(runtime.Context):
    """Calls macros and phrases, which is most of what templates call, without asking each time what they are."""

    def call(self, given: Callable[..., Any], /, *arguments: Any, **named: Any) -> Any:
        if type(given) is runtime.Macro:
            arguments = (self.eval_ctx, *arguments)
        elif type(given) is not Words:
            return super().call(given, *arguments, **named)
        # What Jinja adds for those who ask for the context.
        named.pop("_loop_vars", None)
        named.pop("_block_vars", None)
        return given(*arguments, **named)


def escaped(value: object) -> str:
    """What `markupsafe.escape` gives, but as plain text: most values hold nothing to escape, or are HTML already."""
    if type(value) is Html or type(value) is Markup:
        return value
    if type(value) is str and not ("&" in value or "<" in value or ">" in value or '"' in value or "'" in value):
        return value
    return escape(value)


class Once(Extension):
    """`{% once a, b %}…{% endonce %}`: a part of many pages that shows nothing but a, b and the site is made once."""

    tags = {"once"}  # noqa: RUF012  # as Jinja declares it

    def __init__(self, environment: jinja2.Environment) -> None:
        super().__init__(environment)
        self._made: dict[tuple[object, ...], str] = {}

    def parse(self, parser: Parser) -> nodes.Node:
        line = next(parser.stream).lineno
        place = [nodes.Const(parser.name), nodes.Const(line)]
        shown = [parser.parse_expression()]
        while parser.stream.skip_if("comma"):
            shown.append(parser.parse_expression())
        body = parser.parse_statements(("name:endonce",), drop_needle=True)
        call = self.call_method("_recall", [*place, *shown], lineno=line)
        return nodes.CallBlock(call, [], [], body).set_lineno(line)

    def _recall(self, *key: object, caller: Callable[[], str]) -> str:
        if key not in self._made:
            self._made[key] = caller()
        return self._made[key]


def as_script(text: str) -> str:
    """A text as templates write it into a string of a script."""
    return str(htmlsafe_json_dumps(text))[1:-1]


def compiled_before() -> Compiled | None:
    """Templates as earlier runs compiled them, by their source, in a folder into which this user alone can write.

    None where there is no such folder. It lies with the system's temporary files, and not in the project: it is code.
    """
    try:
        return jinja2.FileSystemBytecodeCache()
    except (OSError, RuntimeError):
        return None


def make_theme(source_of: Callable[[str], str | None], site: object, compiled: Compiled | None = None) -> Theme:
    """A theme for a site, from a function that gives a template's source by its name, None where there is none.

    `compiled` saves the work of compiling again what is the same.
    """

    def load(name: str) -> tuple[str, str, None] | None:
        source = source_of(name)
        # The file name makes tracebacks tell the template's line, even of an undefined name.
        return None if source is None else (source, FOLDER + name, None)

    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(load),
        extensions=[Once],
        bytecode_cache=compiled,
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.template_class = Template
    environment.context_class = Context
    # A global is seen in macros that are imported without context, and need not be made anew for each page.
    environment.globals["site"] = site
    return Theme(environment, site)


def render(theme: Theme, view: View) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    """One page's bytes; None where its template fails, with the place in the template.

    A long page is encoded stretch by stretch, so that its text is never held as a whole.
    """
    page = BytesIO()
    try:
        pieces = theme.environment.get_template(view.template).generate(page=view)
        while stretch := list(islice(pieces, AT_ONCE)):
            page.write(in_html("".join(stretch)).encode())
        return page.getvalue(), ()
    except jinja2.TemplateSyntaxError as error:
        path = error.filename or FOLDER + (error.name or view.template)
        return None, (_problem(Location(path, error.lineno), f"This template cannot be read: {error.message}"),)
    except jinja2.TemplateNotFound as error:
        location = _place_in_template(error) or Location(FOLDER + view.template)
        return None, (_problem(location, f"There is no template “{error.name}”."),)
    except Exception as error:  # a template is an author's program: whatever it raises is about the template
        location = _place_in_template(error) or Location(FOLDER + view.template)
        kind = "" if isinstance(error, jinja2.TemplateError) else f"{type(error).__name__}: "
        message = OBJECT.sub(r"\1 has no “\2”", str(error))
        return None, (_problem(location, f"This template fails: {kind}{message}"),)


def _problem(location: Location, message: str) -> Diagnostic:
    message = message if message.endswith((".", "!", "?")) else f"{message}."
    hint = "correct the template; where it overrides the default theme, deleting it brings the default back."
    return Diagnostic(Rule.TEMPLATE_ERROR, location, message, hint)


def _place_in_template(error: BaseException) -> Location | None:
    frames = traceback.extract_tb(error.__traceback__)
    return next(
        (
            Location(frame.filename, frame.lineno or 0)
            for frame in reversed(frames)
            if frame.filename.startswith(FOLDER)
        ),
        None,
    )
