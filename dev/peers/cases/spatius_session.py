"""Whole sessions of the Spatius SDK; compared with what the simulator recorded."""

import hashlib

import tokens
from cases.session import equal, hashes, noise, speak
from spatius import AgoraEgressConfig
from spatius_client import SpatiusClient

RECORDED = "recorded byte for byte"


def cases() -> list:
    return [
        ("spatius: three segments, an interrupt and a close", RECORDED, whole_session),
        ("spatius: query credentials and extra parameters", RECORDED, query_session),
        ("spatius: an Agora egress", RECORDED, agora_session),
    ]


async def whole_session(simulator) -> str:
    client = SpatiusClient(simulator)
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
    record = await simulator.session(connection_id)
    equal("dialect and close code", (record["dialect"], record["closeCode"]), ("Spatius", 1000))
    equal("SHA-256", hashes(record), [hashlib.sha256(piece).hexdigest() for piece in audio])
    equal("interrupts", [request["interrupted"] for request in record["requests"]], [False, False, True])
    return RECORDED


async def query_session(simulator) -> str:
    return await _short_session(SpatiusClient(simulator, use_query_auth=True, extra_params={"a": "b"}), simulator)


async def agora_session(simulator) -> str:
    egress = AgoraEgressConfig(channel_name="lobby", token=tokens.agora(), uid=1002)
    return await _short_session(SpatiusClient(simulator, livekit_egress=None, agora_egress=egress), simulator)


async def _short_session(client: SpatiusClient, simulator) -> str:
    connection_id = await client.connect()
    audio = noise(4, 4800)
    await speak(client, audio, 480)
    await client.until(lambda: len(client.ended()) == 1)
    await client.session.close()
    equal("SHA-256", hashes(await simulator.session(connection_id)), [hashlib.sha256(audio).hexdigest()])
    return RECORDED
