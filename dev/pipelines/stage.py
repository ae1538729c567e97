"""What the cases share: a session with an avatar in a real LiveKit room, and what the simulator heard of it."""

import asyncio
import hashlib
import secrets
import wave
from dataclasses import dataclass
from pathlib import Path

import tokens
from avatar_ingest import AvatarIngest
from livekit_server import LiveKitServer
from simulator import Simulator
from worker import RATE, Egress, Worker, in_hours

SPEECH = Path(__file__).resolve().parents[1] / "audio" / "welcome-24k.wav"


@dataclass
class Stage:
    livekit: LiveKitServer
    simulator: Simulator
    worker: Worker

    async def avatar(self, room: str) -> AvatarIngest:
        """A client, not yet connected, of a new session in this room."""
        ingest_token = secrets.token_hex(16)
        identity = "avatar-" + room
        token = tokens.livekit(room, identity, self.livekit.secret)
        egress = Egress(self.livekit.url, room, identity, token)
        url = await self.worker.assign(room, self.simulator, egress, {ingest_token: in_hours(1)})
        return AvatarIngest(url, ingest_token)

    async def heard(self, room: str) -> list:
        """The requests of the room's session, one per segment."""
        return (await self.simulator.session_in(room))["requests"]


def speech(seconds: float | None = None) -> bytes:
    with wave.open(str(SPEECH)) as wav:
        frames = wav.getnframes() if seconds is None else int(seconds * RATE)
        return wav.readframes(frames)


def pieces(pcm: bytes, millis: int = 20) -> list:
    step = RATE * 2 * millis // 1000
    return [pcm[at : at + step] for at in range(0, len(pcm), step)]


def seconds_of(pcm: bytes) -> float:
    return len(pcm) / (RATE * 2)


def same(request: dict, pcm: bytes) -> None:
    """The simulator heard exactly this, to its end."""
    expect(request["bytes"] == len(pcm), request)
    expect(request["sha256"] == hashlib.sha256(pcm).hexdigest(), request)
    expect(request["ended"] and not request["interrupted"], request)


def broken_off(request: dict, pcm: bytes) -> None:
    """Speech was stopped in its middle."""
    expect(request["interrupted"] and request["bytesAfterInterrupt"] == 0, request)
    expect(0 < request["playedMs"] < seconds_of(pcm) * 1000, request)


def expect(good: bool, saw) -> None:
    if not good:
        raise AssertionError(f"saw {saw}")


async def spoken(avatar: AvatarIngest, millis: int, after: int = 0) -> None:
    """Until the first segment that starts after that message has played so much: it gives its credit back."""
    started = await avatar.told("started", after=after)
    begin = avatar.messages.index(started)

    def played() -> float:
        return sum(message["ms"] for message in avatar.messages[begin:] if message["type"] == "credit")

    while played() < millis:
        await avatar.told("credit", after=len(avatar.messages))


async def until(condition, seconds: float = 30) -> None:
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.05)
