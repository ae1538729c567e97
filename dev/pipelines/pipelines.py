"""Runs every pipeline of examples/ against one LiveKit server, simulator and worker; exits with 1 when one fails."""

import asyncio
import importlib.metadata
import logging
import pathlib
import signal
import sys
import time

import loguru

HERE = pathlib.Path(__file__).resolve().parent
EXAMPLES = HERE.parents[1] / "examples"
sys.path.append(str(HERE.parent / "roles"))
for example in ("python-ingest", "livekit-agents", "pipecat", "openai-realtime", "microphone"):
    sys.path.append(str(EXAMPLES / example))

from cases import livekit_agents, microphone, openai_realtime, pipecat_transport  # noqa: E402
from livekit_server import LiveKitServer  # noqa: E402
from simulator import Simulator  # noqa: E402
from stage import Stage  # noqa: E402
from worker import Worker  # noqa: E402

CASE_SECONDS = 120
CASES = {
    "livekit-agents": livekit_agents,
    "pipecat": pipecat_transport,
    "openai-realtime": openai_realtime,
    "microphone": microphone,
}


async def run(jar: str, livekit: str, only: list) -> int:
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, asyncio.current_task().cancel)
    async with LiveKitServer(livekit) as server, Simulator(jar) as simulator, Worker(jar) as worker:
        stage = Stage(server, simulator, worker)
        results = [await attempt(name, stage) for name in only or CASES]
    print(f"{sum(results)} passed, {len(results) - sum(results)} failed")
    return 0 if all(results) else 1


async def attempt(name: str, stage: Stage) -> bool:
    case, began = CASES[name], time.monotonic()
    packages = ", ".join(f"{package} {importlib.metadata.version(package)}" for package in case.PACKAGES)
    try:
        result = await asyncio.wait_for(case.run(stage), CASE_SECONDS)
    except Exception as e:
        print(f"FAIL  {name} with {packages}: {type(e).__name__}: {e}")
        return False
    print(f"ok    {name} with {packages}: {result} ({time.monotonic() - began:.0f} s)")
    return True


if __name__ == "__main__":
    logging.basicConfig(level=logging.ERROR)
    loguru.logger.remove()
    try:
        sys.exit(asyncio.run(run(sys.argv[1], sys.argv[2], sys.argv[3:])))
    except (asyncio.CancelledError, KeyboardInterrupt):
        sys.exit("pipelines: stopped")
