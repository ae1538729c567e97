"""What is tried: each module has `cases()`, a list of (what, expected, coroutine function)."""

import spatialreal
import spatius

from sdk_client import Failure, SdkClient
from simulator import Simulator


async def failure_of(call) -> str:
    """How a call fails, in words."""
    try:
        await call
    except (spatialreal.AvatarSDKError, spatius.AvatarSDKError) as error:
        return str(Failure.of(error))
    return "no error"


async def refused(client: SdkClient, simulator: Simulator, **fault) -> str:
    """How a session that meets the fault fails to begin."""
    await simulator.fault(**fault)
    return await failure_of(client.connect())


async def ended_by(client: SdkClient, simulator: Simulator, **fault) -> str:
    """How a session ends that meets the fault after its first audio message."""
    await simulator.fault(**fault, when={"messages": 1})
    await client.connect()
    await client.session.send_audio(bytes(480))
    await client.until(lambda: client.closes > 0)
    await client.session.close()
    return client.told() + ("; closed" if client.closes == client.calls_of_on_close else f"; closed {client.closes} times")


async def goes_on(client: SdkClient, simulator: Simulator, **fault) -> str:
    """What a session tells that meets the fault after its first audio message, whose segment is still played."""
    await simulator.fault(**fault, when={"messages": 1})
    await client.connect()
    request = await client.session.send_audio(bytes(480), end=True)
    await client.until(lambda: request in client.ended())
    told = client.told() + ("; goes on" if client.closes == 0 else "; closed")
    await client.session.close()
    return told
