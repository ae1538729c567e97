"""A person speaks into a real LiveKit room, and hears the avatar say it back."""

import array
import asyncio
import io
import wave

import numpy
import tokens
from echo_agent import EchoAgent
from livekit import rtc
from stage import Stage, expect, pieces, seconds_of, speech, until
from worker import RATE

PACKAGES = ("livekit",)
ROOM = "microphone"
LOUD = 300
LIKE = 0.55  # other parts of the recordings reach 0.43


class Person:
    """Speaks when the test says so, is silent otherwise, and listens to the avatar."""

    def __init__(self):
        self.room = rtc.Room()
        self.heard_avatar = asyncio.Event()
        self._source = rtc.AudioSource(RATE, 1, queue_size_ms=1000)
        self._lines = []
        self._tasks = []

    async def __aenter__(self) -> "Person":
        self.room.on("track_subscribed", self._listen)
        return self

    async def join(self, stage: Stage) -> None:
        token = tokens.livekit_client(ROOM, "ann", stage.livekit.secret)
        await self.room.connect(stage.livekit.url, token)
        track = rtc.LocalAudioTrack.create_audio_track("voice", self._source)
        await self.room.local_participant.publish_track(
            track, rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_MICROPHONE)
        )
        self._tasks.append(asyncio.create_task(self._speak()))

    async def __aexit__(self, *_) -> None:
        for task in self._tasks:
            task.cancel()
        await self.room.disconnect()

    def say(self, pcm: bytes) -> None:
        self._lines += pieces(pcm)

    async def _speak(self) -> None:
        silence = bytes(RATE * 2 // 50)
        while True:
            piece = self._lines.pop(0) if self._lines else silence
            await self._source.capture_frame(rtc.AudioFrame(piece, RATE, 1, len(piece) // 2))

    def _listen(self, track: rtc.Track, _, participant: rtc.RemoteParticipant) -> None:
        if track.kind == rtc.TrackKind.KIND_AUDIO and participant.identity == "avatar-" + ROOM:
            self._tasks.append(asyncio.create_task(self._hear(track)))

    async def _hear(self, track: rtc.Track) -> None:
        async for event in rtc.AudioStream(track, sample_rate=RATE, num_channels=1):
            samples = array.array("h", bytes(event.frame.data))
            if sum(map(abs, samples)) > LOUD * len(samples):
                self.heard_avatar.set()


async def run(stage: Stage) -> str:
    async with await stage.avatar(ROOM) as avatar, Person() as person:
        room = rtc.Room()
        agent = EchoAgent(room, avatar)
        token = tokens.livekit_client(ROOM, "listener", stage.livekit.secret, kind="agent")
        try:
            await agent.join(stage.livekit.url, token)
            await person.join(stage)
            await until(lambda: stands(person.room, "avatar-" + ROOM))
            return await converse(stage, avatar, agent, person)
        finally:
            await room.disconnect()


def stands(room: rtc.Room, identity: str) -> bool:
    found = room.remote_participants.get(identity)
    return found is not None and len(found.track_publications) == 2


async def converse(stage: Stage, avatar, agent: EchoAgent, person: Person) -> str:
    said = speech(3)
    person.say(said)
    await avatar.told("started")
    await asyncio.wait_for(person.heard_avatar.wait(), 30)
    await avatar.told("finished")
    likeness = await compare(stage, said)

    before = len(avatar.messages)
    person.say(speech(5))
    await avatar.told("started", after=before)
    person.say(speech(2))
    told = await avatar.told("finished", after=before)
    expect(told["reason"] == "Interrupted", told)
    last = await avatar.told("finished", after=avatar.messages.index(told) + 1)
    expect(last["reason"] == "Played", last)
    expect(agent.listens_to == ["ann"], agent.listens_to)
    heard = await stage.heard(ROOM)
    expect(len(heard) == 3, heard)
    return f"said back (likeness {likeness:.2f}), then interrupted by the person after {told['playedMs']} ms"


async def compare(stage: Stage, said: bytes) -> float:
    """How alike the loudness over time of both is, at the best shift."""
    session = await stage.simulator.session_in(ROOM)
    request = session["requests"][0]
    recorded = await stage.simulator.audio(session["connectionId"], request["requestId"])
    with wave.open(io.BytesIO(recorded)) as wav:
        echoed = wav.readframes(wav.getnframes())
    expect(seconds_of(echoed) < seconds_of(said) + 2, request)
    one, other = loudness(said), loudness(echoed)
    likeness = float(numpy.max(numpy.correlate(one, other, "full")))
    expect(likeness > LIKE, likeness)
    return likeness


def loudness(pcm: bytes) -> numpy.ndarray:
    samples = numpy.frombuffer(pcm, "<i2").astype(float)
    frames = samples[: len(samples) // 480 * 480].reshape(-1, 480)
    levels = numpy.sqrt((frames**2).mean(axis=1))
    levels -= levels.mean()
    return levels / numpy.linalg.norm(levels)
