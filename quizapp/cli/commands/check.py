"""Check content files."""

from pathlib import Path

import click

from quizapp.cli.opening import settings
from quizapp.content import Complaint, ContentError, machine_files, read_machine


@click.command(
    epilog="\b\nExamples:\n  quizapp check\n  quizapp check content/machines/tcp.toml"
)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
def command(files: tuple[Path, ...]) -> None:
    """Check content files, and say what is wrong and where.

    Without FILES, every machine of the library is checked. All problems are listed at once;
    the exit code is 1 if there is any.
    """
    paths = files or machine_files(settings().content_folder)
    complaints: list[Complaint] = []
    for path in paths:
        try:
            machine = read_machine(path)
        except ContentError as problem:
            complaints.extend(problem.complaints)
            continue
        click.echo(
            f"{path.name}: sound. {len(machine.states)} states, {len(machine.events)} events, "
            f"{len(machine.transitions)} transitions ({len(machine.drawn())} drawn), "
            f"{len(machine.responses)} responses, {len(machine.impossible)} impossible."
        )
    for complaint in complaints:
        click.echo(str(complaint), err=True)
    if complaints:
        raise click.ClickException(f"{len(complaints)} problem(s) found.")
    if not paths:
        raise click.ClickException("There is nothing to check: the folder holds no machine.")
