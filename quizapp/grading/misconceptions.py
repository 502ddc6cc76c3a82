"""Name what somebody has in mind who draws a wrong arrow, and cite what decides.

What is peculiar to a machine stands in its file; what can be told from the shape of any
diagram is found here. Every arrow is explained once, by the most particular of the reasons.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quizapp.engine import Drawn, Machine, Outcome, Text, Transition, Variant
from quizapp.grading.boxes import find_boxes
from quizapp.grading.findings import Belief, Finding, Marked
from quizapp.grading.names import Names, meant
from quizapp.grading.understanding import Stroke, Understood
from quizapp.grading.values import DrawKey, Edge, EdgeError, EdgeMark, EdgeStatus


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What the detectors look at."""

    machine: Machine
    canon: tuple[Transition, ...]
    marked: tuple[Marked, ...]

    def exits(self, state: str, event: str) -> list[Transition]:
        """Return the right arrows of an event out of a state."""
        return [rule for rule in self.canon if (rule.origin, rule.event) == (state, event)]

    def instead(self, edge: Edge) -> list[Transition]:
        """Return the right arrows of its event where none leads as it does."""
        exits = self.exits(edge.tail, edge.event)
        return [] if any(rule.target == edge.head for rule in exits) else exits

    def beside(self, stroke: Stroke) -> list[Stroke]:
        """Return the other arrows drawn out of its state."""
        strokes = [item.stroke for item in self.marked if item.stroke]
        tail = stroke.edge.tail
        return [one for one in strokes if one.edge.tail == tail and one.id != stroke.id]

    def label(self, event: str) -> Text:
        """Return an event in words."""
        return self.machine.event(event).label


def find_misconceptions(
    machine: Machine,
    key: DrawKey,
    drawn: Understood,
    marked: Sequence[Marked],
    names: Names,
) -> tuple[Finding, ...]:
    """Return what is to be said about a drawing, arrows first, then boxes.

    A box with a name of its own is told of once; its arrows are looked at as they are meant.
    """
    ids = {item.fact for item in (*key.required, *key.neutral)}
    shown = {(edge.tail, edge.event, edge.head) for edge in key.shown}
    canon = tuple(
        rule
        for rule in machine.transitions
        if rule.id in ids or (rule.origin, rule.event, rule.target) in shown
    )
    looked_at = _Drawn(machine, canon, tuple(_as_meant(item, names) for item in marked))
    return (*_find_arrows(looked_at), *find_boxes(machine, key, canon, drawn, names))


def _find_arrows(drawn: _Drawn) -> Iterator[Finding]:
    """Yield what is to be said about arrows, of each once."""
    explained: set[str] = set()
    for item in drawn.marked:
        if item.stroke is None or not _is_doubtful(item.mark) or item.stroke.id in explained:
            continue
        finding = _explain(drawn, item.stroke, item.mark)
        if finding is not None:
            explained.update(finding.ids)
            yield finding


def _as_meant(item: Marked, names: Names) -> Marked:
    stroke = item.stroke
    if stroke is None:
        return item
    return replace(item, stroke=replace(stroke, edge=meant(stroke.edge, names)))


def _is_doubtful(mark: EdgeMark) -> bool:
    if mark.status is EdgeStatus.NEUTRAL:
        return mark.required is not None
    if mark.errors == (EdgeError.MISNAMED,):
        return False
    return mark.status in (EdgeStatus.PARTLY, EdgeStatus.EXTRA)


def _explain(drawn: _Drawn, stroke: Stroke, mark: EdgeMark) -> Finding | None:
    """Return the most particular thing to say about one arrow."""
    if mark.status is EdgeStatus.NEUTRAL:
        return _only_in_text(drawn, stroke, mark)
    if not stroke.edge.event:
        return None
    if mark.errors == (EdgeError.WRONG_GUARD,):
        return _guard(drawn, stroke, mark)
    for detector in (_named, _variant, _swapped, *_told_by(mark), *_FROM_THE_SHAPE):
        finding = detector(drawn, stroke, mark)
        if finding is not None:
            return finding
    return None


def _named(drawn: _Drawn, stroke: Stroke, _mark: EdgeMark) -> Finding | None:
    edge = stroke.edge
    for item in drawn.machine.misconceptions:
        if item.fits(edge.tail, edge.event, edge.head, edge.sends):
            return Finding(Belief.NAMED, (stroke.id,), item.text, item.source, item.id)
    return None


def _variant(drawn: _Drawn, stroke: Stroke, _mark: EdgeMark) -> Finding | None:
    edge, machine = stroke.edge, drawn.machine
    for outcome in machine.cell(edge.tail, edge.event):
        for variant in machine.variants_of(outcome.id):
            differs = variant.sends != outcome.sends or variant.target != _target(outcome)
            if differs and _does(variant, outcome, edge):
                return _of_variant(stroke, outcome, variant)
    return None


