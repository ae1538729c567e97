"""Ogg Opus of both SDKs: recorded byte for byte, and as long as Debian's decoder says."""

import asyncio
import hashlib
import math
import struct
import tempfile
import wave
from functools import partial
from pathlib import Path

import spatialreal
import spatius
from cases.session import equal
from client import Client
from spatius_client import SpatiusClient

WELCOME = Path(__file__).parents[2] / "audio" / "welcome.ogg"
FRAME_MS = 20
RECORDED = "recorded byte for byte, decoded to the same length"


def cases() -> list:
    tried = [
        ("Ogg Opus, encoded before", RECORDED, partial(_passed_on, Client, spatialreal.AudioFormat.OGG_OPUS)),
        ("spatius: Ogg Opus, encoded before", RECORDED, partial(_passed_on, SpatiusClient, spatius.AudioFormat.OGG_OPUS)),
    ]
    return tried + [
        (f"spatius: Ogg Opus, {frame} ms of {rate} Hz, encoded by the SDK", RECORDED, partial(_encoded, rate, frame))
        for rate, frame in ((24000, 20), (48000, 60), (16000, 10))
    ]


async def _passed_on(client_class, audio_format, simulator) -> str:
    client = client_class(simulator, audio_format=audio_format)
    connection_id = await client.connect()
    stream = WELCOME.read_bytes()
    for start in range(0, len(stream), 1111):
        await client.session.send_audio(stream[start : start + 1111])
    request = await client.session.send_audio(b"", end=True)
    return await _compare(client, connection_id, request, stream, simulator)


async def _encoded(rate: int, frame_ms: int, simulator) -> str:
    client = SpatiusClient(
        simulator,
        sample_rate=rate,
        bitrate=24000,
        audio_format=spatius.AudioFormat.OGG_OPUS,
        ogg_opus_encoder=spatius.OggOpusEncoderConfig(frame_duration_ms=frame_ms),
    )
    connection_id = await client.connect()
    samples = _tone(rate, 1.234)
    for start in range(0, len(samples), 960):
        await client.session.send_audio(samples[start : start + 960])
    request = await client.session.send_audio(b"", end=True)
    stream = client.encoded[request]
    told = await _compare(client, connection_id, request, stream, simulator)
    record = (await simulator.session(connection_id))["requests"][0]
    _near("length of what was encoded", record["durationMs"], 1234, frame_ms)
    return told


async def _compare(client, connection_id: str, request: str, stream: bytes, simulator) -> str:
    """Asks for the record while the request is still being played: all of it has arrived by the first answer."""
    await client.until(lambda: client.played)
    record = await _whole_record(simulator, connection_id)
    await client.session.close()
    equal("errors", client.errors, [])
    equal("format and problem", (record["format"], record["requests"][0]["problem"]), ("OGG_OPUS", None))
    equal("SHA-256", record["requests"][0]["sha256"], hashlib.sha256(stream).hexdigest())
    audio = await simulator.audio(connection_id, request)
    equal("the audio that is handed out", audio, stream)
    _near("length when decoded", record["requests"][0]["durationMs"], await _decoded_ms(audio), FRAME_MS)
    return RECORDED


async def _whole_record(simulator, connection_id: str) -> dict:
    async with asyncio.timeout(10):
        while not (record := await simulator.session(connection_id))["requests"][0]["ended"]:
            await asyncio.sleep(0.02)
    return record


async def _decoded_ms(stream: bytes) -> float:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "a.ogg"), Path(folder, "a.wav")
        source.write_bytes(stream)
        command = ["opusdec", "--quiet", "--force-wav", "--rate", "48000", str(source), str(target)]
        process = await asyncio.create_subprocess_exec(*command)
        equal("opusdec's exit code", await process.wait(), 0)
        with wave.open(str(target)) as decoded:
            return 1000 * decoded.getnframes() / decoded.getframerate()


def _tone(rate: int, seconds: float) -> bytes:
    wave_of = (int(9000 * math.sin(2 * math.pi * 330 * at / rate)) for at in range(int(rate * seconds)))
    return b"".join(struct.pack("<h", sample) for sample in wave_of)


def _near(what: str, actual: float, expected: float, tolerance: float) -> None:
    if abs(actual - expected) > tolerance:
        raise AssertionError(f"{what}: {actual} ms, expected {expected} ms within {tolerance}")
