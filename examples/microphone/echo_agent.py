"""The whole way of a voice: a person speaks in the LiveKit room, a pipeline answers, the avatar says it.

    echo_agent.py LIVEKIT_URL AGENT_TOKEN_FILE INGEST_URL INGEST_TOKEN_FILE [CA_FILE]

The agent token is `token` of the Secret <session>-client-<name> with role Agent. The pipeline here says back what it
heard; put your own in the place of `answer`. It listens to people only: an avatar in the room, this one or another, is a
participant with lk.publish_on_behalf or of kind agent. A person who begins to speak interrupts the avatar.
"""

import array
import asyncio
import pathlib
import sys
import uuid
from collections.abc import AsyncIterator, Coroutine

from avatar_ingest import AvatarIngest
from livekit import rtc

LOUD = 500  # of 32768, as the mean of a frame
PAUSE_MS = 600  # of silence end a turn
LONGEST_MS = 15_000  # of one turn; what is said beyond it belongs to the next
PUBLISH_ON_BEHALF = "lk.publish_on_behalf"


def is_person(participant: rtc.RemoteParticipant) -> bool:
    agent = participant.kind == rtc.ParticipantKind.PARTICIPANT_KIND_AGENT
    return not agent and PUBLISH_ON_BEHALF not in participant.attributes


def is_loud(frame: rtc.AudioFrame) -> bool:
    samples = array.array("h", bytes(frame.data))
    return sum(map(abs, samples)) > LOUD * len(samples)


class EchoAgent:
    def __init__(self, room: rtc.Room, avatar: AvatarIngest):
        self.listens_to = []
        self._room = room
        self._avatar = avatar
        self._one_at_a_time = asyncio.Lock()
        self._saying = set()
        self._listening = set()

    async def join(self, url: str, token: str) -> None:
        """Subscribes to each person's microphone, and to nothing else."""
        self._room.on("track_published", self._subscribe)
        self._room.on("track_subscribed", self._listen)
        await self._room.connect(url, token, rtc.RoomOptions(auto_subscribe=False))
        for participant in self._room.remote_participants.values():
            for publication in participant.track_publications.values():
                self._subscribe(publication, participant)

    def _subscribe(self, publication: rtc.RemoteTrackPublication, participant: rtc.RemoteParticipant) -> None:
        if publication.kind == rtc.TrackKind.KIND_AUDIO and is_person(participant):
            publication.set_subscribed(True)

    def _listen(self, track: rtc.Track, _, participant: rtc.RemoteParticipant) -> None:
        self.listens_to.append(participant.identity)
        keep(self._listening, self._converse(track))

    async def _converse(self, track: rtc.Track) -> None:
        async for turn in self._turns(rtc.AudioStream(track, sample_rate=self._avatar.rate, num_channels=1)):
            keep(self._saying, self._say(await self.answer(turn)))

    async def answer(self, speech: bytes) -> bytes:
        """Speech to text, a model and text to speech would stand here."""
        return speech

    async def _say(self, pcm: bytes) -> None:
        async with self._one_at_a_time:
            await self._avatar.reconnect()
            segment, seen = str(uuid.uuid4()), len(self._avatar.messages)
            await self._avatar.start(segment)
            await self._avatar.carry(pcm)
            await self._avatar.end()
            await self._avatar.follow(segment, {"finished"}, seen)

    async def _turns(self, frames: rtc.AudioStream) -> AsyncIterator[bytes]:
        """What was said between two pauses."""
        turn, silent_ms = bytearray(), 0.0
        async for event in frames:
            if loud := is_loud(event.frame):
                if not turn:
                    await self._interrupt()
                silent_ms = 0.0
            if loud or turn:
                turn += bytes(event.frame.data)
            silent_ms += 0 if loud else event.frame.duration * 1000
            if turn and (silent_ms >= PAUSE_MS or len(turn) >= LONGEST_MS * self._avatar.rate * 2 // 1000):
                yield bytes(turn)
                turn.clear()

    async def _interrupt(self) -> None:
        if self._saying:
            for saying in self._saying:
                saying.cancel()
            await self._avatar.interrupt()


def keep(tasks: set, act: Coroutine) -> None:
    task = asyncio.create_task(act)
    tasks.add(task)
    task.add_done_callback(tasks.discard)


async def main(livekit_url: str, agent_token: str, url: str, token_file: str, ca_file: str | None = None) -> None:
    join_token, token = (pathlib.Path(file).read_text().strip() for file in (agent_token, token_file))
    room, left = rtc.Room(), asyncio.Event()
    room.on("disconnected", lambda _: left.set())
    async with AvatarIngest(url, token, ca_file) as avatar:
        await EchoAgent(room, avatar).join(livekit_url, join_token)
        await left.wait()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
