"""Configuration and confirm: how each failure comes out of the SDK."""

import asyncio
from functools import partial

from cases import failure_of, refused
from client import Client
from spatialreal import LiveKitEgressConfig

AT_HANDSHAKE = {"handshake": True}
PROTOCOL = "protocolError in websocket_handshake, not retryable"
SERVER = "serverError in websocket_handshake, not retryable"
CODES = {
    3: SERVER,
    14: SERVER,
    16: SERVER,
    400: SERVER,
    4001: "creditsExhausted in websocket_handshake, not retryable",
    4002: "sessionDurationExceeded in websocket_handshake, retryable",
    4003: "concurrencyLimit in websocket_handshake, not retryable",
    4010: "sessionTokenInvalid in websocket_handshake, not retryable",
    4400: "connectionClosed in websocket_handshake, not retryable",
    4503: "upstreamError in websocket_handshake, retryable",
}
CLOSES = {code: told for code, told in CODES.items() if code >= 4000} | {
    1000: "connectionClosed in websocket_handshake, retryable",
    1011: "connectionClosed in websocket_handshake, retryable",
}
FRAMES = ("Text", "Garbage", "EmptyConfirm", "UnknownType")


def cases() -> list:
    tried = [(f"handshake: ServerError {code}", told, partial(_meets, kind="serverError", code=code)) for code, told in CODES.items()]
    tried += [(f"handshake: close {code}", told, partial(_meets, kind="close", code=code)) for code, told in CLOSES.items()]
    tried += [(f"handshake: first frame {frame}", PROTOCOL, partial(_meets, kind="frame", frame=frame)) for frame in FRAMES]
    return tried + [
        ("handshake: TCP drop", "connectionClosed in websocket_handshake, retryable", partial(_meets, kind="drop")),
        ("handshake: no confirm", "still waiting after a second", _swallow),
        ("handshake: a late confirm", "confirmed", _late),
        ("handshake: unsupported sample rate", SERVER, partial(_configured, {"sample_rate": 96000})),
        ("handshake: an egress without a room", SERVER, partial(_configured, {"livekit_egress": _no_room()})),
    ]


async def _meets(simulator, **fault) -> str:
    return await refused(Client(simulator), simulator, **fault, when=AT_HANDSHAKE)


async def _swallow(simulator) -> str:
    """The SDK has no deadline of its own."""
    await simulator.fault(kind="confirmSwallow")
    client = Client(simulator)
    try:
        await asyncio.wait_for(client.connect(), 1)
    except asyncio.TimeoutError:
        return "still waiting after a second"
    finally:
        await client.session.close()
    return "confirmed"


async def _late(simulator) -> str:
    await simulator.fault(kind="confirmDelay", ms=300)
    client = Client(simulator)
    await client.connect()
    await client.session.close()
    return "confirmed"


async def _configured(changes: dict, simulator) -> str:
    return await failure_of(Client(simulator, **changes).connect())


def _no_room() -> LiveKitEgressConfig:
    return LiveKitEgressConfig(url="wss://livekit.example", publisher_id="avatar", api_token="t")
