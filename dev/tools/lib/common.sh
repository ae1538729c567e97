# Shared by the scripts of this project; sourced, never run.
# shellcheck shell=bash disable=SC2034 # ROOT, CACHE and HURRY are read by those who source this

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
CACHE=${AVATAR_OPERATOR_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/avatar-operator}

# All progress goes to stderr, so that stdout stays a command's answer.
say() { printf '%s\n' "$*" >&2; }

die() {
  say "${0##*/}: $*"
  exit 1
}

# Nothing on loopback goes through a proxy.
export NO_PROXY=${NO_PROXY:+$NO_PROXY,}127.0.0.1,localhost
export no_proxy=$NO_PROXY

have() { command -v "$1" >/dev/null 2>&1; }

# heartbeat LABEL LOG COMMAND...: runs a long command with its output in LOG and says every 15 s that it is at work.
# The command gets a process group of its own: whoever ends this shell ends the whole group (end_heartbeat).
HEARTBEAT_PID=
heartbeat() {
  local label=$1 log=$2 began=$SECONDS next=15 status=0
  shift 2
  set -m
  "$@" >"$log" 2>&1 </dev/null 9>&- &
  HEARTBEAT_PID=$!
  set +m
  while kill -0 "$HEARTBEAT_PID" 2>/dev/null; do
    sleep 0.5
    if ((SECONDS - began >= next)); then
      say "$label: at work for $((SECONDS - began)) s"
      next=$((next + 15))
    fi
  done
  wait "$HEARTBEAT_PID" || status=$?
  HEARTBEAT_PID=
  ((status == 0)) && say "$label: done in $((SECONDS - began)) s"
  return "$status"
}

# end_heartbeat: for exit traps; ends the command under heartbeat, if there is one.
end_heartbeat() {
  [ -n "$HEARTBEAT_PID" ] || return 0
  kill -TERM -- "-$HEARTBEAT_PID" 2>/dev/null || true
  wait "$HEARTBEAT_PID" 2>/dev/null || true
  HEARTBEAT_PID=
}

# exit_on_signals CLEANUP: runs CLEANUP at the end, and turns Ctrl-C, TERM and HUP into such an end. A second signal
# doesn't end the cleanup, it only makes it HURRY.
HURRY=
exit_on_signals() {
  # shellcheck disable=SC2064 # the name of the function is meant now
  trap "$1" EXIT
  trap 'no_second_end; exit 130' INT
  trap 'no_second_end; exit 143' TERM
  trap 'no_second_end; exit 129' HUP
}

no_second_end() { trap 'HURRY=yes' INT TERM HUP; }
