"""Barge-in and pause."""

import asyncio

from subject import check, fresh, silence


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


async def pauses(subject):
    """a pause holds playback until resume, or NotAvailable says that the service can't"""
    async with subject.client() as client:
        name = fresh()
        await client.start(name)
        await client.push(silence(client, 1_000))
        await client.end()
        await client.told("started", name)
        await client.pause()
        await asyncio.sleep(2)
        kinds = [m["type"] for m in client.messages]
        check("finished" not in kinds or "error" in kinds, client.messages)
        await client.resume()
        finished = await client.told("finished", name)
        check(finished["reason"] == "Played" and finished["playedMs"] == 1_000, finished)
        errors = [m["code"] for m in client.messages if m["type"] == "error"]
        check(errors in ([], ["NotAvailable"]), errors)


async def interrupt_ends_a_pause(subject):
    """an interrupt of everything ends a pause: what is said next is played"""
    async with subject.client() as client:
        await client.pause()
        await client.interrupt()
        finished = await client.say(silence(client, 200))
        check(finished["reason"] == "Played", finished)


ALL = [interrupts, interrupts_one, pauses, interrupt_ends_a_pause]
