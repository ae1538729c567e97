"""The avatar as the output transport of a Pipecat pipeline, over the ingest protocol.

    Pipeline([transport.input(), stt, llm, tts, AvatarOutputTransport(AvatarIngest(url, token)), ...])

Speech from a TTSStartedFrame to its TTSStoppedFrame is one segment. BotStartedSpeakingFrame comes when the room begins to
hear it and BotStoppedSpeakingFrame when it has heard all; an InterruptionFrame is a barge-in. The event
`on_segment_finished` tells how much of each segment was heard.
"""

import asyncio
import contextlib
import uuid

from avatar_ingest import AvatarIngest
from pipecat.audio.utils import create_stream_resampler
from pipecat.frames.frames import (
    BotStartedSpeakingFrame,
    BotStoppedSpeakingFrame,
    CancelFrame,
    EndFrame,
    Frame,
    InterruptionFrame,
    OutputAudioRawFrame,
    OutputTransportReadyFrame,
    StartFrame,
    TTSStartedFrame,
    TTSStoppedFrame,
)
from pipecat.processors.frame_processor import FrameDirection
from pipecat.transports.base_output import BaseOutputTransport
from pipecat.transports.base_transport import TransportParams
from websockets import WebSocketException

LOST = (OSError, WebSocketException)


class AvatarOutputTransport(BaseOutputTransport):
    """The worker paces what is heard, so the media sender of the base class is left out."""

    def __init__(self, avatar: AvatarIngest, **kwargs):
        super().__init__(TransportParams(audio_out_enabled=True), **kwargs)
        self._avatar = avatar
        self._resampler = create_stream_resampler(clear_after_secs=None)
        self._segment = None
        self._unfinished = {}
        self._speaking = False
        self._register_event_handler("on_segment_finished")

    async def start(self, frame: StartFrame) -> None:
        await super().start(frame)
        await self._avatar.connect()
        await self.push_frame(OutputTransportReadyFrame(), FrameDirection.UPSTREAM)

    async def stop(self, frame: EndFrame) -> None:
        """What was said is heard to its end."""
        await self._end_segment()
        await asyncio.gather(*self._unfinished.values())
        await self._avatar.close()

    async def cancel(self, frame: CancelFrame) -> None:
        for task in list(self._unfinished.values()):
            await self.cancel_task(task)
        with contextlib.suppress(*LOST):
            await self._avatar.interrupt()
        await self._avatar.close()

    async def _handle_frame(self, frame: Frame) -> None:
        """The base class sends every frame here that isn't about the pipeline itself."""
        try:
            await self._speak(frame)
        except LOST as e:
            self._segment = None
            await self.push_error(f"the avatar wasn't told: {e}")

    async def _speak(self, frame: Frame) -> None:
        if isinstance(frame, InterruptionFrame):
            await self._interrupt()
        elif isinstance(frame, OutputAudioRawFrame):
            rate = frame.sample_rate
            await self._push(await self._resampler.resample(frame.audio, rate, self._avatar.rate))
        elif isinstance(frame, (TTSStartedFrame, TTSStoppedFrame)):
            await self._end_segment()
            await self.push_frame(frame)
        else:
            await self.push_frame(frame)

    async def _push(self, pcm: bytes) -> None:
        """Waits while the worker gives no credit; an interruption ends the wait."""
        if self._segment is None:
            await self._avatar.reconnect()
            self._segment, seen = str(uuid.uuid4()), len(self._avatar.messages)
            self._unfinished[self._segment] = self.create_task(self._follow(self._segment, seen))
            await asyncio.shield(self._avatar.start(self._segment))
        await self._avatar.carry(pcm)

    async def _end_segment(self) -> None:
        rest = await self._resampler.flush()
        if self._segment is not None:
            await self._avatar.carry(rest)
            self._segment = None
            await self._avatar.end()

    async def _interrupt(self) -> None:
        self._segment = None
        await self._resampler.reset()
        if self._unfinished:
            await self._avatar.interrupt()

    async def _follow(self, segment: str, seen: int) -> None:
        told = await self._avatar.follow(segment, {"started", "finished"}, seen)
        if told["type"] == "started":
            await self._turn_speaking(True)
            told = await self._avatar.follow(segment, {"finished"}, seen)
        await self._call_event_handler("on_segment_finished", told)
        del self._unfinished[segment]
        if not self._unfinished:
            await self._turn_speaking(False)

    async def _turn_speaking(self, speaking: bool) -> None:
        if speaking != self._speaking:
            self._speaking = speaking
            await self.broadcast_frame(BotStartedSpeakingFrame if speaking else BotStoppedSpeakingFrame)
