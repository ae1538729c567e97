"""A client of the ingest protocol avatar-operator.v1: pushes speech to an avatar session.

    async with AvatarIngest(url, token) as avatar:
        finished = await avatar.say_wav("hello.wav")

Needs Python 3.11 and the package websockets. Audio is mono, signed 16 bit little endian, at the session's rate
(`avatar.rate`). `interrupt` is the barge-in: it acts at once, whatever audio waits. After a lost connection `redial`
goes on with the segment that was open, behind the bytes that the worker received. `reconnect`, `carry` and `follow` do so
by themselves.
"""

import asyncio
import collections
import contextlib
import json
import random
import ssl
import uuid
import wave

import websockets

SUBPROTOCOL = "avatar-operator.v1"
MESSAGE_MS = 100
RETRY_PAUSES = (0, 0.25, 0.5, 1, 2, 4)
DONT_REDIAL = {4400, 4401, 4404, 4409, 4410}


class AvatarIngest:
    """One writer of one session. Messages of the worker are kept in `messages`, in order."""

    def __init__(self, url: str, token: str, ca_file: str | None = None):
        self._url = url
        self._headers = {"Authorization": "Bearer " + token}
        self._tls = ssl.create_default_context(cafile=ca_file) if url.startswith("wss:") else None
        self._socket = None
        self._reader = None
        self._news = asyncio.Condition()
        self._credit_ms = 0.0
        self._open = None
        self._dialling = asyncio.Lock()
        self._known = set()
        self._ended = False
        self.messages = []
        self.rate = 0

    async def __aenter__(self) -> "AvatarIngest":
        await self.connect()
        return self

    async def __aexit__(self, *_) -> None:
        await self.close()

    async def connect(self) -> dict:
        """Dials and awaits `ready`, which it returns."""
        self._socket = await websockets.connect(
            self._url,
            subprotocols=[SUBPROTOCOL],
            additional_headers=self._headers,
            ssl=self._tls,
            compression=None,
            proxy=None,
        )
        seen = len(self.messages)
        self._reader = asyncio.create_task(self._read())
        ready = await self.told("ready", after=seen)
        self.rate = ready["sampleRateHz"]
        self._known = set(ready["openSegments"])
        return ready

    async def close(self) -> None:
        self._ended = True
        await self._hang_up()

    async def _hang_up(self) -> None:
        if self._socket:
            await self._socket.close()
            await asyncio.gather(self._reader, return_exceptions=True)

    async def start(self, segment: str) -> None:
        """Audio from here belongs to this segment: one answer, one turn. Ids are used once per session."""
        self._open = [segment, bytearray()]
        await self._send(type="start", segment=segment)

    async def push(self, pcm: bytes) -> None:
        """Sends audio of the open segment, as the worker's credit allows."""
        for piece in self._pieces(pcm):
            await self._push(piece)

    async def carry(self, pcm: bytes) -> None:
        """Like `push`, but over lost connections too."""
        for piece in self._pieces(pcm):
            try:
                async with self._dialling:
                    await self._push(piece)
            except websockets.ConnectionClosed:
                await self.reconnect()

    def _pieces(self, pcm: bytes) -> list:
        step = self.rate * 2 * MESSAGE_MS // 1000
        return [pcm[at : at + step] for at in range(0, len(pcm), step)]

    async def _push(self, piece: bytes) -> None:
        await self._await_credit(len(piece) / (self.rate * 2) * 1000)
        if self._open:
            self._open[1] += piece
        await self._socket.send(piece)

    async def end(self) -> None:
        """The segment is complete."""
        self._open = None
        await self._send(type="end")

    async def interrupt(self, segment: str | None = None) -> None:
        """Stops everything that was started, or only the named segment."""
        self._open = None
        await self._send(type="interrupt", **({"segment": segment} if segment else {}))

    async def pause(self) -> None:
        await self._send(type="pause")

    async def resume(self) -> None:
        await self._send(type="resume")

    async def say(self, pcm: bytes, segment: str | None = None) -> dict:
        """Speaks one segment and returns its `finished`, with `playedMs` and `reason`."""
        segment = segment or str(uuid.uuid4())
        await self.start(segment)
        await self.push(pcm)
        await self.end()
        return await self.told("finished", segment)

    async def say_wav(self, path: str, segment: str | None = None) -> dict:
        """Speaks a WAV file: mono, 16 bit, at the session's rate."""
        with wave.open(path) as wav:
            found = (wav.getnchannels(), wav.getsampwidth(), wav.getframerate())
            if found != (1, 2, self.rate):
                raise ValueError(f"{path} must be mono, 16 bit, {self.rate} Hz; it has (channels, bytes, rate) {found}")
            return await self.say(wav.readframes(wav.getnframes()), segment)

    async def redial(self) -> bool:
        """Dials again and goes on with the open segment; False when it couldn't be reopened, and is lost."""
        unfinished = self._open
        await self._hang_up()
        ready = await self.connect()
        self._open = None
        if not unfinished:
            return True
        segment, pushed = unfinished
        if segment not in ready["openSegments"]:
            return False
        seen = len(self.messages)
        await self._send(type="reopen", segment=segment)
        answer = await self.told_any({"reopened", "error"}, after=seen)
        if answer["type"] == "error":
            return False
        self._open = [segment, pushed[: answer["receivedBytes"]]]
        await self.push(bytes(pushed[answer["receivedBytes"] :]))
        return True

    async def reconnect(self) -> None:
        """Redials unless connected, more than once if need be."""
        async with self._dialling:
            for pause in RETRY_PAUSES:
                if self.close_code is None or self._ended or self.close_code in DONT_REDIAL:
                    break
                await asyncio.sleep(pause * random.uniform(0.5, 1))
                with contextlib.suppress(OSError, websockets.WebSocketException):
                    await self.redial()
            if self._ended:
                await self._hang_up()
            if self.close_code is not None:
                raise ConnectionError(f"closed with {self.close_code}: {self._socket.close_reason}")

    async def follow(self, segment: str, kinds: set, after: int = 0) -> dict:
        """Awaits such a message about the segment, over lost connections too; at the worst it is a `finished`."""
        lost = {"type": "finished", "segment": segment, "playedMs": 0, "interrupted": True, "reason": "ConnectionLost"}
        while True:
            try:
                return await self.told_any(kinds, segment, after, seconds=None)
            except ConnectionError:
                pass
            try:
                await self.reconnect()
            except ConnectionError:
                return lost
            if segment not in self._known:
                return lost

    async def told(self, kind: str, segment: str | None = None, after: int = 0, seconds: float | None = 30) -> dict:
        """Awaits a message of this type, about the segment if one is named."""
        return await self.told_any({kind}, segment, after, seconds)

    async def told_any(self, kinds: set, segment: str | None = None, after: int = 0, seconds: float | None = 30) -> dict:
        def found():
            for message in self.messages[after:]:
                if message["type"] in kinds and segment in (None, message.get("segment")):
                    return message
            return None

        async with asyncio.timeout(seconds), self._news:
            await self._news.wait_for(lambda: found() or self._reader.done())
        if message := found():
            return message
        raise ConnectionError(f"closed with {self.close_code}: {self._socket.close_reason}")

    @property
    def close_code(self) -> int | None:
        return self._socket.close_code

    async def closed(self, seconds: float = 30) -> int:
        """Awaits the worker's close; the code."""
        await asyncio.wait_for(self._socket.wait_closed(), seconds)
        return self.close_code

    async def send_text(self, text: str) -> None:
        await self._socket.send(text)

    async def send_binary(self, data: bytes) -> None:
        """Sends without regard to the credit."""
        await self._socket.send(data)

    def drop(self) -> None:
        """Breaks the connection without a close, as a network does."""
        self._socket.transport.abort()

    def counts(self, segment: str) -> collections.Counter:
        """How many messages of each type were about the segment."""
        return collections.Counter(m["type"] for m in self.messages if m.get("segment") == segment)

    async def _send(self, **message) -> None:
        await self._socket.send(json.dumps(message))

    async def _await_credit(self, millis: float) -> None:
        async with self._news:
            await self._news.wait_for(lambda: self._credit_ms >= millis or self._reader.done())
        self._credit_ms -= millis

    async def _read(self) -> None:
        try:
            async for text in self._socket:
                message = json.loads(text)
                async with self._news:
                    self.messages.append(message)
                    if message["type"] == "ready":
                        self._credit_ms = message["credit"]
                    elif message["type"] == "credit":
                        self._credit_ms += message["ms"]
                    self._news.notify_all()
        except websockets.ConnectionClosedError:
            pass
        finally:
            # `told` and `push` wait for news, and the end of the connection is one.
            asyncio.get_running_loop().call_soon(asyncio.ensure_future, self._wake())

    async def _wake(self) -> None:
        async with self._news:
            self._news.notify_all()
