"""The worker of the built jar, and assignments as an operator would make them."""

import asyncio
import base64
import hashlib
import json
import urllib.request
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from role import Role
from simulator import APP_ID, AVATAR_ID, Simulator

RATE = 24_000


@dataclass
class Egress:
    """The LiveKit room in which the avatar shall stand."""

    url: str
    room: str
    identity: str
    token: str

    def configure(self, audio_format: str) -> bytes:
        """A ClientConfigureSession: sample_rate 1, audio_format 3 (Opus is 1), egress_type 5 (LiveKit is 1), livekit_egress 6."""
        livekit = text(1, self.url) + text(4, self.room) + text(5, self.identity) + text(8, self.token)
        opus = b"\x18\x01" if audio_format == "OGG_OPUS" else b""
        return b"\x08" + varint(RATE) + opus + b"\x28\x01\x32" + varint(len(livekit)) + livekit


class Worker(Role):
    def __init__(self, jar: str):
        super().__init__(jar, "worker", "--token-file", "--allow-insecure-endpoints")

    async def assign(
        self, session: str, simulator: Simulator, egress: Egress, ingest_tokens: dict, audio_format: str = "PCM_S16LE"
    ) -> str:
        """Where the session's audio is pushed; `ingest_tokens` are tokens and their expiries."""
        body = {
            "session": "dev/" + session,
            "epoch": 1,
            "term": 0,
            "desired": "Running",
            "egress": {
                "ingressUrl": simulator.ingress,
                "appId": APP_ID,
                "avatarId": AVATAR_ID,
                "configure": base64.b64encode(egress.configure(audio_format)).decode(),
            },
            "audio": {"format": audio_format, "sampleRateHz": RATE, "source": {"ingest": {}}},
            "sessionTokens": [{"generation": 1, "token": await simulator.mint(), "expiresAt": in_hours(1)}],
            "ingestTokens": [
                {"sha256": hashlib.sha256(token.encode()).hexdigest(), "expiresAt": expiry}
                for token, expiry in ingest_tokens.items()
            ],
            "published": True,
        }
        await asyncio.to_thread(self._put, f"{self.url}/v1/sessions/{session}", body)
        return self.url.replace("http://", "ws://") + f"/v1/sessions/{session}/audio"

    def _put(self, url: str, body: dict) -> None:
        headers = {"Authorization": "Bearer " + self.secret}
        request = urllib.request.Request(url, json.dumps(body).encode(), headers, method="PUT")
        with urllib.request.urlopen(request, timeout=10):
            pass


def in_hours(hours: int) -> str:
    return (datetime.now(timezone.utc) + timedelta(hours=hours)).isoformat()


def text(field: int, value: str) -> bytes:
    return varint(field << 3 | 2) + varint(len(value)) + value.encode()


def varint(value: int) -> bytes:
    low, rest = value & 0x7F, value >> 7
    return bytes([low | 0x80]) + varint(rest) if rest else bytes([low])
