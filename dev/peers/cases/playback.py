"""Pause, resume and the states of playback, as the SDK tells them."""

from cases.session import equal
from client import Client

CAPABILITIES = ("playback_control", "playback_state")


def cases() -> list:
    return [
        ("pause, resume and interrupt", "playing, paused, playing, interrupted explicit", _paused),
        ("states of a request that is played out", "playing, ended at 100 ms", _played),
    ]


async def _paused(simulator) -> str:
    events = []
    client = await _connected(simulator, events)
    request = await client.session.send_audio(bytes(480000), end=True)
    await client.until(lambda: client.played)
    await client.session.pause()
    await client.session.resume()
    await client.session.interrupt()
    await client.until(lambda: request in client.ended())
    await client.session.close()
    equal("errors", client.errors, [])
    equal("requests", {event.req_id for event in events}, {request})
    reason = events[-1].reason
    return ", ".join(event.state.value.lower() for event in events) + " " + str(getattr(reason, "value", reason))


async def _played(simulator) -> str:
    events = []
    client = await _connected(simulator, events)
    request = await client.session.send_audio(bytes(4800), end=True)
    await client.until(lambda: request in client.ended())
    await client.session.close()
    states = ", ".join(event.state.value.lower() for event in events)
    return f"{states} at {events[-1].played_ms} ms"


async def _connected(simulator, events: list) -> Client:
    client = Client(simulator, on_playback_state=events.append)
    await client.connect()
    equal("capabilities", tuple(client.session.capabilities), CAPABILITIES)
    return client
