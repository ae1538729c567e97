"""The published SDK of the Spatius dialect, as a team's own program would use it; it sends no telemetry."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

import tokens
from client import DEADLINE
from simulator import APP_ID, AVATAR_ID, Simulator
from spatius import AvatarSession, LiveKitEgressConfig, SessionConfig, configure_telemetry
from spatius.proto.generated import message_pb2

configure_telemetry("")


@dataclass(frozen=True)
class Failure:
    """What a caller can tell an error by."""

    code: str
    phase: str

    @staticmethod
    def of(error) -> "Failure":
        return Failure(error.code.value, error.phase)

    def __str__(self) -> str:
        return f"{self.code} in {self.phase}"


class SpatiusClient:
    """One SDK session and everything that it calls back."""

    def __init__(self, simulator: Simulator, **changes):
        self.played = []
        self.encoded = {}
        self.errors = []
        self.closes = 0
        self._news = asyncio.Event()
        identity = "avatar-" + str(id(self))
        options = dict(
            avatar_id=AVATAR_ID,
            app_id=APP_ID,
            api_key=simulator.api_key,
            expire_at=datetime.now(timezone.utc) + timedelta(hours=1),
            sample_rate=24000,
            console_endpoint_url=simulator.url + "/v1/console",
            ingress_endpoint_url=simulator.ingress,
            livekit_egress=LiveKitEgressConfig(
                url="wss://livekit.example",
                room_name="lobby",
                publisher_id=identity,
                api_token=tokens.livekit("lobby", identity),
            ),
            transport_frames=self._on_frame,
            on_encoded_audio=self._on_encoded,
            on_error=self._on_error,
            on_close=self._on_close,
        )
        self.session = AvatarSession(SessionConfig(**(options | changes)))

    async def connect(self) -> str:
        await self.session.init()
        return await self.session.start()

    async def until(self, done) -> None:
        """Waits for callbacks until `done()`."""
        async with asyncio.timeout(DEADLINE):
            while not done():
                self._news.clear()
                await self._news.wait()

    def ended(self) -> list:
        return [request for request, end in self.played if end]

    def _on_frame(self, frame: bytes, end: bool) -> None:
        message = message_pb2.Message()
        message.ParseFromString(frame)
        self.played.append((message.server_response_animation.req_id, end))
        self._news.set()

    def _on_encoded(self, request: str, stream: bytes) -> None:
        self.encoded[request] = stream

    def _on_error(self, error) -> None:
        self.errors.append(error)
        self._news.set()

    def _on_close(self) -> None:
        self.closes += 1
        self._news.set()
