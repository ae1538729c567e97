"""Reads what the avatar service received and what the resources say; says what is missing, or prints the latencies."""

import json
import sys

SESSIONS = ("lobby", "stage", "concierge")
LATENCIES = ("tokenMint", "connect", "confirm", "confirmToPublished", "firstAnimationP50", "firstAnimationP95")


def main(mode, sessions_file, resources_file):
    with open(sessions_file) as sessions, open(resources_file) as resources:
        spoken = spoken_by_room(json.load(sessions))
        statuses = {r["metadata"]["name"]: r.get("status", {}) for r in json.load(resources)["items"]}
    if mode == "table":
        print_table(spoken, statuses)
        return 0
    missing = [m for name in SESSIONS for m in missing_of(name, spoken, statuses.get(name, {}))]
    print(*missing, sep="\n")
    return 1 if missing else 0


def spoken_by_room(document):
    """Seconds of speech that were played to the end, by room or channel."""
    spoken = {}
    for session in document["sessions"] if isinstance(document, dict) else document:
        room = session.get("room") or session.get("channel")
        played = [r for r in session["requests"] if r.get("playedAt") and not r.get("interrupted") and r["bytes"] > 0]
        spoken[room] = spoken.get(room, 0) + sum(r["durationMs"] for r in played) / 1000
    return spoken


def missing_of(name, spoken, status):
    ready = next((c for c in status.get("conditions", []) if c["type"] == "Ready"), None)
    if ready is None or ready["status"] != "True":
        yield f"{name}: {ready['reason']}: {ready['message']}" if ready else f"{name}: no status yet"
    elif status.get("rtc", {}).get("kind") == "LiveKit" and not is_seen(status):
        yield f"{name}: {status.get('state')}, not seen in its room yet"
    elif not spoken.get(name):
        yield f"{name}: {status.get('state')}, speaking"
    elif not status.get("latency", {}).get("firstAnimationP50"):
        yield f"{name}: has spoken, no latency in its status yet"


def is_seen(status):
    """Whether the LiveKit server said that the avatar publishes picture and sound in the room."""
    media = next((c for c in status.get("conditions", []) if c["type"] == "MediaPublishing"), {})
    return media.get("status") == "True" and bool(status["rtc"].get("participantSid"))


def print_table(spoken, statuses):
    rows = [("SESSION", "RTC", "ROOM", "STATE", "SPOKEN") + tuple(map(heading, LATENCIES))]
    for name in SESSIONS:
        status = statuses[name]
        rtc, latency = status.get("rtc", {}), status.get("latency", {})
        row = (name, rtc.get("kind"), rtc.get("room"), status.get("state"), f"{spoken[name]:.1f}s")
        rows.append(row + tuple(latency.get(field) for field in LATENCIES))
    widths = [max(len(str(row[i] or "-")) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        print("   ".join(str(cell or "-").ljust(width) for cell, width in zip(row, widths)).rstrip())


def heading(field):
    return "".join("-" + c if c.isupper() else c for c in field).upper()


sys.exit(main(*sys.argv[1:]))
