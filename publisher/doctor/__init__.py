"""What this machine has and lacks for printing an issue.

Takes the house, gives Findings: what was looked for, whether and in which version it is here, what it is for, what
mends its absence. It installs nothing.
"""

from __future__ import annotations

import platform

from publisher.doctor import machine, printing, proofing
from publisher.doctor.finding import Finding, Shop
from publisher.house import House

__all__ = ["Finding", "examine"]


def examine(house: House, system: str = "") -> tuple[Finding, ...]:
    """Return everything a build and proofreading need, found or not; `system` as `platform.system` names it."""
    shop = Shop(system or platform.system())
    return (*printing.look(house, shop), *proofing.look(house, shop), *machine.look(house))
