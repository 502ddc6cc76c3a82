from pathlib import Path

import pytest


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder for everything a server keeps."""
    return tmp_path / "data"
