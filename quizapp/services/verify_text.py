"""The report of a comparison with the kernel, for people and for programs."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from quizapp.engine import Text
from quizapp.engine.text import wrapped
from quizapp.formats.columns import columns_of, padded
from quizapp.services.verify_findings import Agreement, Finding, Report, Why

FEW = 3
"""How many examples of a difference are shown unless all are wanted."""
WIDTH = 88

AGREEMENTS = {
    Agreement.AGREES: Text("agrees", "一致"),
    Agreement.VARIANT: Text("as {tag}", "同 {tag}"),
    Agreement.EXPLAINED: Text("explained", "已说明"),
    Agreement.UNEXPLAINED: Text("UNEXPLAINED", "原因不明"),
}
HEAD = Text(
    "{system}, beside the table of {standard} and its variants of {tag}.",
    "{system}，对照 {standard} 的状态表及其 {tag} 变体。",
)
SOCKETS = Text(
    "1. Two processes' sockets on loopback: states of A / B as the kernel lists them, "
    "= what the call returned",
    "1. 回环接口上两个进程的套接字：内核列出的 A / B 两端状态，= 之后是调用的返回值",
)
RAW = Text(
    "2. Raw segments: {trials} trials; {reached} of {reachable} cells of the table reached",
    "2. 手工构造的报文段：{trials} 次试验；状态表 {reachable} 格中到达 {reached} 格",
)
STATE = Text("state", "状态")
TRIALS = Text("trials", "试验")
WHY = Text("3. What differs, and why", "3. 有何不同，为什么")
LEGEND = Text(
    "In brackets: flags as tcpdump prints them. seq+10: ten above what the kernel expects "
    "next; ack-1: one below what it will send next. What is sent: numbers relative to the "
    "first of each side.",
    "方括号里是 tcpdump 的标志写法。seq+10：比内核期待的下一个序号大 10；"
    "ack-1：比内核将要发送的序号小 1。发出的报文段：序号从各方的初始序号算起。",
)
NOTHING = Text("Nothing differs.", "没有任何不同。")
SKIPPED = Text("Left out: {what}. {why}", "略过：{what}。{why}")
COLON, COMMA = Text(": ", "："), Text(", ", "，")
SOURCED = Text("{text} ({source})", "{text}（{source}）")
PLACED = Text("   ({place})", "   （{place}）")
MORE = Text("and {count} more (--all shows them)", "另有 {count} 处（用 --all 显示全部）")
KERNEL = Text("kernel", "内核")
UNKNOWN = Text(
    "Nobody knows why; please report it with the kernel's version.",
    "原因不明；请连同内核版本一起报告。",
)
LAST = Text(
    "{agrees} agree, {variant} as {tag}, {explained} explained, {unexplained} unexplained; "
    "{seconds:.1f} s.",
    "{agrees} 处一致，{variant} 处同 {tag}，{explained} 处已说明，{unexplained} 处原因不明；"
    "用时 {seconds:.1f} 秒。",
)


def report_text(report: Report, language: str, *, show_all: bool = False) -> str:
    """Write a report as text: a table of agreement, then every difference with its reason."""
    return "\n".join(_Writer(report, language, show_all).lines()) + "\n"


def report_json(report: Report, language: str) -> str:
    """Write a report as JSON.

    Keys: ``system``, ``standard``, ``tag``, ``seconds``, ``reached``, ``reachable``,
    ``skipped``, ``explained`` (whether every difference is), ``sockets`` and ``raw``: lists of
    ``place``, ``before``, ``step``, ``kernel``, ``canon``, ``variant``, ``agreement`` and
    ``why`` (``id``, ``text``, ``source``; or null). Keys may be added, never renamed.
    """
    document = {
        "system": report.system,
        "standard": report.standard,
        "tag": report.tag,
        "seconds": round(report.seconds, 3),
        "reached": report.reached,
        "reachable": report.reachable,
        "skipped": [
            {"what": what, "why": why.in_language(language)} for what, why in report.skipped
        ],
        "explained": report.is_explained,
        "sockets": [_values(item, language) for item in report.sockets],
        "raw": [_values(item, language) for item in report.raw],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _values(finding: Finding, language: str) -> dict[str, Any]:
    why = finding.why
    names = ("place", "before", "step", "kernel", "canon", "variant")
    return {name: getattr(finding, name) for name in names} | {
        "agreement": finding.agreement.value,
        "why": why
        and {"id": why.id, "text": why.text.in_language(language), "source": why.source},
    }


class _Writer:
    """Writes one report in one language."""

    def __init__(self, report: Report, language: str, show_all: bool) -> None:
        self._report = report
        self._language = language
        self._show_all = show_all

    def lines(self) -> Iterator[str]:
        report = self._report
        yield self._filled(HEAD, system=report.system, standard=report.standard)
        if report.sockets:
            yield from ("", self._said(SOCKETS), *self._sockets())
        if report.raw:
            yield from ("", *self._raw())
        for what, why in report.skipped:
            told = self._filled(SKIPPED, what=what, why=self._said(why))
            yield from ("", *self._wrapped(told))
        if report.findings:
            yield from ("", self._said(WHY), *self._differences(), "", self._last())

    def _said(self, text: Text) -> str:
        return text.in_language(self._language)

    def _filled(self, form: Text, **values: object) -> str:
        return self._said(form).format(tag=self._report.tag, **values)

    def _wrapped(self, text: str, indent: str = "") -> list[str]:
        return [indent + line for line in wrapped(text, WIDTH - len(indent), columns_of)]

    def _sockets(self) -> Iterator[str]:
        titles = dict(self._report.titles)
        widths = [max(map(len, column)) for column in self._columns()]
        place = ""
        for item in self._report.sockets:
            if item.place != place:
                place = item.place
                yield f"\n  {place}{self._said(COLON)}{self._said(titles[place])}"
            told = self._filled(AGREEMENTS[item.agreement])
            line = f"    {item.step:<{widths[0]}}  {item.kernel:<{widths[1]}}  {told}"
            yield line + (f" [{item.why.id}]" if item.why else "")

    def _columns(self) -> tuple[list[str], list[str]]:
        found = self._report.sockets
        return [item.step for item in found], [item.kernel for item in found]

    def _raw(self) -> Iterator[str]:
        report = self._report
        numbers = {"reached": report.reached, "reachable": report.reachable}
        yield self._filled(RAW, trials=len(report.raw), **numbers)
        yield ""
        states = list(dict.fromkeys(item.before for item in report.raw))
        columns = [self._filled(text) for text in (TRIALS, *AGREEMENTS.values())]
        wide = max(map(columns_of, (*states, self._said(STATE))))
        yield f"  {padded(self._said(STATE), wide)}  " + "  ".join(columns)
        for state in states:
            counts = self._counts(item for item in report.raw if item.before == state)
            cells = [sum(counts), *counts]
            numbers_in = zip(cells, columns, strict=True)
            row = "  ".join(str(count).rjust(columns_of(head)) for count, head in numbers_in)
            yield f"  {padded(state, wide)}  {row}"
        yield ""
        yield from self._wrapped(self._said(LEGEND), "  ")
        if self._show_all:
            yield from (
                "",
                *(f"  {line}" for item in report.raw for line in self._example(item)),
            )

    def _counts(self, found: Iterable[Finding]) -> list[int]:
        counted = Counter(item.agreement for item in found)
        return [counted[agreement] for agreement in AGREEMENTS]

    def _differences(self) -> Iterator[str]:
        groups: dict[tuple[int, str], list[Finding]] = {}
        order = list(reversed(AGREEMENTS))
        for item in self._report.findings:
            if item.agreement is not Agreement.AGREES:
                key = (order.index(item.agreement), item.why.id if item.why else "")
                groups.setdefault(key, []).append(item)
        if not groups:
            yield f"  {self._said(NOTHING)}"
        for (_, name), found in sorted(groups.items(), key=lambda group: group[0]):
            yield from ("", *self._group(name, found))

    def _group(self, name: str, found: Sequence[Finding]) -> Iterator[str]:
        told, why = self._filled(AGREEMENTS[found[0].agreement]), found[0].why
        yield f"  {name or '?'}{self._said(COLON)}{told}{self._said(COMMA)}{len(found)} ×"
        yield from self._wrapped(self._reason(why), "    ")
        shown = found if self._show_all or not why else found[:FEW]
        for item in shown:
            yield from (f"    {line}" for line in self._example(item))
        if len(found) > len(shown):
            yield f"    … {self._filled(MORE, count=len(found) - len(shown))}"

    def _reason(self, why: Why | None) -> str:
        if why is None:
            return self._said(UNKNOWN)
        return self._filled(SOURCED, text=self._said(why.text), source=why.source)

    def _example(self, item: Finding) -> Iterator[str]:
        colon, way = self._said(COLON), ""
        if item.before and item.place:
            way = self._filled(PLACED, place=item.place)
        yield f"· {item.before or item.place}{colon}{item.step}{way}"
        yield f"    {self._said(KERNEL)}{colon}{item.kernel}"
        if item.kernel != item.canon:
            yield f"    {self._report.standard}{colon}{item.canon}"
        if item.variant not in (item.kernel, item.canon):
            yield f"    {self._report.tag}{colon}{item.variant}"

    def _last(self) -> str:
        names = [agreement.value for agreement in AGREEMENTS]
        counts = dict(zip(names, self._counts(self._report.findings), strict=True))
        return self._filled(LAST, seconds=self._report.seconds, **counts)
