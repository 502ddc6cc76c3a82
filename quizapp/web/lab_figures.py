"""The small diagrams of the lab: where a host is, and the arrow it has just taken."""

from markupsafe import Markup

from quizapp.diagrams import DiagramError, EdgeLook, FreeEdge, NodeLook, render_svg
from quizapp.engine import Machine
from quizapp.services import machines
from quizapp.services.lab_values import HostView
from quizapp.web.contexts import Figure
from quizapp.web.drawings import undrawn_edge
from quizapp.web.language import current_language, msgid, say
from quizapp.web.visit import study

HERE = msgid("%(host)s is here")
TAKEN = msgid("just taken")


def host_figure(machine: Machine, host: HostView) -> Figure:
    """Return the diagram with the state of a host and the arrows of its last step."""
    try:
        picture, layout = machines.picture(study(), machine.id, current_language())
    except DiagramError as failed:
        return Figure(Markup(""), str(failed))
    look = EdgeLook(css="asked told", spoken=say(TAKEN))
    drawn = {rule.id for rule in machine.drawn()}
    looks = {name: EdgeLook(css="quiet", label=False) for name in drawn}
    looks |= {rule.id: look for rule in host.taken if rule.id in drawn}
    markup = render_svg(
        picture,
        layout,
        looks=looks,
        node_looks=_nodes(machine, host),
        extra=_beside(machine, host, drawn, look),
        id_prefix=f"host-{host.name}",
    )
    return Figure(Markup(markup))  # noqa: S704 - the renderer escapes every word


def _nodes(machine: Machine, host: HostView) -> dict[str, NodeLook]:
    looks = {rule.origin: NodeLook("passed") for rule in host.taken}
    if machine.has_state(host.state):
        looks[host.state] = NodeLook("asked", spoken=say(HERE, {"host": host.name}))
    return looks


def _beside(
    machine: Machine, host: HostView, drawn: set[str], look: EdgeLook
) -> tuple[FreeEdge, ...]:
    """Return the arrows taken that the printed diagram does not have."""
    return tuple(
        undrawn_edge(machine, rule, look) for rule in host.taken if rule.id not in drawn
    )
