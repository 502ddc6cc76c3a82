"""How a rendering makes single edges and nodes stand out, never by colour alone."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class EdgeLook:
    """What is special about one edge in one rendering."""

    css: str = ""
    """Classes, separated by spaces: ``right``, ``missed``, ``recall-3``."""
    note: str = ""
    """A line below the label: ``87 %``."""
    mark: str = ""
    """A glyph before the label: ``✓``."""
    spoken: str = ""
    """What the mark means, in words, for those who hear the diagram."""
    label: bool = True
    """Whether to print the label; an edge that is asked about keeps it back."""
    link: str = ""
    """The address that the edge leads to; empty for none."""


@dataclass(frozen=True, slots=True)
class NodeLook:
    """What is special about one node in one rendering."""

    css: str = ""
    mark: str = ""
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class FreeEdge:
    """An edge the layout does not know: one that a learner drew."""

    tail_state: str
    head_state: str
    label_lines: tuple[str, ...] = ()
    look: EdgeLook = field(default_factory=EdgeLook)
