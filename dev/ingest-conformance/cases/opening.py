"""Opening a connection: the upgrade, the token, the first message."""

import websockets
from avatar_ingest import SUBPROTOCOL
from subject import NotTried, check, refuses, silence


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
    await refuses(subject, "wrong")


async def expired_token(subject):
    """a token whose expiry is over closes with 4401"""
    if not subject.expired:
        raise NotTried("no expired token was given")
    await refuses(subject, subject.expired)


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


async def one_writer(subject):
    """a newer connection takes over, and the older closes with 4409"""
    async with subject.client() as older, subject.client() as newer:
        code = await older.closed()
        check(code == 4409, code)
        finished = await newer.say(silence(newer, 100))
        check(finished["reason"] == "Played", finished)


ALL = [ready_first, no_subprotocol, wrong_token, expired_token, no_compression, one_writer]
