"""Starts the simulator and a worker of the built jar, and runs the suite against a session of each format."""

import asyncio
import base64
import hashlib
import json
import pathlib
import secrets
import sys
import urllib.request
from datetime import datetime, timedelta, timezone

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "roles"))

import suite  # noqa: E402
import tokens  # noqa: E402
from role import Role  # noqa: E402
from simulator import APP_ID, AVATAR_ID, Simulator  # noqa: E402
from subject import Subject  # noqa: E402

RATE = 24_000
ROOM = "conformance"
IDENTITY = "avatar-conformance"


class Worker(Role):
    def __init__(self, jar: str):
        super().__init__(jar, "worker", "--token-file", "--allow-insecure-endpoints")

    async def assign(self, session: str, body: dict) -> str:
        """Where the session's audio is pushed."""
        headers = {"Authorization": "Bearer " + self.secret}
        await asyncio.to_thread(post, f"{self.url}/v1/sessions/{session}", headers, body, "PUT")
        return self.url.replace("http://", "ws://") + f"/v1/sessions/{session}/audio"


def post(url: str, headers: dict, body, method: str = "POST") -> dict:
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(url, data, headers, method=method), timeout=10) as response:
        return json.load(response)


def assignment(simulator: Simulator, audio_format: str, session_token: str, ingest_tokens: dict) -> dict:
    return {
        "session": "conformance/" + audio_format,
        "epoch": 1,
        "term": 0,
        "desired": "Running",
        "egress": {
            "ingressUrl": simulator.ingress,
            "appId": APP_ID,
            "avatarId": AVATAR_ID,
            "configure": base64.b64encode(configure(audio_format)).decode(),
        },
        "audio": {"format": audio_format, "sampleRateHz": RATE, "source": {"ingest": {}}},
        "sessionTokens": [{"generation": 1, "token": session_token, "expiresAt": in_hours(1)}],
        "ingestTokens": [
            {"sha256": hashlib.sha256(token.encode()).hexdigest(), "expiresAt": expiry}
            for token, expiry in ingest_tokens.items()
        ],
        "published": True,
    }


def in_hours(hours: int) -> str:
    return (datetime.now(timezone.utc) + timedelta(hours=hours)).isoformat()


def configure(audio_format: str) -> bytes:
    """A ClientConfigureSession: sample_rate 1, audio_format 3 (Opus is 1), egress_type 5 (LiveKit is 1), livekit_egress 6."""
    livekit = text(1, "wss://livekit.example") + text(4, ROOM) + text(5, IDENTITY)
    livekit += text(8, tokens.livekit(ROOM, IDENTITY))
    opus = b"\x18\x01" if audio_format == "OGG_OPUS" else b""
    return b"\x08" + varint(RATE) + opus + b"\x28\x01\x32" + varint(len(livekit)) + livekit


def text(field: int, value: str) -> bytes:
    return varint(field << 3 | 2) + varint(len(value)) + value.encode()


def varint(value: int) -> bytes:
    low, rest = value & 0x7F, value >> 7
    return bytes([low | 0x80]) + varint(rest) if rest else bytes([low])


async def run(jar: str) -> int:
    async with Simulator(jar) as simulator, Worker(jar) as worker:
        results = [await conformance(simulator, worker, audio_format) for audio_format in ("PCM_S16LE", "OGG_OPUS")]
        return max(results)


async def conformance(simulator: Simulator, worker: Worker, audio_format: str) -> int:
    expire_at = int((datetime.now(timezone.utc) + timedelta(hours=1)).timestamp())
    minted = post(simulator.url + "/v1/auth/session-token", {"X-Api-Key": simulator.api_key}, {"expireAt": expire_at})
    good, expired = secrets.token_hex(16), secrets.token_hex(16)
    tokens_of_client = {good: in_hours(1), expired: in_hours(-1)}
    body = assignment(simulator, audio_format, minted["session_token"], tokens_of_client)
    url = await worker.assign("own-" + audio_format.lower().replace("_", "-"), body)
    return await suite.run(Subject(url, good, expired=expired))


if __name__ == "__main__":
    try:
        sys.exit(asyncio.run(run(sys.argv[1])))
    except KeyboardInterrupt:
        sys.exit("ingest-conformance: stopped")
