"""What an implementation of the ingest protocol has to do, one function each; its docstring is the row of the table."""

import asyncio
import base64
import json
import uuid
from dataclasses import dataclass

import websockets
from avatar_ingest import SUBPROTOCOL, AvatarIngest


@dataclass
class Subject:
    url: str
    token: str
    ca_file: str | None

    def client(self, token: str | None = None) -> AvatarIngest:
        return AvatarIngest(self.url, token or self.token, self.ca_file)


def fresh() -> str:
    return str(uuid.uuid4())


def silence(client: AvatarIngest, millis: int) -> bytes:
    return bytes(client.rate * 2 * millis // 1000)


def check(good: bool, saw) -> None:
    if not good:
        raise AssertionError(f"saw {saw}")


async def closes(subject: Subject, code: int, act) -> None:
    client = subject.client()
    await client.connect()
    try:
        await act(client)
    except websockets.ConnectionClosed:
        pass
    saw = await client.closed()
    check(saw == code, saw)


async def ready_first(subject):
    """ready is the first message, with version, format, rate, credit and open segments"""
    async with subject.client() as client:
        ready = client.messages[0]
        check(ready["type"] == "ready" and ready["version"] == 1 and ready["channels"] == 1, ready)
        check(ready["format"] == "PCM_S16LE" and 0 <= ready["credit"] <= 30_000, ready)
        check(isinstance(ready["openSegments"], list) and ready["state"], ready)


async def no_subprotocol(subject):
    """an upgrade without the subprotocol gets 400"""
    try:
        await websockets.connect(subject.url, additional_headers={"Authorization": "Bearer " + subject.token}, proxy=None)
    except websockets.InvalidStatus as refused:
        check(refused.response.status_code == 400, refused.response.status_code)
    else:
        raise AssertionError("the upgrade was accepted")


async def wrong_token(subject):
    """a wrong token closes with 4401"""
    client = subject.client(token="wrong")
    try:
        await client.connect()
    except ConnectionError:
        pass
    check(client.close_code == 4401, client.close_code)


async def no_compression(subject):
    """compression is never negotiated"""
    socket = await websockets.connect(
        subject.url,
        subprotocols=[SUBPROTOCOL],
        additional_headers={"Authorization": "Bearer " + subject.token},
        proxy=None,
    )
    extensions = socket.response.headers.get("Sec-WebSocket-Extensions")
    await socket.close()
    check(not extensions, extensions)


async def speaks(subject):
    """a segment is accepted, started and finished once each, with what was played"""
    async with subject.client() as client:
        name = fresh()
        finished = await client.say(silence(client, 500), name)
        check(finished["reason"] == "Played" and not finished["interrupted"], finished)
        check(finished["playedMs"] == 500 and finished["source"] in ("Signal", "Estimate"), finished)
        counts = client.counts(name)
        check(counts["accepted"] == 1 and counts["finished"] == 1 and counts["started"] == 1, counts)


async def acknowledges(subject):
    """ack tells the bytes that were received"""
    async with subject.client() as client:
        name = fresh()
        await client.say(silence(client, 300), name)
        acks = [m["bytes"] for m in client.messages if m["type"] == "ack" and m["segment"] == name]
        check(acks and acks[-1] == len(silence(client, 300)), acks)


async def in_order(subject):
    """segments are played one after the other, in the order of their start"""
    async with subject.client() as client:
        names = [fresh() for _ in range(3)]
        for name in names:
            await client.start(name)
            await client.push(silence(client, 200))
            await client.end()
        await client.told("finished", names[-1])
        order = [m["segment"] for m in client.messages if m["type"] == "finished"]
        check(order == names, order)


async def implicit(subject):
    """binary before any start opens a segment by itself"""
    async with subject.client() as client:
        await client.send_binary(silence(client, 200))
        accepted = await client.told("accepted")
        await client.end()
        finished = await client.told("finished", accepted["segment"])
        check(accepted["segment"].startswith("implicit-") and finished["playedMs"] == 200, finished)


async def base64_audio(subject):
    """audio may come as base64 in a text message"""
    async with subject.client() as client:
        name = fresh()
        await client.start(name)
        audio = base64.b64encode(silence(client, 200)).decode()
        await client.send_text(json.dumps({"type": "audio", "audio": audio}))
        await client.end()
        finished = await client.told("finished", name)
        check(finished["playedMs"] == 200, finished)


async def split_samples(subject):
    """a message may split a sample, and a byte left over is counted as discarded"""
    async with subject.client() as client:
        name = fresh()
        await client.start(name)
        audio = silence(client, 200) + b"\0"
        await client.send_binary(audio[:101])
        await client.send_binary(audio[101:])
        await client.end()
        finished = await client.told("finished", name)
        check(finished["playedMs"] == 200, finished)
        await client.start(fresh())
        discarded = await client.told("discarded")
        check(discarded["bytes"] == 1, discarded)
        await client.interrupt()


async def interrupts(subject):
    """an interrupt finishes within 500 ms, and audio behind it is told in one discarded"""
    async with subject.client() as client:
        name, then = fresh(), fresh()
        await client.start(name)
        await client.push(silence(client, 10_000))
        await client.told("started", name)
        began = asyncio.get_running_loop().time()
        await client.interrupt()
        finished = await client.told("finished", name)
        took = asyncio.get_running_loop().time() - began
        check(finished["interrupted"] and finished["reason"] == "Interrupted", finished)
        check(finished["playedMs"] < 10_000 and took < 1.5, (finished, took))
        await client.send_binary(silence(client, 100))
        await client.send_binary(silence(client, 100))
        after = await client.say(silence(client, 100), then)
        told = [m["bytes"] for m in client.messages if m["type"] == "discarded"]
        check(told == [len(silence(client, 200))] and after["reason"] == "Played", (told, after))


async def interrupts_one(subject):
    """an interrupt that names a waiting segment leaves the others alone"""
    async with subject.client() as client:
        first, second = fresh(), fresh()
        for name in (first, second):
            await client.start(name)
            await client.push(silence(client, 1_000))
            await client.end()
        await client.interrupt(second)
        stopped = await client.told("finished", second)
        played = await client.told("finished", first)
        check(stopped["reason"] == "Interrupted" and stopped["playedMs"] == 0, stopped)
        check(played["reason"] == "Played", played)


async def reopens(subject):
    """after a lost connection a segment goes on where reopened says"""
    client = subject.client()
    await client.connect()
    name = fresh()
    await client.start(name)
    await client.push(silence(client, 500))
    await client.told("ack", name)
    client.drop()
    check(await client.redial(), client.messages)
    await client.push(silence(client, 500))
    await client.end()
    finished = await client.told("finished", name)
    await client.close()
    check(finished["reason"] == "Played" and finished["playedMs"] == 1_000, finished)


async def ends_after_loss(subject):
    """a segment that isn't reopened within 2 s ends, and can't be reopened"""
    client = subject.client()
    await client.connect()
    name = fresh()
    await client.start(name)
    await client.push(silence(client, 300))
    await client.told("ack", name)
    client.drop()
    await asyncio.sleep(2.5)
    async with subject.client() as later:
        await later.send_text(json.dumps({"type": "reopen", "segment": name}))
        error = await later.told("error")
        check(error["code"] == "NotOpen", error)


async def one_writer(subject):
    """a newer connection takes over, and the older closes with 4409"""
    async with subject.client() as older, subject.client() as newer:
        code = await older.closed()
        check(code == 4409, code)
        finished = await newer.say(silence(newer, 100))
        check(finished["reason"] == "Played", finished)


async def stalls(subject):
    """no audio for 1 s inside a segment gives a warning"""
    async with subject.client() as client:
        name = fresh()
        await client.start(name)
        await client.push(silence(client, 100))
        warning = await client.told("warning", seconds=5)
        await client.interrupt()
        check(warning["code"] == "Stalled", warning)


async def credit_returns(subject):
    """credit is given back as audio is played"""
    async with subject.client() as client:
        await client.say(silence(client, 1_000))
        granted = await client.told("credit")
        check(granted["ms"] > 0, granted)


async def not_json(subject):
    """text that isn't JSON closes with 4400"""
    await closes(subject, 4400, lambda client: client.send_text("hello"))


async def unknown_type(subject):
    """an unknown message closes with 4400"""
    await closes(subject, 4400, lambda client: client.send_text('{"type": "sing"}'))


async def id_twice(subject):
    """a segment id that was used closes with 4400"""

    async def act(client):
        name = fresh()
        await client.start(name)
        await client.start(name)

    await closes(subject, 4400, act)


async def too_large(subject):
    """a message above 256 KiB is refused and said why"""
    client = subject.client()
    await client.connect()
    try:
        await client.send_binary(bytes(1 << 20))
    except websockets.ConnectionClosed:
        pass
    code = await client.closed()
    check(code in (1009, 4400), code)


async def overrun(subject):
    """far more audio than the credit closes with 4413, after error Overrun"""

    async def act(client):
        await client.start(fresh())
        for _ in range(220):
            await client.send_binary(silence(client, 1_000))

    await closes(subject, 4413, act)


ALL = [
    ready_first,
    no_subprotocol,
    wrong_token,
    no_compression,
    speaks,
    acknowledges,
    in_order,
    implicit,
    base64_audio,
    split_samples,
    interrupts,
    interrupts_one,
    reopens,
    ends_after_loss,
    one_writer,
    stalls,
    credit_returns,
    not_json,
    unknown_type,
    id_twice,
    too_large,
    overrun,
]
