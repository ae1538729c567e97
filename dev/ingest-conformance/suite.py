"""Runs the ingest protocol's cases against an implementation: suite.py URL TOKEN_FILE [CA_FILE].

The session has to be running, and nobody else may write to it; its format decides which cases. Exits with 1 when a
case fails.
"""

import asyncio
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "examples" / "python-ingest"))

import cases  # noqa: E402
from subject import NotTried, Subject  # noqa: E402

CASE_SECONDS = 60


async def run(subject: Subject) -> int:
    async with subject.client() as client:
        audio = client.messages[0]["format"]
    passed = failed = 0
    print(f"a session with {audio}", flush=True)
    for case in cases.OPUS if audio == "OGG_OPUS" else cases.PCM:
        sign, problem = await outcome(case, subject)
        passed, failed = passed + (sign == "ok"), failed + (sign == "FAIL")
        print(f"{sign:<5} {case.__doc__}", *([f"\n      {problem}"] if problem else []), flush=True)
    print(f"{passed} passed, {failed} failed", flush=True)
    return 1 if failed or not passed else 0


async def outcome(case, subject: Subject) -> tuple:
    try:
        await asyncio.wait_for(case(subject), CASE_SECONDS)
        return "ok", None
    except NotTried as e:
        return "--", f"not tried: {e}"
    except Exception as e:
        return "FAIL", f"{type(e).__name__}: {e}"


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    given = pathlib.Path(sys.argv[2]).read_text().strip()
    sys.exit(asyncio.run(run(Subject(sys.argv[1], given, *sys.argv[3:]))))
