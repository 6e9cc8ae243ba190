from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

# How long an example takes depends on what else the machine does.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")

SEEDS = Path(__file__).parents[1] / "seeds"


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep converted checkpoints out of the user's own cache."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRIEFING_HOME", str(folder))
        yield folder


@pytest.fixture(scope="session")
def seeds() -> Path:
    return SEEDS
