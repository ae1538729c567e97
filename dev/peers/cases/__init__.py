"""What is tried: each module has `cases()`, a list of (what, expected, coroutine function)."""

from spatialreal import AvatarSDKError

from client import Failure


async def failure_of(call) -> str:
    """How a call fails, in words."""
    try:
        await call
    except AvatarSDKError as error:
        return str(Failure.of(error))
    return "no error"
