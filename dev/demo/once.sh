# The demo as a test: speak once in every session and report; sourced by ../../demo.
# shellcheck shell=bash disable=SC2034 # MAY_END is read by processes.sh

ONCE_SECONDS=90

# run_once: returns once all three sessions have spoken and are Ready with measured latency; dies with the reason if not
run_once() {
  local deadline=$((SECONDS + ONCE_SECONDS)) pushed="" missing="" last=""
  while check_processes; do
    if [ -z "$pushed" ] && ingest_is_ready; then
      push
      pushed=yes
    fi
    check_say
    collect
    if missing=$(what_is_missing); then break; fi
    news "$last" "$missing"
    last=$missing
    ((SECONDS < deadline)) || give_up
    sleep 1
  done
  step "all three have spoken"
  printf '\n'
  python3 "$ROOT/dev/demo/report.py" table "$STATE/sessions.json" "$STATE/avs.json"
  printf '\n'
  check_leaks
}

push() {
  step "pushing welcome-24k.wav into the session concierge"
  MAY_END=say
  # shellcheck disable=SC2016 # expanded by the inner shell
  start say bash -c '"${@:2}"; echo $? >"$1"' - "$STATE/say.status" \
    bash "$ROOT/demo" say "$ROOT/dev/audio/welcome-24k.wav"
}

# check_say: whether the push, once it has ended, ended well
check_say() {
  [ -s "$STATE/say.status" ] && [ "$(cat "$STATE/say.status")" != 0 ] || return 0
  show_log say
  die "pushing the WAV failed"
}

ingest_is_ready() {
  [ "$(kc get avs concierge -o jsonpath='{.status.conditions[?(@.type=="Ready")].status}' 2>/dev/null)" = True ] &&
    kc get secret concierge-ingest >/dev/null 2>&1
}

# collect: what the avatar service received, and what the resources say
collect() {
  printf 'X-Api-Key: %s\n' "$(key simulator-api-key)" |
    curl -fsS --max-time 5 -H @- "http://127.0.0.1:$SIMULATOR_PORT/sim/sessions" >"$STATE/sessions.json" || die "the simulator doesn't answer"
  kc get avs -o json >"$STATE/avs.json"
}

what_is_missing() { python3 "$ROOT/dev/demo/report.py" missing "$STATE/sessions.json" "$STATE/avs.json"; }

# news OLD NEW: the lines that weren't there before
news() {
  local line
  while IFS= read -r line; do
    [[ $'\n'$1$'\n' == *$'\n'"$line"$'\n'* ]] || step "$line"
  done <<<"$2"
}

give_up() {
  kc get avs -o wide || true
  show_log operator
  show_log worker
  die "not all three have spoken, with latency in their status, after $ONCE_SECONDS s"
}

# remember_secrets: records every Secret value of this run, so that check_leaks can look for it
remember_secrets() {
  # shellcheck disable=SC2016 # expanded by the inner shell
  (umask 077 && start secrets bash -c 'exec "${@:2}" >"$1"' - "$STATE/secrets-seen.json" \
    "$KUBE_ASSETS/kubectl" --kubeconfig="$STATE/kubeconfig" get secrets --all-namespaces --watch -o json)
}

# check_leaks: no secret value in a log, an Event, a status, a metric, or a URL that the API server saw
check_leaks() {
  local out=$STATE/visible name port
  mkdir -p "$out"
  kc get events,avs,avatarservices,rtcproviders,avatarworkerpools --all-namespaces -o yaml >"$out/resources.yaml"
  while read -r name port; do
    curl -fsS --max-time 5 "http://127.0.0.1:$port/q/metrics" >"$out/$name.metrics"
  done <<<"simulator $SIMULATOR_PROBES
worker $WORKER_PROBES
operator $OPERATOR_PROBES"
  python3 "$ROOT/dev/demo/leaks.py" --kubeconfig "$STATE/operator.kubeconfig" "$STATE/secrets-seen.json" "$STATE/logs" "$out"
}
