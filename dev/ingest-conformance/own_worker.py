"""Starts the simulator and a worker of the built jar, and runs the suite against a session of each format."""

import asyncio
import pathlib
import secrets
import sys

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "roles"))

import suite  # noqa: E402
import tokens  # noqa: E402
from simulator import Simulator  # noqa: E402
from subject import Subject  # noqa: E402
from worker import Egress, Worker, in_hours  # noqa: E402

ROOM = "conformance"
IDENTITY = "avatar-conformance"


async def run(jar: str) -> int:
    async with Simulator(jar) as simulator, Worker(jar) as worker:
        results = [await conformance(simulator, worker, audio_format) for audio_format in ("PCM_S16LE", "OGG_OPUS")]
        return max(results)


async def conformance(simulator: Simulator, worker: Worker, audio_format: str) -> int:
    good, expired = secrets.token_hex(16), secrets.token_hex(16)
    tokens_of_client = {good: in_hours(1), expired: in_hours(-1)}
    egress = Egress("wss://livekit.example", ROOM, IDENTITY, tokens.livekit(ROOM, IDENTITY))
    session = "own-" + audio_format.lower().replace("_", "-")
    url = await worker.assign(session, simulator, egress, tokens_of_client, audio_format)
    return await suite.run(Subject(url, good, expired=expired))


if __name__ == "__main__":
    try:
        sys.exit(asyncio.run(run(sys.argv[1])))
    except KeyboardInterrupt:
        sys.exit("ingest-conformance: stopped")
