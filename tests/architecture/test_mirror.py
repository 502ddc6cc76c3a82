"""A test lies where its module lies: quizapp/a/b.py and tests/a/test_b.py."""

from tests.architecture.source import MODULES, ROOT


def _is_tested(name: str) -> bool:
    *folders, stem = name.split(".")[1:]
    place = ROOT.joinpath("tests", *folders)
    return (place / f"test_{stem}.py").is_file()


def test_nearly_every_module_has_its_test() -> None:
    modules = [module.name for module in MODULES if "def " in module.text]
    modules = [name for name in modules if not name.endswith(("__init__", "__main__"))]
    without = [name for name in modules if not _is_tested(name)]
    assert len(without) <= 0.1 * len(modules), without
