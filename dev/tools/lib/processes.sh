# Starts, watches and stops background processes whose state is in $STATE: pids/, logs/; sourced, never run.
# shellcheck shell=bash

# new_state: makes the folders that the functions below use
new_state() {
  (umask 077 && mkdir -p "$STATE/pids" "$STATE/logs" "$STATE/tmp")
}

# start NAME COMMAND...: in a process group of its own, so that a Ctrl-C in the terminal doesn't reach it, and disowned,
# so that the shell doesn't comment on its end
start() {
  local name=$1
  shift
  set -m
  "$@" >"$STATE/logs/$name.log" 2>&1 </dev/null 9>&- &
  set +m
  echo "$!" >"$STATE/pids/$name"
  disown "$!"
}

alive() { # NAME
  local pid
  pid=$(cat "$STATE/pids/$1" 2>/dev/null) && group_alive "$pid"
}

# group_alive PID: a leader that has ended but that nobody has collected doesn't count
group_alive() {
  kill -0 -- "-$1" 2>/dev/null && ! grep -qs '^State:[[:space:]]*Z' "/proc/$1/status"
}

# ended: the name of a process that was started and has ended; fails when there is none. MAY_END names one that may.
MAY_END=
ended() {
  local file name
  for file in "$STATE"/pids/*; do
    name=${file##*/}
    if [ -e "$file" ] && [ "$name" != "$MAY_END" ] && ! alive "$name"; then
      echo "$name"
      return 0
    fi
  done
  return 1
}

# stop SECONDS NAME...: TERM to all, and KILL to those that are left after SECONDS, or at once if HURRY is set
stop() {
  local seconds=$1 deadline name pid pids=()
  shift
  for name; do
    pid=$(cat "$STATE/pids/$name" 2>/dev/null) || continue
    rm -f "$STATE/pids/$name"
    if kill -TERM -- "-$pid" 2>/dev/null; then pids+=("$pid"); fi
  done
  deadline=$((SECONDS + seconds))
  for pid in "${pids[@]}"; do
    while group_alive "$pid" && [ -z "${HURRY:-}" ] && ((SECONDS < deadline)); do sleep 0.1 || true; done
    kill -KILL -- "-$pid" 2>/dev/null || true
  done
}

# wait_until NAME SECONDS COMMAND...: until COMMAND succeeds; dies when the process NAME ends or the time is over
wait_until() {
  local name=$1 seconds=$2 deadline
  shift 2
  deadline=$((SECONDS + seconds))
  until "$@" >/dev/null 2>&1; do
    alive "$name" || { show_log "$name"; die "$name has ended"; }
    ((SECONDS < deadline)) || { show_log "$name"; die "$name isn't ready after $seconds s"; }
    sleep 0.2
  done
}

show_log() { # NAME
  say "--- the last lines of $1.log"
  tail -n 20 "$STATE/logs/$1.log" >&2 || true
  say "---"
}

# free_ports N: N free loopback ports on one line
free_ports() {
  python3 - "$1" <<'PYTHON'
import socket, sys

sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(int(sys.argv[1]))]
print(*(s.getsockname()[1] for s in sockets))
PYTHON
}
