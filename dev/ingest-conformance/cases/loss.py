"""What a lost connection leaves."""

import asyncio
import json

from subject import check, fresh, silence


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


ALL = [reopens, ends_after_loss]
