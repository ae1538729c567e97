"""A real Pipecat pipeline speaks through AvatarOutputTransport."""

import asyncio

from avatar_transport import AvatarOutputTransport
from pipecat.frames.frames import (
    BotStartedSpeakingFrame,
    BotStoppedSpeakingFrame,
    EndFrame,
    Frame,
    InterruptionFrame,
    TTSAudioRawFrame,
    TTSStartedFrame,
    TTSStoppedFrame,
)
from pipecat.pipeline.pipeline import Pipeline
from pipecat.pipeline.worker import PipelineWorker
from pipecat.processors.frame_processor import FrameDirection, FrameProcessor
from pipecat.workers.runner import WorkerRunner
from stage import Stage, broken_off, expect, pieces, same, speech, spoken
from worker import RATE

PACKAGES = ("pipecat-ai",)


class Witness(FrameProcessor):
    """Stands on one side of the transport and notes when the bot speaks."""

    def __init__(self):
        super().__init__()
        self.saw = asyncio.Queue()

    async def process_frame(self, frame: Frame, direction: FrameDirection) -> None:
        await super().process_frame(frame, direction)
        if isinstance(frame, (BotStartedSpeakingFrame, BotStoppedSpeakingFrame)):
            self.saw.put_nowait("started" if isinstance(frame, BotStartedSpeakingFrame) else "stopped")
        await self.push_frame(frame, direction)

    async def sees(self, what: str) -> None:
        saw = await asyncio.wait_for(self.saw.get(), 30)
        expect(saw == what, saw)


async def run(stage: Stage) -> str:
    avatar = await stage.avatar("pipecat")
    transport, before, behind, told = AvatarOutputTransport(avatar), Witness(), Witness(), []
    transport.add_event_handler("on_segment_finished", lambda _, finished: told.append(finished))
    worker = PipelineWorker(Pipeline([before, transport, behind]))
    runner = WorkerRunner(handle_sigint=False)
    await runner.add_workers(worker)
    running = asyncio.create_task(runner.run())
    try:
        await speaks(stage, worker, before, behind)
        await is_interrupted(stage, worker, avatar, before, behind)
        await worker.queue_frame(EndFrame())
        await asyncio.wait_for(running, 30)
    finally:
        await runner.cancel()
        await running
    expect([finished["reason"] for finished in told] == ["Played", "Interrupted"], told)
    return f"played {told[0]['playedMs']} ms, then {told[1]['playedMs']} ms until interrupted"


async def speaks(stage: Stage, worker: PipelineWorker, before: Witness, behind: Witness) -> None:
    pcm = speech(2)
    await worker.queue_frames(frames(pcm))
    for what in ("started", "stopped"):
        await before.sees(what)
        await behind.sees(what)
    same((await stage.heard("pipecat"))[0], pcm)


async def is_interrupted(stage: Stage, worker: PipelineWorker, avatar, before: Witness, behind: Witness) -> None:
    pcm, seen = speech(), len(avatar.messages)
    await worker.queue_frames(frames(pcm))
    await before.sees("started")
    await behind.sees("started")
    await spoken(avatar, 1000, seen)
    await worker.queue_frame(InterruptionFrame())
    await before.sees("stopped")
    await behind.sees("stopped")
    broken_off((await stage.heard("pipecat"))[1], pcm)


def frames(pcm: bytes) -> list:
    audio = [TTSAudioRawFrame(piece, RATE, 1) for piece in pieces(pcm)]
    return [TTSStartedFrame(), *audio, TTSStoppedFrame()]
