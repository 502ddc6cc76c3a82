"""Machine → neutral picture → geometry by Graphviz → SVG of our own."""

from quizapp.diagrams.engines import find_engine
from quizapp.diagrams.failures import (
    DiagramError,
    GraphvizError,
    GraphvizFailedError,
    GraphvizMissingError,
    GraphvizTimeoutError,
    PictureTooLargeError,
    UnknownRoleError,
    UnknownThemeError,
)
from quizapp.diagrams.fallback import lay_out_by
from quizapp.diagrams.layout import Layout, lay_out
from quizapp.diagrams.looks import EdgeLook, FreeEdge, NodeLook
from quizapp.diagrams.picture import Edge, Legend, Node, Picture, picture_of
from quizapp.diagrams.standalone import export_dot, export_json, export_svg
from quizapp.diagrams.svg import render_svg

__all__ = [
    "DiagramError",
    "Edge",
    "EdgeLook",
    "FreeEdge",
    "GraphvizError",
    "GraphvizFailedError",
    "GraphvizMissingError",
    "GraphvizTimeoutError",
    "Layout",
    "Legend",
    "Node",
    "NodeLook",
    "Picture",
    "PictureTooLargeError",
    "UnknownRoleError",
    "UnknownThemeError",
    "export_dot",
    "export_json",
    "export_svg",
    "find_engine",
    "lay_out",
    "lay_out_by",
    "picture_of",
    "render_svg",
]
