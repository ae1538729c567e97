"""A team's own program: drives one session with an unmodified SDK and nothing but the session's -egress Secret, until
its speech was played.

Usage: external_driver.py DIALECT FOLDER FILE.wav, where the folder holds the Secret as a pod mounts it. Prints what it got as JSON.
"""

import asyncio
import importlib
import json
import pathlib
import sys
import wave
from datetime import datetime, timedelta, timezone

DEADLINE = 20
PIECE_BYTES = 960


async def drive(dialect: str, folder: str, recording: str) -> dict:
    sdk = importlib.import_module(dialect.lower())
    if dialect == "Spatius":
        sdk.configure_telemetry("")
    secret = {file.name: file.read_text() for file in pathlib.Path(folder).iterdir()}
    errors, played = [], asyncio.Event()
    config = sdk.SessionConfig(
        api_key=secret["broker-key"],
        app_id=secret["app-id"],
        avatar_id=secret["avatar-id"],
        console_endpoint_url=secret["console-url"],
        ingress_endpoint_url=secret["ingress-url"],
        expire_at=datetime.now(timezone.utc) + timedelta(hours=1),
        sample_rate=24000,
        livekit_egress=sdk.LiveKitEgressConfig(
            url=secret["livekit-url"],
            room_name=secret["livekit-room"],
            publisher_id=secret["publisher-id"],
            api_token=secret["livekit-token"],
        ),
        transport_frames=lambda frame, last: played.set() if last else None,
        on_error=errors.append,
    )
    session = sdk.AvatarSession(config)
    await session.init()
    connection_id = await session.start()
    with wave.open(recording) as file:
        audio = file.readframes(file.getnframes())
    for start in range(0, len(audio), PIECE_BYTES):
        await session.send_audio(audio[start : start + PIECE_BYTES])
    request_id = await session.send_audio(b"", end=True)
    await played.wait()
    await session.close()
    return {"connectionId": connection_id, "requestId": request_id, "errors": [str(error) for error in errors]}


async def main() -> None:
    try:
        told = await asyncio.wait_for(drive(*sys.argv[1:]), DEADLINE)
    except Exception as e:
        told = {"failure": getattr(getattr(e, "code", None), "value", type(e).__name__)}
    print(json.dumps(told))


asyncio.run(main())
