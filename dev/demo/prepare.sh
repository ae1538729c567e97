# What the demo needs before anything starts: the binaries, the jar, ports, keys; sourced by ../../demo.
# shellcheck shell=bash disable=SC2034 # the ports are read by the other parts

NAMESPACE=avatar-demo
JAR=$ROOT/target/quarkus-app/quarkus-run.jar
POINTER=$ROOT/target/demo # says to `./demo say` where the running demo keeps its state

step() { printf '[%3d s] %s\n' "$SECONDS" "$*"; }

prepare() {
  "$ROOT/dev/tools/packages"
  "$ROOT/dev/tools/packages" --publishing || say "demo: without these the avatars stay out of their rooms; all else works"
  KUBE_ASSETS=$("$ROOT/dev/tools/kube")
  LIVEKIT=$("$ROOT/dev/tools/livekit")
  new_run
  build_jar
  make_keys
  read -r SIMULATOR_PORT WORKER_PORT AUDIO_PORT LIVEKIT_PORT LIVEKIT_UDP TOKEN_PORT CONSOLE_PORT WEBHOOK_PORT < <(free_ports 8)
  read -r SIMULATOR_PROBES WORKER_PROBES OPERATOR_PROBES CONSOLE_PROBES < <(free_ports 4)
}

# new_run: a state directory of our own, and the pointer to it; one demo per clone
new_run() {
  local other
  other=$(running_demo) && die "a demo runs here already (process $(cat "$other/pid")): end it first"
  end_stale
  STATE=$(cd "$(mktemp -d "${TMPDIR:-/tmp}/avatar-operator-demo.XXXXXX")" && pwd -P)
  new_state
  echo "$$" >"$STATE/pid"
  mkdir -p "$ROOT/target"
  rm -f "$POINTER"
  ln -s "$STATE" "$POINTER"
}

# end_stale: what a demo of this clone left behind when its script was killed. A process is ours if it still writes the
# log of that run: its number may have gone to somebody else since.
end_stale() {
  local state file name
  state=$(readlink "$POINTER") && [ -d "$state/pids" ] || return 0
  step "ending what a killed demo left behind in $state"
  for file in "$state"/pids/*; do
    name=${file##*/}
    if [ "$(readlink "/proc/$(cat "$file")/fd/1")" = "$state/logs/$name.log" ]; then
      STATE=$state stop 5 "$name"
    fi
  done
  rm -rf -- "$state"
}

# running_demo: prints the state directory of the demo that runs from this clone
running_demo() {
  local state pid
  state=$(readlink "$POINTER") && pid=$(cat "$state/pid" 2>/dev/null) && kill -0 "$pid" 2>/dev/null &&
    ! grep -qs '^State:[[:space:]]*Z' "/proc/$pid/status" && echo "$state"
}

# build_jar: only when a source is newer than the jar
build_jar() {
  [ ! -f "$JAR" ] || [ -n "$(find "$ROOT/src/main" "$ROOT/pom.xml" -newer "$JAR" -print -quit)" ] || return 0
  step "building the jar (the first time Maven downloads what it needs, which takes minutes)"
  heartbeat "demo: build" "$STATE/logs/build.log" mvn -B -f "$ROOT/pom.xml" -DskipTests package || {
    show_log build
    die "the build failed; try: mvn -DskipTests package"
  }
}

# make_keys: new for each run; files are only ours to read
make_keys() {
  umask 077
  mkdir -p "$STATE/keys"
  local name
  for name in simulator-api-key livekit-api-key livekit-api-secret agora-certificate worker-token; do
    openssl rand -hex 16 >"$STATE/keys/$name"
  done
}

key() { cat "$STATE/keys/$1"; }
