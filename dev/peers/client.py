"""The published SDK, as a team's own program would use it."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

import tokens
from simulator import APP_ID, AVATAR_ID, Simulator
from spatialreal import AvatarSession, LiveKitEgressConfig, SessionConfig

DEADLINE = 10


@dataclass(frozen=True)
class Failure:
    """What a caller can tell an error by."""

    code: str
    phase: str
    retryable: bool

    @staticmethod
    def of(error) -> "Failure":
        return Failure(error.code.value, error.phase, error.retryable)

    def __str__(self) -> str:
        return f"{self.code} in {self.phase}, {'' if self.retryable else 'not '}retryable"


class Client:
    """One SDK session and everything that it calls back."""

    def __init__(self, simulator: Simulator, **changes):
        self.played = []
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
            console_endpoint_url=simulator.url,
            ingress_endpoint_url=simulator.ingress,
            livekit_egress=LiveKitEgressConfig(
                url="wss://livekit.example",
                room_name="lobby",
                publisher_id=identity,
                api_token=tokens.livekit("lobby", identity),
            ),
            on_playback=self._on_playback,
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
        return [signal.req_id for signal in self.played if signal.end]

    def _on_playback(self, signal) -> None:
        self.played.append(signal)
        self._news.set()

    def _on_error(self, error) -> None:
        self.errors.append(error)
        self._news.set()

    def _on_close(self) -> None:
        self.closes += 1
        self._news.set()
