"""Whole sessions of both SDKs: token, configure, segments, interrupt, close; compared with what the simulator recorded."""

import hashlib
import random
from functools import partial

import tokens
from cases import failure_of
from client import Client
from sdk_client import SdkClient
from spatius_client import SpatiusClient

RECORDED = "recorded byte for byte"


def cases() -> list:
    tried = []
    for sdk, dialect, more in ((Client, "SpatialReal", {}), (SpatiusClient, "Spatius", {"extra_params": {"a": "b"}})):
        tried += [
            (f"{dialect}: three segments, an interrupt and a close", RECORDED, partial(whole_session, sdk, dialect)),
            (f"{dialect}: a session with query credentials", RECORDED, partial(query_session, sdk, more)),
            (f"{dialect}: a session with an Agora egress", RECORDED, partial(agora_session, sdk)),
        ]
    used = "sessionTokenInvalid in websocket_connect"
    return tried + [
        ("SpatialReal: a used token", used + ", not retryable", partial(used_token, Client)),
        ("Spatius: a used token", used, partial(used_token, SpatiusClient)),
    ]


async def whole_session(sdk, dialect: str, simulator) -> str:
    client = sdk(simulator)
    connection_id = await client.connect()
    audio = [noise(seed, length) for seed, length in ((1, 19200), (2, 9601), (3, 960000))]
    spoken = [await speak(client, audio[0], 480), await speak(client, audio[1], 1000)]
    spoken.append(await speak(client, audio[2], 9600))
    await client.until(lambda: len(client.ended()) == 2)
    interrupted = await client.session.interrupt()
    await client.until(lambda: len(client.ended()) == 3)
    await client.session.close()

    equal("request ids in order of their ends", client.ended(), spoken)
    equal("the interrupted request", interrupted, spoken[2])
    equal("errors", client.errors, [])
    equal("calls of on_close", client.closes, sdk.calls_of_on_close)
    record = await simulator.session(connection_id)
    equal("dialect and close code", (record["dialect"], record["closeCode"]), (dialect, 1000))
    equal("room", (record["room"], record["sampleRate"]), ("lobby", 24000))
    equal("requests", [request["requestId"] for request in record["requests"]], spoken)
    equal("SHA-256", hashes(record), [hashlib.sha256(piece).hexdigest() for piece in audio])
    equal("interrupts", [request["interrupted"] for request in record["requests"]], [False, False, True])
    equal("bytes after the interrupt", record["requests"][2]["bytesAfterInterrupt"], 0)
    return RECORDED


async def query_session(sdk, more: dict, simulator) -> str:
    return await _short_session(sdk(simulator, use_query_auth=True, **more), simulator)


async def agora_session(sdk, simulator) -> str:
    egress = sdk.sdk.AgoraEgressConfig(channel_name="lobby", token=tokens.agora(), uid=1001)
    return await _short_session(sdk(simulator, livekit_egress=None, agora_egress=egress), simulator)


async def used_token(sdk, simulator) -> str:
    client = sdk(simulator)
    await client.connect()
    await client.session.close()
    return await failure_of(client.session.start())


async def _short_session(client: SdkClient, simulator) -> str:
    connection_id = await client.connect()
    audio = noise(4, 4800)
    await speak(client, audio, 480)
    await client.until(lambda: len(client.ended()) == 1)
    await client.session.close()
    equal("SHA-256", hashes(await simulator.session(connection_id)), [hashlib.sha256(audio).hexdigest()])
    return RECORDED


async def speak(client: SdkClient, audio: bytes, piece: int) -> str:
    """Sends as a framework does: small pieces, then an empty one that ends the segment."""
    for start in range(0, len(audio), piece):
        await client.session.send_audio(audio[start : start + piece])
    return await client.session.send_audio(b"", end=True)


def noise(seed: int, length: int) -> bytes:
    return random.Random(seed).randbytes(length)


def hashes(record: dict) -> list:
    return [request["sha256"] for request in record["requests"]]


def equal(what: str, actual, expected) -> None:
    if actual != expected:
        raise AssertionError(f"{what}: {actual}, expected {expected}")
