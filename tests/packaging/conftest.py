"""The wheel, installed where the checkout cannot be seen."""

import os
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.durability.serving import environment

CHECKOUT = Path(__file__).parents[2]
DEPENDENCIES = Path(sysconfig.get_path("purelib"))
GUARD = """
import os, sys

def refuse(event, given, out={out!r}, but={but!r}):
    if event in ("open", "os.listdir", "os.scandir") and isinstance(given[0], (str, bytes)):
        path = os.path.abspath(os.fsdecode(given[0])) + os.sep
        if path.startswith(out + os.sep) and not path.startswith(but + os.sep):
            raise PermissionError("read from the checkout: " + path)

sys.addaudithook(refuse)
"""


@dataclass(frozen=True)
class Installed:
    """A virtual environment with the wheel in it, outside the checkout."""

    folder: Path

    @property
    def packages(self) -> Path:
        """Where it keeps what was installed."""
        return next(self.folder.glob("lib/python*/site-packages"))

    def program(self, name: str) -> str:
        """The path of one of its programs."""
        return str(self.folder / "bin" / name)

    def run(
        self, program: str, *arguments: str, check: bool = True
    ) -> subprocess.CompletedProcess[str]:
        """Run one of its programs in a folder that is not the checkout."""
        return run([self.program(program), *arguments], cwd=self.folder, check=check)


def run(
    command: Sequence[str], cwd: Path, *, check: bool = True
) -> subprocess.CompletedProcess[str]:
    """Run a program with next to no environment and return what it printed."""
    done = subprocess.run(
        command, cwd=cwd, env=environment(cwd / "data"), capture_output=True, text=True
    )
    assert done.returncode == 0 or not check, done.stdout + done.stderr
    return done


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from the checkout."""
    out = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out)]
    run([*build, str(CHECKOUT)], cwd=out)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel in an environment of its own.

    The suite must pass without a network, so the dependencies are not installed again: a
    ``.pth`` file shows the environment those that the tests run with. They come after its own
    packages, and the ``.pth`` files among them (the editable quizapp's) are not followed. An
    audit hook refuses every file of the checkout but the dependencies.
    """
    environment = Installed(tmp_path_factory.mktemp("installed"))
    venv.create(environment.folder, with_pip=False, symlinks=os.name != "nt")
    python = environment.program("python")
    install = ["install", "--quiet", "--no-deps", "--no-index", "--no-compile", str(wheel)]
    run([sys.executable, "-m", "pip", "--python", python, *install], cwd=environment.folder)
    guard = GUARD.format(out=str(CHECKOUT), but=str(DEPENDENCIES))
    (environment.packages / "checkout_guard.py").write_text(guard)
    (environment.packages / "dependencies.pth").write_text(
        f"import checkout_guard\n{DEPENDENCIES}\n"
    )
    engine = Path(sysconfig.get_path("scripts")) / "graphviz-pure"
    Path(environment.program(engine.name)).symlink_to(engine)
    return environment
