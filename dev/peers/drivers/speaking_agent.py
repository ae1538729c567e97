"""A LiveKit agent with the avatar's plugin: its dispatch says where the avatar stands and whom to ask for tokens; it speaks one recording.

Usage: speaking_agent.py NAME FILE.wav, with LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET of its own.
"""

import asyncio
import json
import logging
import signal
import sys
import wave

from livekit import rtc
from livekit.agents import Agent, AgentServer, AgentSession, JobContext, JobExecutorType
from livekit.agents.voice.room_io import RoomOptions
from livekit.plugins import spatialreal

PIECE_MS = 20


def main(name: str, recording: str) -> None:
    # A job is a thread: this process holds everything, and nothing of it listens beyond loopback.
    server = AgentServer(
        job_executor_type=JobExecutorType.THREAD, host="127.0.0.1", port=0, num_idle_processes=0, load_fnc=lambda: 0.0
    )

    @server.rtc_session(agent_name=name)
    async def speak(job: JobContext) -> None:
        told = json.loads(job.job.metadata)
        avatar = spatialreal.AvatarSession(
            api_key=told["apiKey"],
            app_id=told["appId"],
            avatar_id=told["avatarId"],
            console_endpoint_url=told["consoleUrl"],
            ingress_endpoint_url=told["ingressUrl"],
            avatar_participant_identity=told["identity"],
            sample_rate=24000,
        )
        session = AgentSession()
        await job.connect()
        await avatar.start(session, room=job.room)
        await session.start(Agent(instructions="Speaks a recording."), room=job.room, room_options=RoomOptions(audio_output=False))
        session.say("a recording", audio=frames(recording), add_to_chat_ctx=False)

    asyncio.run(serve(server))


async def serve(server: AgentServer) -> None:
    running = asyncio.create_task(server.run(devmode=True))
    for each in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(each, running.cancel)
    try:
        await running
    except asyncio.CancelledError:
        await server.aclose()


async def frames(recording: str):
    with wave.open(recording) as file:
        rate = file.getframerate()
        while piece := file.readframes(rate * PIECE_MS // 1000):
            yield rtc.AudioFrame(piece, rate, 1, len(piece) // 2)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, stream=sys.stdout)
    main(*sys.argv[1:])
