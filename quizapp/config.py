"""Settings, read once from the environment, and where the program's own files lie."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from platformdirs import user_data_path

from quizapp.errors import QuizappError

PACKAGE = Path(__file__).parent
SHIPPED = PACKAGE / "_shipped"
"""Where a wheel carries what a checkout has beside the package."""


class SettingError(QuizappError):
    """A setting with a value that cannot be used."""

    def __init__(self, name: str, value: str, remedy: str) -> None:
        self.name, self.value = name, value
        super().__init__(f"{name}={value!r} cannot be used: {remedy}.")


def _setting(name: str, help_text: str, default: str) -> str:
    value: str = field(default=default, metadata={"name": name, "help": help_text})
    return value


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set from outside, each field with its variable and help."""

    data: str = _setting("QUIZAPP_DATA", "folder for the database, backups and the key", "")
    database: str = _setting("QUIZAPP_DATABASE", "database address; a file in the folder", "")
    host: str = _setting("QUIZAPP_HOST", "address to listen on", "127.0.0.1")
    port: str = _setting("QUIZAPP_PORT", "port to listen on", "8017")
    graphviz: str = _setting("QUIZAPP_GRAPHVIZ", "auto, system or bundled", "auto")
    content: str = _setting("QUIZAPP_CONTENT", "folder of machines to study", "")

    @property
    def data_folder(self) -> Path:
        """The folder for everything that belongs to the learner."""
        if self.data:
            return _folder("QUIZAPP_DATA", self.data)
        return user_data_path("quizapp")

    @property
    def content_folder(self) -> Path:
        """The folder of machines."""
        if self.content:
            return _folder("QUIZAPP_CONTENT", self.content)
        return shipped("content")

    @property
    def database_address(self) -> str:
        """A database URL, or the path of an SQLite file."""
        return self.database or str(self.data_folder / "quizapp.db")

    @property
    def port_number(self) -> int:
        """The port; raises ``SettingError`` if it is not one."""
        if not (self.port.isdecimal() and len(self.port) <= 5 and int(self.port) <= 65535):
            raise SettingError("QUIZAPP_PORT", self.port, "give a number from 0 to 65535")
        return int(self.port)


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Return the settings an environment holds; raises ``SettingError``."""
    given = {
        item.name: environment[item.metadata["name"]]
        for item in fields(Settings)
        if environment.get(item.metadata["name"])
    }
    settings = Settings(**given)
    if settings.graphviz not in ("auto", "system", "bundled"):
        remedy = "give auto, system or bundled"
        raise SettingError("QUIZAPP_GRAPHVIZ", settings.graphviz, remedy)
    if settings.port_number < 0:
        raise SettingError("QUIZAPP_PORT", settings.port, "give a number from 0 to 65535")
    return settings


def _folder(name: str, value: str) -> Path:
    """Return the folder a setting names; raises ``SettingError``."""
    try:
        return Path(value).expanduser()
    except RuntimeError as problem:
        remedy = "there is no such home folder; write the path in full"
        raise SettingError(name, value, remedy) from problem


def shipped(name: str) -> Path:
    """Return the folder ``name`` that comes with the program, from a wheel or a checkout."""
    inside = SHIPPED / name
    return inside if inside.is_dir() else PACKAGE.parent / name
