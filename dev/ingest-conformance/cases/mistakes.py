"""A client's mistakes, and the close that answers each."""

import websockets
from subject import check, closes, fresh, silence


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


ALL = [not_json, unknown_type, id_twice, too_large, overrun]
