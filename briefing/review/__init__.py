"""The review round trip: out to reviewers in their tools' formats, and back into the memory."""

from __future__ import annotations
