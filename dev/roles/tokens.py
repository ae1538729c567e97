"""RTC tokens as an operator would mint them; nobody checks their signatures here."""

import base64
import hashlib
import hmac
import json
import struct
import time
import zlib


def livekit(room: str, identity: str) -> str:
    video = {"roomJoin": True, "room": room, "canPublish": True, "canSubscribe": False}
    claims = {"iss": "devkey", "sub": identity, "kind": "agent", "exp": int(time.time()) + 3600, "video": video}
    signed = _json({"alg": "HS256", "typ": "JWT"}) + "." + _json(claims)
    return signed + "." + _base64url(hmac.new(b"secret", signed.encode(), hashlib.sha256).digest())


def agora() -> str:
    """An AccessToken2 without services: signature, app id, issue time, life, salt, service count."""
    fields = _string(bytes(32)) + _string(b"0" * 32) + struct.pack("<IIIH", int(time.time()), 3600, 1, 0)
    return "007" + base64.b64encode(zlib.compress(fields)).decode()


def _json(value: dict) -> str:
    return _base64url(json.dumps(value).encode())


def _base64url(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def _string(value: bytes) -> bytes:
    return struct.pack("<H", len(value)) + value
