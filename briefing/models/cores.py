"""What this process may compute on: its processor cores, and a graphics card if asked for."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

Device = Literal["cpu", "cuda"]


def available_cores(cgroup: Path = Path("/sys/fs/cgroup")) -> int:
    """Return the cores this process may use: those it is bound to, within its container's quota.

    A quota that is no whole number of cores is rounded down: a thread too many is throttled, and
    the others wait for it.
    """
    try:
        cores = len(os.sched_getaffinity(0))
    except AttributeError:  # macOS, Windows
        cores = os.cpu_count() or 1
    quota = _quota(cgroup)
    return max(1, cores if quota is None else min(cores, int(quota)))


def _quota(cgroup: Path) -> float | None:
    """Return the CPU quota in cores: from cgroup v2's one file or v1's two; None without one."""
    try:
        if (cgroup / "cpu.max").exists():
            quota, period = (cgroup / "cpu.max").read_text().split()
        else:
            quota = (cgroup / "cpu" / "cpu.cfs_quota_us").read_text()
            period = (cgroup / "cpu" / "cpu.cfs_period_us").read_text()
        cores = float(quota) / float(period)
    except (OSError, ValueError, ZeroDivisionError):  # no cgroup, or "max": no limit
        return None
    return cores if cores > 0 else None  # v1 writes -1 for no limit
