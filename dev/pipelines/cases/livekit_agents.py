"""A real AgentSession speaks through AvatarAudioOutput."""

import asyncio
from collections.abc import AsyncIterator

from avatar_audio_output import AvatarAudioOutput
from livekit import rtc
from livekit.agents import Agent, AgentSession
from stage import Stage, broken_off, expect, pieces, same, seconds_of, speech, spoken, until
from worker import RATE

PACKAGES = ("livekit-agents",)


async def run(stage: Stage) -> str:
    async with await stage.avatar("agents") as avatar:
        output, finished = AvatarAudioOutput(avatar), []
        output.on("playback_finished", finished.append)
        session = AgentSession()
        session.output.audio = output
        await session.start(Agent(instructions="Speak what you are given."))
        try:
            await speaks(stage, session, finished)
            await is_interrupted(stage, session, avatar, finished)
            await survives_lost_connections(stage, session, avatar, finished)
        finally:
            await session.aclose()
        return f"played {finished[0].playback_position:.2f} s, then {finished[1].playback_position:.2f} s until interrupted"


async def speaks(stage: Stage, session: AgentSession, finished: list) -> None:
    pcm = speech(2)
    await session.say("Welcome.", audio=frames(pcm))
    same((await stage.heard("agents"))[0], pcm)
    expect(not finished[0].interrupted and finished[0].playback_position == seconds_of(pcm), finished)


async def is_interrupted(stage: Stage, session: AgentSession, avatar, finished: list) -> None:
    pcm, before = speech(), len(avatar.messages)
    saying = session.say("Welcome to all of you.", audio=frames(pcm))
    await spoken(avatar, 1000, before)
    session.interrupt()
    await asyncio.wait_for(saying.wait_for_playout(), 30)
    request = (await stage.heard("agents"))[1]
    broken_off(request, pcm)
    expect(saying.interrupted and finished[1].interrupted and len(finished) == 2, finished)
    told = await avatar.told("finished", after=before)
    expect(finished[1].playback_position * 1000 == told["playedMs"], (finished, told))


async def survives_lost_connections(stage: Stage, session: AgentSession, avatar, finished: list) -> None:
    """While audio is pushed, which goes on where the worker says, and after all was pushed."""
    pcm, before = speech(3), len(avatar.messages)
    saying = session.say("And once more.", audio=broken_frames(pcm, avatar))
    await until(lambda: {"reopened", "started"} <= {message["type"] for message in avatar.messages[before:]})
    avatar.drop()
    await asyncio.wait_for(saying.wait_for_playout(), 30)
    same((await stage.heard("agents"))[2], pcm)
    expect(not finished[2].interrupted and finished[2].playback_position == seconds_of(pcm), finished)


async def broken_frames(pcm: bytes, avatar) -> AsyncIterator[rtc.AudioFrame]:
    half = len(pcm) // 4 * 2
    async for frame in frames(pcm[:half]):
        yield frame
    avatar.drop()
    async for frame in frames(pcm[half:]):
        yield frame


async def frames(pcm: bytes) -> AsyncIterator[rtc.AudioFrame]:
    for piece in pieces(pcm):
        yield rtc.AudioFrame(piece, RATE, 1, len(piece) // 2)
