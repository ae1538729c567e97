"""Runs every case against one simulator and prints a table; exits with 1 when a case fails."""

import asyncio
import importlib.metadata
import logging
import pathlib
import signal
import sys

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "roles"))

from cases import handshake_errors, opus, playback, runtime_errors, session, spatius_errors, token_errors, upgrade_errors  # noqa: E402
from simulator import Simulator  # noqa: E402

CASE_SECONDS = 30
MODULES = (
    session,
    playback,
    token_errors,
    upgrade_errors,
    handshake_errors,
    runtime_errors,
    spatius_errors,
    opus,
)


async def run(jar: str) -> int:
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, asyncio.current_task().cancel)
    passed = failed = 0
    peers = " and ".join(name + " " + importlib.metadata.version(name) for name in ("spatialreal", "spatius"))
    print(peers + " against the simulator")
    async with Simulator(jar) as simulator:
        for module in MODULES:
            for what, expected, attempt in module.cases():
                actual = await outcome(attempt, simulator)
                good = actual == expected
                passed, failed = passed + good, failed + (not good)
                print(f"{'ok' if good else 'FAIL':<5} {what:<62} {actual}")
                if not good:
                    print(f"{'':<5} {'  expected':<62} {expected}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


async def outcome(attempt, simulator: Simulator) -> str:
    """No case leaves a fault for the next."""
    try:
        return await asyncio.wait_for(attempt(simulator=simulator), CASE_SECONDS)
    except Exception as e:
        return f"{type(e).__name__}: {e}"
    finally:
        await simulator.clear()


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    try:
        sys.exit(asyncio.run(run(sys.argv[1])))
    except (asyncio.CancelledError, KeyboardInterrupt):
        sys.exit("peers: stopped")
