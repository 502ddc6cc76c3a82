"""Machines that ask much of the editor: hostile names, and the largest picture there is."""

from quizapp.engine import Drawn, Event, Machine, Source, State, Text, Transition

SOURCE = Source("Handbook", "1")
HOSTILE = '<img src=x onerror="document.title=1">'
QUOTES = "\"'&amp;</script><b>"


def state(name: str) -> State:
    """A state whose meaning is its name."""
    return State(name, Text.same(name), SOURCE)


def event(name: str, label: str) -> Event:
    """An event whose meaning is its label."""
    return Event(name, "call", Text.same(label), Text.same(label), SOURCE)


def arrow(tail: str, head: str, by: str, *sends: str) -> Transition:
    """An arrow of the figure."""
    return Transition(
        id=f"{tail}.{head}.{by}",
        states=(tail,),
        event=by,
        source=SOURCE,
        why=Text.same("because"),
        sends=sends,
        target=head,
        drawn=Drawn.FIGURE,
    )


def hostile() -> Machine:
    """A machine whose every name tries to become markup."""
    states = (HOSTILE, QUOTES)
    return Machine(
        id="hostile",
        title=Text.same(HOSTILE),
        source=SOURCE,
        initial=HOSTILE,
        states=tuple(map(state, states)),
        events=(event("evil", HOSTILE), event("quotes", QUOTES)),
        transitions=(arrow(*states, "evil", QUOTES), arrow(*states[::-1], "quotes", HOSTILE)),
    )


def large(states: int = 40, arrows: int = 150) -> Machine:
    """As many states and arrows as a picture may have."""
    names = [f"S{number}" for number in range(states)]
    ends = [(place % states, (place + 1 + place // states) % states) for place in range(arrows)]
    return Machine(
        id="large",
        title=Text.same("Large"),
        source=SOURCE,
        initial="S0",
        states=tuple(map(state, names)),
        events=tuple(event(f"e{number}", f"event {number}") for number in range(arrows)),
        transitions=tuple(
            arrow(names[tail], names[head], f"e{number}")
            for number, (tail, head) in enumerate(ends)
        ),
        ranks=tuple(tuple(names[row : row + 8]) for row in range(0, states, 8)),
    )
