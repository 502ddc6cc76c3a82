"""Check content files."""

from pathlib import Path

import click

from quizapp.cli.opening import settings
from quizapp.content import Complaint, machine_files
from quizapp.services.checking import check, content_files


@click.command(
    epilog="\b\nExamples:\n  quizapp check\n  quizapp check content/machines/tcp.toml\n"
    "  quizapp check my-story.toml"
)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
def command(files: tuple[Path, ...]) -> None:
    """Check content files, and say what is wrong and where.

    Without FILES, every machine and every scenario of the library is checked; scenarios are
    played to their end. All problems are listed at once; the exit code is 1 if there is any.
    """
    content = settings().content_folder
    if not files and not machine_files(content):
        raise click.ClickException("There is nothing to check: the folder holds no machine.")
    complaints: list[Complaint] = []
    for checked in check(content, files or content_files(content)):
        if checked.told:
            click.echo(checked.told)
        complaints.extend(checked.complaints)
    for complaint in complaints:
        click.echo(str(complaint), err=True)
    if complaints:
        raise click.ClickException(f"{len(complaints)} problem(s) found.")
