"""Many articles through the pipeline, none able to harm another.

`run` takes a handful in this process and forgets them. `flow` takes any number: it hands `tasks`
to an engine (`local`: worker processes), whose workers each have a `workshop`, and writes what
comes back into the store before anything else, so that it can be stopped at any instant.
"""

from __future__ import annotations

from briefing.batch.serial import CHUNK, run

__all__ = ["CHUNK", "run"]