def _does(variant: Variant, outcome: Outcome, edge: Edge) -> bool:
    states = variant.states or outcome.states
    goes = variant.target or edge.tail
    same_sends = set(variant.sends) == set(edge.sends)
    return edge.tail in states and goes == edge.head and same_sends


def _target(outcome: Outcome) -> str | None:
    return outcome.target if isinstance(outcome, Transition) else None


def _of_variant(stroke: Stroke, outcome: Outcome, variant: Variant) -> Finding:
    who = variant.tag.partition(":")[0]
    words = Text(
        en=f"You drew what {who} does. {variant.why.en} The diagram asked for follows "
        f"{outcome.source}.",
        zh=f"你画的是 {who} 的做法。{variant.why.zh}这里要的图以 {outcome.source} 为准。",
    )
    return Finding(Belief.VARIANT, (stroke.id,), words, variant.source, outcome.id)


def _swapped(drawn: _Drawn, stroke: Stroke, _mark: EdgeMark) -> Finding | None:
    """Find another arrow out of the same state that leads where this one should."""
    edge = stroke.edge
    for rule in drawn.instead(edge):
        for other in drawn.beside(stroke):
            partners = drawn.exits(edge.tail, other.edge.event)
            crossed = any(partner.target == edge.head for partner in partners)
            if crossed and other.edge.head == rule.target:
                return _of_swapped(drawn, stroke, other, rule)
    return None


def _of_swapped(drawn: _Drawn, stroke: Stroke, other: Stroke, rule: Transition) -> Finding:
    here, there = drawn.label(stroke.edge.event), drawn.label(other.edge.event)
    state, other_goal = rule.origin, stroke.edge.head
    words = Text(
        en=f"You have exchanged two ways out of {state}: {here.en} leads to {rule.target}, "
        f"and {there.en} leads to {other_goal}.",
        zh=f"你把离开 {state} 的两条路画反了：“{here.zh}”应到 {rule.target}，"
        f"“{there.zh}”才到 {other_goal}。",
    )
    return Finding(Belief.SWAPPED, (stroke.id, other.id), words, rule.source, rule.id)


def _reversed(drawn: _Drawn, stroke: Stroke, mark: EdgeMark) -> Finding | None:
    if EdgeError.REVERSED not in mark.errors or mark.required is None:
        return None
    rule = _rule(drawn, mark.required.fact)
    label = drawn.label(rule.event)
    words = Text(
        en=f"The arrow points the wrong way: {label.en} leads from {rule.origin} to "
        f"{rule.target}.",
        zh=f"箭头画反了：“{label.zh}”是从 {rule.origin} 到 {rule.target}。",
    )
    return Finding(Belief.REVERSED, (stroke.id,), words, rule.source, rule.id)


def _skipped(drawn: _Drawn, stroke: Stroke, _mark: EdgeMark) -> Finding | None:
    edge = stroke.edge
    for rule in drawn.instead(edge):
        onward = [
            item
            for item in drawn.canon
            if item.drawn is not Drawn.TEXT
            and (item.origin, item.target) == (rule.target, edge.head)
        ]
        if onward:
            return _of_skipped(drawn, stroke, rule, min(onward, key=lambda item: item.tier))
    return None


def _of_skipped(drawn: _Drawn, stroke: Stroke, rule: Transition, onward: Transition) -> Finding:
    label, then = drawn.label(rule.event), drawn.label(onward.event)
    words = Text(
        en=f"You have left out {rule.target}: {label.en} leads from {rule.origin} only to "
        f"{rule.target}, and it takes one more step, {then.en}, to reach {onward.target}.",
        zh=f"你漏掉了 {rule.target}：“{label.zh}”只能从 {rule.origin} 到 {rule.target}，"
        f"还要再经过一步（{then.zh}）才到 {onward.target}。",
    )
    return Finding(Belief.SKIPPED, (stroke.id,), words, rule.source, rule.id)


def _sibling(drawn: _Drawn, stroke: Stroke, mark: EdgeMark) -> Finding | None:
    """Tell which event it takes; of several, that of the arrow this one stands for."""
    edge, fact = stroke.edge, mark.required.fact if mark.required else ""
    between = [
        rule for rule in drawn.canon if (rule.origin, rule.target) == (edge.tail, edge.head)
    ]
    if not between or any(rule.event == edge.event for rule in between):
        return None
    rule = min(between, key=lambda item: (item.id != fact, item.tier))
    label, right = drawn.label(edge.event), drawn.label(rule.event)
    en = f"From {edge.tail} to {edge.head} it takes {right.en}, not {label.en}"
    zh = f"从 {edge.tail} 到 {edge.head} 靠的是“{right.zh}”，而不是“{label.zh}”"
    goes = drawn.exits(edge.tail, edge.event)
    if goes:
        en += f". {label.en} leads from there to {goes[0].target}"
        zh += f"。“{label.zh}”会从那里到 {goes[0].target}"
    elif any(back.target == edge.tail for back in drawn.exits(edge.head, edge.event)):
        en += ": that leads the other way"
        zh += "，后者的方向相反"
    words = Text(en=f"{en}.", zh=f"{zh}。")
    return Finding(Belief.SIBLING, (stroke.id,), words, rule.source, rule.id)


