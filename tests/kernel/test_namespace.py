import subprocess
import sys

from quizapp.kernel.namespace import NotPermittedError

ENTER = """
from quizapp.kernel.namespace import NotPermittedError, enter
try:
    enter()
    print(sorted(line.split(":")[0].strip() for line in open("/proc/net/dev") if ":" in line))
except NotPermittedError as problem:
    print(problem)
"""
REFUSED = """
import os, threading
from quizapp.kernel.namespace import NotPermittedError, enter
if os.geteuid() == 0:
    os.setuid(65534)
threading.Thread(target=threading.Event().wait, daemon=True).start()
try:
    enter()
except NotPermittedError as problem:
    print(problem)
os._exit(0)
"""


def output(program: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return ran.stdout.strip()


def test_inside_there_is_no_device_of_this_machine_or_it_says_why_not() -> None:
    said = output(ENTER)
    assert said.startswith("This system does not permit a network namespace (") or (
        "'lo'" in said and "eth" not in said
    )


def test_a_refusal_names_its_reason_and_a_remedy() -> None:
    said = output(REFUSED)
    assert said.startswith("This system does not permit a network namespace (")
    assert said.endswith("or as root.")


def test_each_thing_refused_has_its_name() -> None:
    told = str(NotPermittedError(NotPermittedError.TUN, "no such device"))
    assert told.startswith("This system does not permit a TUN device (no such device).")
