"""Sessions that take Ogg Opus: one logical stream per segment, passed on as it is."""

from pathlib import Path

from subject import check, closes, fresh

WELCOME = Path(__file__).parents[2] / "audio" / "welcome.ogg"
LENGTH_MS = 8_353
FRAME_MS = 20
MESSAGE_BYTES = 4_000


async def ready_with_opus(subject):
    """ready names OGG_OPUS and one channel"""
    async with subject.client() as client:
        ready = client.messages[0]
        check(ready["format"] == "OGG_OPUS" and ready["channels"] == 1, ready)


async def speaks_a_stream(subject):
    """a stream in messages of any size is played for as long as its packets last"""
    async with subject.client() as client:
        name = fresh()
        await client.start(name)
        stream = WELCOME.read_bytes()
        for at in range(0, len(stream), MESSAGE_BYTES):
            await client.send_binary(stream[at : at + MESSAGE_BYTES])
        await client.end()
        finished = await client.told("finished", name)
        check(finished["reason"] == "Played" and abs(finished["playedMs"] - LENGTH_MS) <= FRAME_MS, finished)


async def not_ogg(subject):
    """audio that isn't Ogg closes with 4400"""

    async def act(client):
        await client.start(fresh())
        await client.send_binary(bytes(4_800))

    await closes(subject, 4400, act)


async def webm(subject):
    """WebM, as browsers record it, closes with 4400"""

    async def act(client):
        await client.start(fresh())
        await client.send_binary(b"\x1a\x45\xdf\xa3" + bytes(200))

    await closes(subject, 4400, act)


ALL = [ready_with_opus, speaks_a_stream, not_ogg, webm]