def _elsewhere(drawn: _Drawn, stroke: Stroke, _mark: EdgeMark) -> Finding | None:
    edge = stroke.edge
    places = [
        rule
        for rule in drawn.canon
        if (rule.event, rule.target) == (edge.event, edge.head) and rule.origin != edge.tail
    ]
    right_here = drawn.exits(edge.tail, edge.event)
    if not places or any(rule.target == edge.head for rule in right_here):
        return None
    rule = min(places, key=lambda item: item.tier)
    label = drawn.label(edge.event)
    en = f"{label.en} leads to {edge.head} from {rule.origin}, not from {edge.tail}."
    zh = f"“{label.zh}”是从 {rule.origin} 到 {edge.head}，而不是从 {edge.tail}。"
    return Finding(Belief.ELSEWHERE, (stroke.id,), Text(en=en, zh=zh), rule.source, rule.id)


def _sends(drawn: _Drawn, stroke: Stroke, mark: EdgeMark) -> Finding | None:
    if mark.required is None or EdgeError.WRONG_SENDS not in mark.errors:
        return None
    rule = _rule(drawn, mark.required.fact)
    right, yours = _sent(rule.sends), _sent(stroke.edge.sends)
    label = drawn.label(rule.event)
    words = Text(
        en=f"On {label.en}, {rule.origin} sends {right.en}; you wrote {yours.en}.",
        zh=f"{rule.origin} 遇到“{label.zh}”时{right.zh}，而你写的是{yours.zh}。",
    )
    return Finding(Belief.SENDS, (stroke.id,), words, rule.source, rule.id)


def _sent(sends: tuple[str, ...]) -> Text:
    if not sends:
        return Text(en="nothing", zh="什么也不发送")
    return Text(en=" and ".join(sends), zh=f"发送 {' 和 '.join(sends)}")


def _guard(drawn: _Drawn, stroke: Stroke, mark: EdgeMark) -> Finding | None:
    if mark.required is None or EdgeError.WRONG_GUARD not in mark.errors:
        return None
    rule = _rule(drawn, mark.required.fact)
    known = {variable.id: variable for variable in drawn.machine.variables}
    held = [known[name].labels[known[name].values.index(value)] for name, value in rule.when]
    if held:
        words = Text(
            en=f"This arrow is taken only if: {', '.join(item.en for item in held)}.",
            zh=f"只有在这个条件下才走这条路：{'、'.join(item.zh for item in held)}。",
        )
    else:
        words = Text(
            en="No condition belongs here: this arrow is always taken.",
            zh="这里不需要条件：总是走这条路。",
        )
    return Finding(Belief.GUARD, (stroke.id,), words, rule.source, rule.id)


def _only_in_text(drawn: _Drawn, stroke: Stroke, mark: EdgeMark) -> Finding | None:
    if mark.required is None:
        return None
    outcome = drawn.machine.outcome(mark.required.fact)
    words = Text(
        en="True, though the diagram asked for does not show it: it neither helps nor hurts.",
        zh="这也对，只是这张图里没有画它：不加分，也不扣分。",
    )
    if EdgeError.WRONG_SENDS in mark.errors:
        sent = "; ".join(outcome.sends)
        words = Text(
            en="It goes there, though the diagram asked for does not show it; what is sent is "
            + (f"{sent}." if sent else "nothing."),
            zh="去向没错，只是这张图里没有画它；不过"
            + (f"发送的是 {sent}。" if sent else "什么也不发送。"),
        )
    return Finding(Belief.ONLY_IN_TEXT, (stroke.id,), words, outcome.source, outcome.id)


def _rule(drawn: _Drawn, fact: str) -> Transition:
    return next(rule for rule in drawn.canon if rule.id == fact)


_Detector = Callable[[_Drawn, Stroke, EdgeMark], Finding | None]
_FROM_THE_SHAPE: tuple[_Detector, ...] = (_reversed, _skipped, _sibling, _elsewhere, _sends)
"""What can be told of any diagram, the most particular first."""
_OF_ERRORS: Mapping[EdgeError, _Detector] = {
    EdgeError.WRONG_SOURCE: _elsewhere,
    EdgeError.WRONG_EVENT: _sibling,
}
"""What explains an arrow that stands for a demanded one, by what is wrong with it first."""


def _told_by(mark: EdgeMark) -> Iterator[_Detector]:
    for error in mark.errors:
        if error in _OF_ERRORS and EdgeError.REVERSED not in mark.errors:
            yield _OF_ERRORS[error]
