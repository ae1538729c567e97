"""What the clients of both SDKs share: one session and everything that it calls back."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

import tokens
from simulator import APP_ID, AVATAR_ID, Simulator

DEADLINE = 10


@dataclass(frozen=True)
class Failure:
    """What a caller can tell an error by; only one of the SDKs says whether to try again."""

    code: str
    phase: str
    retryable: bool | None

    @staticmethod
    def of(error) -> "Failure":
        return Failure(error.code.value, error.phase, getattr(error, "retryable", None))

    def __str__(self) -> str:
        again = {None: "", True: ", retryable", False: ", not retryable"}[self.retryable]
        return f"{self.code} in {self.phase}{again}"


class SdkClient:
    """A subclass names the SDK's module, the path of its console and how it hears of playback."""

    sdk = None
    console_path = ""
    calls_of_on_close = 1

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
            console_endpoint_url=simulator.url + self.console_path,
            ingress_endpoint_url=simulator.ingress,
            livekit_egress=self.sdk.LiveKitEgressConfig(
                url="wss://livekit.example",
                room_name="lobby",
                publisher_id=identity,
                api_token=tokens.livekit("lobby", identity),
            ),
            on_error=self._on_error,
            on_close=self._on_close,
        )
        self.session = self.sdk.AvatarSession(self.sdk.SessionConfig(**(options | self.callbacks() | changes)))

    def callbacks(self) -> dict:
        raise NotImplementedError

    def ended(self) -> list:
        """The requests that were played or stopped, in this order."""
        raise NotImplementedError

    async def connect(self) -> str:
        await self.session.init()
        return await self.session.start()

    async def until(self, done) -> None:
        """Waits for callbacks until `done()`."""
        async with asyncio.timeout(DEADLINE):
            while not done():
                self._news.clear()
                await self._news.wait()

    def told(self) -> str:
        return ", then ".join(str(Failure.of(error)) for error in self.errors) or "no error"

    def heard(self, playback) -> None:
        self.played.append(playback)
        self._news.set()

    def _on_error(self, error) -> None:
        self.errors.append(error)
        self._news.set()

    def _on_close(self) -> None:
        self.closes += 1
        self._news.set()
