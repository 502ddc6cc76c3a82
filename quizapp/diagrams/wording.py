"""The few words a diagram adds to a machine's own, in every language."""

from quizapp.engine import Text

SENDS = Text("snd {segments}", "发送 {segments}")
TITLE = Text("{machine}: state diagram", "{machine}：状态图")
ROLE_TITLE = Text("{machine}: state diagram, {role}", "{machine}：状态图（{role}）")
ARROW = Text("{tail} to {head}: {event}.", "{tail} 到 {head}：{event}。")
AND = Text("; ", "；")
GUARD = Text("[{guard}]", "[{guard}]")
STATE_NUMBER = Text("State {number}", "状态 {number}")
SOURCE_LINE = Text("After {source}", "据 {source}")
LINES = {
    "heavy": Text("{roles} path", "{roles}路径"),
    "dashed": Text("{roles} path", "{roles}路径"),
    "plain": Text("other transitions", "其他转移"),
}
EMPTY = Text("No transitions.", "没有转移。")
ROLE_JOIN = Text(", ", "、")
