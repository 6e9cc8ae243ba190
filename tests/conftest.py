from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

# How long an example takes depends on what else the machine does. CI tries the same ones each time,
# so that a change is never blamed for what it did not touch.
hypothesis.settings.register_profile("unhurried", deadline=None, derandomize="CI" in os.environ)
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
