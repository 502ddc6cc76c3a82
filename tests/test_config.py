from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest
from platformdirs import user_data_path

from quizapp.config import PACKAGE, SettingError, Settings, read_settings, shipped


def test_an_empty_environment_gives_the_defaults() -> None:
    settings = read_settings({})
    assert settings == Settings()
    assert (settings.host, settings.port_number, settings.graphviz) == (
        "127.0.0.1",
        8017,
        "auto",
    )


@pytest.mark.parametrize(
    ("name", "value", "field"),
    [
        ("QUIZAPP_DATA", "/srv/quiz", "data"),
        ("QUIZAPP_DATABASE", "postgresql://me@host/quiz", "database"),
        ("QUIZAPP_HOST", "0.0.0.0", "host"),
        ("QUIZAPP_PORT", "9000", "port"),
        ("QUIZAPP_GRAPHVIZ", "bundled", "graphviz"),
        ("QUIZAPP_CONTENT", "/srv/content", "content"),
    ],
)
def test_every_variable_sets_its_field(name: str, value: str, field: str) -> None:
    settings = read_settings({name: value, "HOME": "/root"})
    assert getattr(settings, field) == value
    others = [item.name for item in fields(Settings) if item.name != field]
    assert all(getattr(settings, other) == getattr(Settings(), other) for other in others)


def test_an_empty_variable_is_as_good_as_none() -> None:
    assert read_settings({"QUIZAPP_PORT": "", "QUIZAPP_DATA": ""}) == Settings()


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("QUIZAPP_PORT", "many", "give a number from 0 to 65535"),
        ("QUIZAPP_PORT", "-1", "give a number from 0 to 65535"),
        ("QUIZAPP_PORT", "65536", "give a number from 0 to 65535"),
        ("QUIZAPP_PORT", "80.5", "give a number from 0 to 65535"),
        ("QUIZAPP_PORT", "²", "give a number from 0 to 65535"),
        ("QUIZAPP_GRAPHVIZ", "dot", "give auto, system or bundled"),
    ],
)
def test_a_value_that_cannot_be_used_is_told_with_the_remedy(
    name: str, value: str, remedy: str
) -> None:
    with pytest.raises(SettingError) as caught:
        read_settings({name: value})
    assert str(caught.value) == f"{name}={value!r} cannot be used: {remedy}."
    assert (caught.value.name, caught.value.value) == (name, value)


@pytest.mark.parametrize("port", ["0", "65535"])
def test_the_first_and_the_last_port_are_ports(port: str) -> None:
    assert read_settings({"QUIZAPP_PORT": port}).port_number == int(port)


def test_everything_of_the_learners_lies_in_one_folder() -> None:
    settings = Settings(data="/srv/quiz")
    assert settings.data_folder == Path("/srv/quiz")
    assert settings.database_address == str(Path("/srv/quiz/quizapp.db"))


def test_a_home_folder_may_be_abbreviated() -> None:
    assert Settings(data="~/quiz").data_folder == Path.home() / "quiz"
    assert Settings(content="~/machines").content_folder == Path.home() / "machines"


def test_the_system_says_where_data_lies_if_nobody_else_does() -> None:
    assert Settings().data_folder == user_data_path("quizapp")


def test_a_database_named_goes_before_the_folders() -> None:
    settings = Settings(data="/srv/quiz", database="postgresql://me@host/quiz")
    assert settings.database_address == "postgresql://me@host/quiz"


@pytest.mark.parametrize("name", ["content", "migrations"])
def test_what_is_shipped_is_there(name: str) -> None:
    assert shipped(name).is_dir()
    assert shipped(name).name == name
    assert PACKAGE.parent in shipped(name).parents


def test_every_setting_has_a_variable_and_a_help() -> None:
    names = [item.metadata["name"] for item in fields(Settings)]
    assert all(name.startswith("QUIZAPP_") for name in names)
    assert len(set(names)) == len(names)
    assert all(item.metadata["help"] for item in fields(Settings))


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().port = "1"  # type: ignore[misc]
