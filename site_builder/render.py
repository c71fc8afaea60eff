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
from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.frozen import frozen
from site_builder.model import Html
from site_builder.patterns import pattern
from site_builder.project_paths import TEMPLATES
from site_builder.words import Words

FOLDER: Final = f"{TEMPLATES}/"
Compiled: TypeAlias = jinja2.BytecodeCache
# In pieces that a template yields. A whole body is one piece, so pieces may be long.
AT_ONCE: Final = 200
OBJECT: Final = pattern(r"'(?:\w+\.)*(\w+) object' has no attribute '(\w+)'")


class View(Protocol):
    """Anything that names the template it is shown through."""

    @property
    def template(self) -> str: ...


@frozen
class Theme:
    """The templates of a site, ready to render."""

    environment: jinja2.Environment
    site: object


class Template(jinja2.Template):
    """A template whose macros always see the environment's globals, so that they can be compiled once and shared."""

    @classmethod
    def _from_namespace(
        cls, environment: jinja2.Environment, namespace: MutableMapping[str, Any], globals: MutableMapping[str, Any]
    ) -> jinja2.Template:
        # Compiled templates call this on every value.
        namespace["escape"] = escaped
        return super()._from_namespace(environment, namespace, globals)

    def _get_default_module(self, ctx: object = None) -> TemplateModule:
        return super()._get_default_module()


class Context(runtime.Context):
    """Calls macros and phrases, most of the calls in templates, without Jinja's checks of what they are."""

    def call(self, given: Callable[..., Any], /, *arguments: Any, **named: Any) -> Any:
        if type(given) is runtime.Macro:
            arguments = (self.eval_ctx, *arguments)
        elif type(given) is not Words:
            return super().call(given, *arguments, **named)
        # Jinja adds these for callables that ask for the context.
        named.pop("_loop_vars", None)
        named.pop("_block_vars", None)
        return given(*arguments, **named)


def escaped(value: object) -> str:
    """The same as `markupsafe.escape`, but as a plain string, and fast for values with nothing to escape."""
    if type(value) is Html or type(value) is Markup:
        return value
    if type(value) is str and not ("&" in value or "<" in value or ">" in value or '"' in value or "'" in value):
        return value
    return escape(value)


class Once(Extension):
    """`{% once a, b %}…{% endonce %}`: renders a part once and reuses it. It may depend only on a, b and the site."""

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
    """A text escaped for use within a string literal of a script."""
    return str(htmlsafe_json_dumps(text))[1:-1]


def compiled_before() -> Compiled | None:
    """Templates that earlier runs compiled, by their source; None if there is no safe folder for them.

    As they are code, they lie in a folder that only this user can write to, among the system's temporary files and not
    in the project.
    """
    try:
        return jinja2.FileSystemBytecodeCache()
    except (OSError, RuntimeError):
        return None


def make_theme(source_of: Callable[[str], str | None], site: object, compiled: Compiled | None = None) -> Theme:
    """A theme for a site. `source_of` gives a template's source by its name, or None.

    `compiled` holds templates from earlier runs, so that unchanged ones need not be compiled again.
    """

    def load(name: str) -> tuple[str, str, None] | None:
        source = source_of(name)
        # With this file name, tracebacks name the template and its line, even for an undefined name.
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
    # As a global, the site is visible in macros imported without context, and is not passed for each page.
    environment.globals["site"] = site
    return Theme(environment, site)


def render(theme: Theme, view: View) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    """One page's bytes. If its template fails, None and the place in the template.

    A long page is encoded piece by piece, so that its text is never held as a whole.
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
    except Exception as error:  # a template is an author's program, so any exception is its fault
        location = _place_in_template(error) or Location(FOLDER + view.template)
        kind = "" if isinstance(error, jinja2.TemplateError) else f"{type(error).__name__}: "
        message = OBJECT.sub(r"\1 has no “\2”", str(error))
        return None, (_problem(location, f"This template fails: {kind}{message}"),)


def _problem(location: Location, message: str) -> Diagnostic:
    message = message if message.endswith((".", "!", "?")) else f"{message}."
    hint = "correct the template; if it overrides the default theme, deleting it restores the default."
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
