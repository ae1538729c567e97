# The session: Ready, spoken, and what can be seen of it; sourced by ../e2e.
# shellcheck shell=bash

await_session() {
  ours wait avs/concierge --for=condition=Ready --timeout=90s >/dev/null
  is_connected || die "the session isn't Connected"
  local kind
  for kind in avatarservice/simulator rtcprovider/livekit avatarworkerpool/default; do
    ours wait "$kind" --for=condition=Ready --timeout=30s >/dev/null
  done
}

push_speech() {
  manifest "$ROOT/deploy/overlays/e2e/say.yaml" | kc apply -f - >/dev/null
  until_true 120 job_ended || die "the Job say hasn't ended after 120 s"
  [ "$(ours get job say -o jsonpath='{.status.succeeded}')" = 1 ] || die "the Job say has failed"
  until_true 60 has_latency || die "no latency in the session's status 60 s after it has spoken"
}

job_ended() { [ -n "$(ours get job say -o jsonpath='{.status.succeeded}{.status.failed}')" ]; }
has_latency() { [ -n "$(ours get avs concierge -o jsonpath='{.status.latency.firstAnimationP95}')" ]; }

check_observed() {
  collect
  grep -q SessionReady "$WORK/visible/resources.yaml" || die "no Event SessionReady"
  check_logs
  local restarted
  restarted=$(kc get pods --all-namespaces -o jsonpath='{range .items[*]}{.metadata.namespace}/{.metadata.name} {.status.containerStatuses[*].restartCount}{"\n"}{end}' |
    grep -E "^($SYSTEM|$NAMESPACE)/.* [1-9]" || true)
  [ -z "$restarted" ] || die "a pod was restarted: $restarted"
  ours get secrets -o json >"$WORK/secrets.json"
  python3 "$ROOT/dev/demo/leaks.py" "$WORK/secrets.json" "$WORK/visible"
}

# check_logs: no missing right, no error, no stack trace
check_logs() {
  local found
  found=$(grep -iEn 'forbidden|code=403|cannot [a-z]+ resource' "$WORK"/visible/*.log || true)
  [ -z "$found" ] || die "rights are missing: $found"
  found=$(grep -nE ' (ERROR|FATAL) |^[[:space:]]+at ' "$WORK"/visible/*.log | head -n 20 || true)
  [ -z "$found" ] || die "errors in the logs: $found"
}

# collect: everything that people may see
collect() {
  mkdir -p "$WORK/visible"
  ours get events.events.k8s.io,avs,avatarservices,rtcproviders,avatarworkerpools -o yaml >"$WORK/visible/resources.yaml"
  local space
  for space in "$SYSTEM" "$NAMESPACE"; do each_pod "$space" collect_pod; done
  [ -z "$LOGS" ] || { mkdir -p "$LOGS" && cp "$WORK"/visible/* "$LOGS/"; }
}

collect_pod() { # NAMESPACE POD
  local name=${2#pod/}
  kc logs "$2" --namespace="$1" >"$WORK/visible/$name.log"
  [[ $name == say-* ]] || kc get --raw="/api/v1/namespaces/$1/pods/http:$name:8080/proxy/q/metrics" >"$WORK/visible/$name.metrics"
}

# print_pods: memory and time to Ready of each pod, where the cluster lets us see it
print_pods() {
  local node
  for node in $(kc get pods --all-namespaces -o jsonpath='{range .items[*]}{.metadata.namespace} {.spec.nodeName}{"\n"}{end}' |
    awk -v a="$SYSTEM" -v b="$NAMESPACE" '$1 == a || $1 == b { print $2 }' | sort -u); do
    kc get --raw="/api/v1/nodes/$node/proxy/stats/summary" >"$WORK/node-$node.json" || say "e2e: no memory figures from $node"
  done
  kc get pods --all-namespaces -o json >"$WORK/pods.json"
  python3 "$ROOT/dev/e2e.d/pods.py" "$WORK/pods.json" "$WORK"/node-*.json
}
