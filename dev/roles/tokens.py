"""RTC tokens as an operator would mint them. Only a real LiveKit server checks the signature."""

import base64
import hashlib
import hmac
import json
import struct
import time
import zlib

LIVEKIT_KEY = "devkey"


def livekit(room: str, identity: str, secret: str = "secret") -> str:
    """For an avatar."""
    video = {"roomJoin": True, "room": room, "canPublish": True, "canPublishData": True, "canSubscribe": False}
    return _signed(identity, video, secret, kind="agent", attributes={"lk.publish_on_behalf": identity + "-agent"})


def livekit_client(room: str, identity: str, secret: str, **claims) -> str:
    """What a Secret <session>-client-<name> holds; with kind="agent" for the role Agent."""
    video = {"roomJoin": True, "room": room, "canPublish": True, "canPublishData": True, "canSubscribe": True}
    return _signed(identity, video, secret, **claims)


def agora() -> str:
    """An AccessToken2 without services: signature, app id, issue time, life, salt, service count."""
    fields = _string(bytes(32)) + _string(b"0" * 32) + struct.pack("<IIIH", int(time.time()), 3600, 1, 0)
    return "007" + base64.b64encode(zlib.compress(fields)).decode()


def _signed(identity: str, video: dict, secret: str, **claims) -> str:
    claims |= {"iss": LIVEKIT_KEY, "sub": identity, "exp": int(time.time()) + 3600, "video": video}
    signed = _json({"alg": "HS256", "typ": "JWT"}) + "." + _json(claims)
    return signed + "." + _base64url(hmac.new(secret.encode(), signed.encode(), hashlib.sha256).digest())


def _json(value: dict) -> str:
    return _base64url(json.dumps(value).encode())


def _base64url(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def _string(value: bytes) -> bytes:
    return struct.pack("<H", len(value)) + value
