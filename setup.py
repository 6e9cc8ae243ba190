"""Copies the default glossary into what is built, so that an installed package has it too.

Everything else about the build is in pyproject.toml; from a checkout (or an editable install) the
program reads glossary/ itself.
"""

from __future__ import annotations

from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

GLOSSARY = Path("glossary", "glossary.csv")


class BuildWithGlossary(build_py):
    """Adds glossary/glossary.csv to the package as briefing/terminology/data/glossary.csv."""

    def run(self) -> None:
        """Build the package, then copy the glossary into it."""
        super().run()
        if not self.editable_mode:
            target = Path(self.build_lib, "briefing", "terminology", "data", GLOSSARY.name)
            self.mkpath(str(target.parent))
            self.copy_file(str(GLOSSARY), str(target))


setup(cmdclass={"build_py": BuildWithGlossary})
