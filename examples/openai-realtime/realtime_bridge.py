"""The avatar as the voice of an OpenAI Realtime session, or of a server that speaks like one.

    realtime_bridge.py REALTIME_URL API_KEY_FILE INGEST_URL INGEST_TOKEN_FILE [CA_FILE]

Both sides must use 16 bit PCM at the same rate: 24000 Hz. When the server hears a person (speech_started) the avatar stops,
and the server is told with conversation.item.truncate how much of its answer the room has heard.
"""

import asyncio
import base64
import contextlib
import json
import pathlib
import sys
import uuid

import websockets
from avatar_ingest import AvatarIngest

AUDIO = {"response.output_audio.delta", "response.audio.delta"}
AUDIO_DONE = {"response.output_audio.done", "response.audio.done"}
LOST = (OSError, websockets.WebSocketException)
MOST_WAITING = 10_000  # pieces of audio; a server that sends more is given up


class RealtimeBridge:
    """Whoever owns the WebSocket to the server may also send the person's voice on it; the bridge reads it."""

    def __init__(self, realtime: websockets.ClientConnection, avatar: AvatarIngest):
        self._realtime = realtime
        self._avatar = avatar
        # Audio waits for credit behind a queue, so that speech_started never waits behind audio.
        self._waiting = asyncio.Queue(MOST_WAITING)
        self._item = None
        self._unfinished = {}
        self._interrupted = set()

    async def run(self) -> None:
        """Until the server ends the connection, and what it said was heard."""
        async with asyncio.TaskGroup() as tasks:
            speaker = tasks.create_task(self._speak())
            async for text in self._realtime:
                await self._heard(json.loads(text))
            speaker.cancel()
        await asyncio.gather(*(follower for _, follower in self._unfinished.values()))

    async def _heard(self, event: dict) -> None:
        if event["type"] in AUDIO | AUDIO_DONE:
            self._waiting.put_nowait(event)
        elif event["type"] == "input_audio_buffer.speech_started":
            await self._interrupt()

    async def _interrupt(self) -> None:
        begun, waiting = {item for item, _ in self._unfinished.values()}, {}
        while not self._waiting.empty():
            event = self._waiting.get_nowait()
            waiting[event["item_id"]] = event
        self._interrupted |= begun | waiting.keys()
        self._item = None
        with contextlib.suppress(*LOST):
            await self._avatar.interrupt()
        for item in waiting.keys() - begun:
            await self._truncate(waiting[item], 0)

    async def _speak(self) -> None:
        while True:
            event = await self._waiting.get()
            if event["item_id"] in self._interrupted:
                continue  # the server had sent it before it heard the person
            try:
                await self._say(event)
            except LOST:
                self._interrupted.add(event["item_id"])
                self._item = None

    async def _say(self, event: dict) -> None:
        if event["type"] in AUDIO:
            if event["item_id"] != self._item:
                await self._start(event)
            await self._avatar.carry(base64.b64decode(event["delta"]))
        elif event["item_id"] == self._item:
            self._item = None
            await self._avatar.end()

    async def _start(self, event: dict) -> None:
        self._item = event["item_id"]
        await self._avatar.reconnect()
        segment, seen = str(uuid.uuid4()), len(self._avatar.messages)
        follower = asyncio.create_task(self._follow(segment, event, seen))
        self._unfinished[segment] = (self._item, follower)
        await self._avatar.start(segment)

    async def _follow(self, segment: str, event: dict, seen: int) -> None:
        """The server believes that all it sent was heard, unless it is told."""
        told = await self._avatar.follow(segment, {"finished"}, seen)
        del self._unfinished[segment]
        if told["reason"] != "Played":
            await self._truncate(event, told["playedMs"])

    async def _truncate(self, event: dict, played_ms: int) -> None:
        truncate = {"type": "conversation.item.truncate", "audio_end_ms": played_ms}
        truncate |= {"item_id": event["item_id"], "content_index": event["content_index"]}
        with contextlib.suppress(websockets.ConnectionClosed):
            await self._realtime.send(json.dumps(truncate))


async def main(realtime_url: str, key_file: str, url: str, token_file: str, ca_file: str | None = None) -> None:
    key, token = (pathlib.Path(file).read_text().strip() for file in (key_file, token_file))
    headers = {"Authorization": "Bearer " + key}
    async with (
        websockets.connect(realtime_url, additional_headers=headers, max_size=None) as realtime,
        AvatarIngest(url, token, ca_file) as avatar,
    ):
        await RealtimeBridge(realtime, avatar).run()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
