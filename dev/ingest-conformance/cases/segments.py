"""Segments: accepted, acknowledged, played in order, told once."""

import base64
import json

from subject import check, fresh, silence


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


ALL = [speaks, acknowledges, in_order, implicit, base64_audio, split_samples, stalls, credit_returns]
