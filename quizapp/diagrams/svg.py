"""A picture as SVG for use inside a page: classes only, so that the page decides the look."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType

from quizapp.diagrams import wording
from quizapp.diagrams.fragments import (
    EdgeFragment,
    Fragments,
    Ink,
    edge_markup,
    fragments_of,
    node_markup,
)
from quizapp.diagrams.freehand import free_markup
from quizapp.diagrams.layout import Layout
from quizapp.diagrams.looks import EdgeLook, FreeEdge, NodeLook
from quizapp.diagrams.markup import number, safe
from quizapp.diagrams.picture import Picture, sentence

PAGE = Ink()
_PLAIN_EDGE = EdgeLook()
_PLAIN_NODE = NodeLook()
_NO_EDGES: Mapping[str, EdgeLook] = MappingProxyType({})
_NO_NODES: Mapping[str, NodeLook] = MappingProxyType({})


def render_svg(
    picture: Picture,
    layout: Layout,
    *,
    looks: Mapping[str, EdgeLook] = _NO_EDGES,
    hidden: Collection[str] = (),
    node_looks: Mapping[str, NodeLook] = _NO_NODES,
    extra: Sequence[FreeEdge] = (),
    interactive: bool = False,
    names: bool = True,
    describe: bool = True,
    title: str | None = None,
    id_prefix: str = "diagram",
) -> str:
    """Return a picture as one ``<svg>`` element.

    ``looks`` and ``hidden`` go by transition id, ``node_looks`` by state. A hidden edge is
    absent from the markup, in the drawing and in the description. Without ``names`` the
    states show numbers, in reading order, and nothing is described; ``data-state`` still
    says for the page's script which is which.
    """
    pieces = fragments_of(picture, layout, PAGE)
    shown = [
        (piece, looks.get(piece.edge.fact, _PLAIN_EDGE))
        for piece in pieces.edges
        if piece.edge.fact not in hidden
    ]
    described = describe and names
    sentences = _sentences(picture, shown, extra, node_looks) if described else ""
    body = "".join(
        (
            *(edge_markup(piece, look, PAGE) for piece, look in shown),
            free_markup(picture, layout, extra, PAGE),
            *_nodes(picture, pieces, node_looks, interactive=interactive, names=names),
        )
    )
    head = _head(safe(title or picture.title), sentences, safe(id_prefix))
    has_links = any(look.link for _, look in shown)
    role = "group" if interactive or has_links else "img"
    labelled = f"{safe(id_prefix)}-title" + (f" {safe(id_prefix)}-desc" if sentences else "")
    width, height = number(layout.width), number(layout.height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="diagram" width="{width}" '
        f'height="{height}" viewBox="0 0 {width} {height}" role="{role}" '
        f'aria-labelledby="{labelled}">{head}{body}</svg>'
    )


def _head(title: str, sentences: str, prefix: str) -> str:
    desc = f'<desc id="{prefix}-desc">{sentences}</desc>' if sentences else ""
    return f'<title id="{prefix}-title">{title}</title>{desc}'


def _sentences(
    picture: Picture,
    edges: Sequence[tuple[EdgeFragment, EdgeLook]],
    extra: Sequence[FreeEdge],
    nodes: Mapping[str, NodeLook],
) -> str:
    said = (_spoken(piece.sentence, look) for piece, look in edges if look.label)
    drawn = (
        _spoken(_free_sentence(picture.language, free), free.look)
        for free in extra
        if free.look.label
    )
    told = (safe(f"{state}: {look.spoken}.") for state, look in nodes.items() if look.spoken)
    return " ".join(filter(None, (*told, *said, *drawn)))


def _free_sentence(language: str, free: FreeEdge) -> str:
    return safe(sentence(language, free.tail_state, free.head_state, free.label_lines))


def _spoken(said: str, look: EdgeLook) -> str:
    return f"{said} ({safe(look.spoken)})" if look.spoken else said


def _nodes(
    picture: Picture,
    pieces: Fragments,
    looks: Mapping[str, NodeLook],
    *,
    interactive: bool,
    names: bool,
) -> Iterator[str]:
    unnamed = wording.STATE_NUMBER.in_language(picture.language)
    for piece in pieces.nodes:
        look = looks.get(piece.state, _PLAIN_NODE)
        said = piece.label if names else unnamed.format(number=piece.order)
        button = _button(said, look) if interactive else ""
        yield node_markup(piece, look, piece.name if names else piece.number, button)


def _button(said: str, look: NodeLook) -> str:
    label = f"{said}, {safe(look.spoken)}" if look.spoken else said
    return f' role="button" tabindex="0" aria-label="{label}"'
