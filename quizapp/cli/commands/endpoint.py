"""Run one endpoint over JSON lines."""

import sys

import click

from quizapp.cli.opening import settings
from quizapp.content import read_library
from quizapp.engine.variants import as_run_by, variant_tags
from quizapp.services.endpoint import Session, lines
from quizapp.simulator.endpoint import MACHINE

EPILOG = """\b
In, one object a line:
  {"call": "open-passive"}             also open-active, send, receive, close, abort, status
  {"call": "open-active", "remote": false}
  {"call": "send", "length": 10, "push": true}
  {"segment": {"flags": "S.", "seq": 300, "ack": 101, "length": 0, "window": 65535}}
  {"timeout": "retransmission"}        also user, time-wait
  {"drain": false}                     from now on the user reads nothing that arrives

\b
Out, one line for each:
  {"state": "...", "sent": [{"flags": ".", "seq": 101, "ack": 301, "length": 0}],
   "returned": null, "signalled": [], "timers": ["user"],
   "outcome": "syn-sent.syn-ack", "source": "RFC 9293 §3.10.7.3"}

\b
Examples:
  echo '{"call": "open-active"}' | quizapp endpoint --iss 4294967295
  quizapp endpoint --variant linux < session.jsonl

Flags are tcpdump's letters: S SYN, F FIN, R RST, P PSH, U URG, E ECE, W CWR, "." ACK.
docs/ENDPOINT.md shows a whole session.
"""


@click.command(epilog=EPILOG)
@click.option(
    "--iss",
    type=click.IntRange(0, (1 << 32) - 1),
    default=100,
    show_default=True,
    help="The initial sequence number of every connection.",
)
@click.option("--variant", metavar="TAG", help="Run as somebody else does: linux, bsd, ...")
@click.option("--variants", is_flag=True, help="List the tags that --variant takes, and stop.")
def command(iss: int, variant: str | None, variants: bool) -> None:
    """Run one TCP endpoint over lines of JSON.

    Reads JSON lines from standard input and answers each with one line, at once. A line that
    cannot be read is answered with {"error": "..."} and changes nothing.
    """
    machine = read_library(settings().content_folder).machine(MACHINE)
    if variants:
        click.echo("\n".join(variant_tags(machine)))
        return
    session = Session(as_run_by(machine, variant) if variant is not None else machine, iss)
    for line in lines(sys.stdin.buffer):
        click.echo(session.answer(line).encode())
