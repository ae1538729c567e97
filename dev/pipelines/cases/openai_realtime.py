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
    pcm, before = speech(), len(avatar.messages)
    await server.say("item-2", pcm, "output_audio")
    await spoken(avatar, 1000, before)
    await server.send("input_audio_buffer.speech_started", item_id="item-3", audio_start_ms=1000)
    await server.say("item-2", pcm, "output_audio")  # what the server had under way
    truncate = await asyncio.wait_for(server.told.get(), 30)
    told = await avatar.told("finished", after=before)
    saw = (truncate.type, truncate.item_id, truncate.content_index, truncate.audio_end_ms)
    expect(saw == ("conversation.item.truncate", "item-2", 0, told["playedMs"]), saw)
    await server.say("item-4", speech(1), "output_audio")
    await avatar.told_any({"finished"}, after=avatar.messages.index(told) + 1)
    heard = await stage.heard("realtime")
    broken_off(heard[1], pcm)
    same(heard[2], speech(1))
    expect(len(heard) == 3, heard)
    return truncate.audio_end_ms
