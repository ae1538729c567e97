"""The bridge between a stand-in of a Realtime server and the avatar; the package openai checks what the server is told."""

import asyncio
import base64
import contextlib
import json

import websockets
from openai.types.realtime import RealtimeClientEvent
from pydantic import TypeAdapter
from realtime_bridge import RealtimeBridge
from stage import Stage, broken_off, expect, pieces, same, speech, spoken

PACKAGES = ("openai",)
CLIENT_EVENT = TypeAdapter(RealtimeClientEvent)


class StandIn:
    """One client; it is told what the test wants, and what it says is kept."""

    def __init__(self):
        self.told = asyncio.Queue()
        self._client = asyncio.get_running_loop().create_future()

    async def serve(self, connection: websockets.ServerConnection) -> None:
        self._client.set_result(connection)
        with contextlib.suppress(websockets.ConnectionClosedError):
            async for text in connection:
                self.told.put_nowait(CLIENT_EVENT.validate_json(text))

    async def send(self, kind: str, **event) -> None:
        await (await self._client).send(json.dumps({"type": kind, **event}))

    async def say(self, item: str, pcm: bytes, audio: str) -> None:
        where = {"item_id": item, "output_index": 0, "content_index": 0}
        for piece in pieces(pcm, 100):
            await self.send(f"response.{audio}.delta", delta=base64.b64encode(piece).decode(), **where)
        await self.send(f"response.{audio}.done", **where)

    async def hang_up(self) -> None:
        await (await self._client).close()


async def run(stage: Stage) -> str:
    server = StandIn()
    async with websockets.serve(server.serve, "127.0.0.1", 0) as listening, await stage.avatar("realtime") as avatar:
        port = listening.sockets[0].getsockname()[1]
        async with websockets.connect(f"ws://127.0.0.1:{port}", proxy=None) as realtime:
            bridging = asyncio.create_task(RealtimeBridge(realtime, avatar).run())
            try:
                await speaks(stage, server, avatar)
                truncated = await is_interrupted(stage, server, avatar)
                await server.hang_up()
                await asyncio.wait_for(bridging, 30)
            finally:
                bridging.cancel()
    return f"played 2000 ms, then {truncated} ms until interrupted, which the server was told"


async def speaks(stage: Stage, server: StandIn, avatar) -> None:
    """In the words of the first version of the protocol."""
    pcm = speech(2)
    await server.say("item-1", pcm, "audio")
    await avatar.told("finished")
    same((await stage.heard("realtime"))[0], pcm)
    expect(server.told.empty(), "a truncate of what was heard to its end")


async def is_interrupted(stage: Stage, server: StandIn, avatar) -> int:
    """While one item is heard, another uses up the credit and the third waits for it."""
    pcm, before = speech(), len(avatar.messages)
    for item, times in (("item-2", 1), ("item-3", 4), ("item-4", 1)):
        await server.say(item, pcm * times, "output_audio")
    await spoken(avatar, 1000, before)
    await server.send("input_audio_buffer.speech_started", item_id="item-5", audio_start_ms=1000)
    await server.say("item-3", pcm, "output_audio")  # what the server had under way
    heard = (await avatar.told("started", after=before))["segment"]
    played_ms = (await avatar.told("finished", heard))["playedMs"]
    truncates = [await asyncio.wait_for(server.told.get(), 30) for _ in range(3)]
    saw = {(truncate.type, truncate.item_id, truncate.content_index, truncate.audio_end_ms) for truncate in truncates}
    expected = {"item-2": played_ms, "item-3": 0, "item-4": 0}
    expect(saw == {("conversation.item.truncate", item, 0, millis) for item, millis in expected.items()}, saw)
    broken_off((await stage.heard("realtime"))[1], pcm)
    await speaks_on(stage, server, avatar)
    return played_ms


async def speaks_on(stage: Stage, server: StandIn, avatar) -> None:
    pcm, before = speech(1), len(avatar.messages)
    await server.say("item-6", pcm, "output_audio")
    told = await avatar.told("finished", after=before)
    expect(told["reason"] == "Played", told)
    heard = await stage.heard("realtime")
    same(heard[2], pcm)
    expect(len(heard) == 3, heard)
