"""The avatar as the voice of a LiveKit agent: an AudioOutput over the ingest protocol.

    async with AvatarIngest(url, token) as avatar:
        session.output.audio = AvatarAudioOutput(avatar)

Each answer of the agent is one segment: flush ends it, clear_buffer interrupts, and playback_finished comes when the
room has heard it, with the position that it has heard, even over a lost connection; an answer that is lost with it counts
as interrupted at 0.
"""

import asyncio
import logging
import time
import uuid
from collections.abc import Coroutine

from avatar_ingest import AvatarIngest
from livekit import rtc
from livekit.agents.voice.io import AudioOutput, AudioOutputCapabilities
from websockets import WebSocketException

logger = logging.getLogger(__name__)
LOST = (OSError, WebSocketException)


class AvatarAudioOutput(AudioOutput):
    """`pause` says that the avatar service can pause; without it the agent interrupts instead."""

    def __init__(self, avatar: AvatarIngest, pause: bool = False):
        capabilities = AudioOutputCapabilities(pause=pause)
        super().__init__(label="avatar", capabilities=capabilities, sample_rate=avatar.rate)
        self._avatar = avatar
        self._segment = None
        self._unfinished = 0
        self._last = None
        self._tasks = set()

    async def capture_frame(self, frame: rtc.AudioFrame) -> None:
        """Waits while the worker gives no credit, so that at most 30 s are ahead of playback."""
        await super().capture_frame(frame)
        if self._segment is None:
            self._segment = str(uuid.uuid4())
            self._unfinished += 1
            started = self._then(self._start(self._segment))
            self._keep(self._follow(self._segment, started))
        await asyncio.shield(self._last)
        await self._avatar.carry(bytes(frame.data))

    def flush(self) -> None:
        super().flush()
        if self._segment is not None:
            self._segment = None
            self._then(self._avatar.end())

    def clear_buffer(self) -> None:
        if self._unfinished:
            self._segment = None
            self._then(self._avatar.interrupt())

    def pause(self) -> None:
        super().pause()
        if self.can_pause:
            self._then(self._avatar.pause())

    def resume(self) -> None:
        super().resume()
        if self.can_pause:
            self._then(self._avatar.resume())

    async def _start(self, segment: str) -> None:
        await self._avatar.reconnect()
        await self._avatar.start(segment)

    async def _follow(self, segment: str, started: asyncio.Task) -> None:
        """The agent waits for the end of every segment, so each ends here whatever happens."""
        position, interrupted, seen = 0.0, True, len(self._avatar.messages)
        try:
            await asyncio.shield(started)
            told = await self._avatar.follow(segment, {"started", "finished"}, seen)
            if told["type"] == "started":
                self.on_playback_started(created_at=time.time())
                told = await self._avatar.follow(segment, {"finished"}, seen)
            position, interrupted = told["playedMs"] / 1000, told["reason"] != "Played"
        except LOST as e:
            logger.warning("an answer was lost: %s", e)
        finally:
            self._unfinished -= 1
            self.on_playback_finished(playback_position=position, interrupted=interrupted)

    def _then(self, act: Coroutine) -> asyncio.Task:
        """Messages leave in the order in which they were asked for."""
        self._last = self._keep(self._after(self._last, act))
        return self._last

    async def _after(self, before: asyncio.Task | None, act: Coroutine) -> None:
        if before:
            await asyncio.wait([before])
        await act

    def _keep(self, act: Coroutine) -> asyncio.Task:
        task = asyncio.create_task(act)
        self._tasks.add(task)
        task.add_done_callback(self._drop)
        return task

    def _drop(self, task: asyncio.Task) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception():
            logger.warning("the avatar wasn't told: %s", task.exception())
