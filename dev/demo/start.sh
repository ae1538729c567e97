# Starts the parts of the demo and applies its resources; sourced by ../../demo.
# shellcheck shell=bash

kc() { "$KUBE_ASSETS/kubectl" --kubeconfig="$STATE/kubeconfig" --request-timeout=10s "$@"; }

# role NAME PROBES MEMORY ARGUMENT...: one role of the jar
role() {
  local name=$1 probes=$2 memory=$3
  shift 3
  start "$name" java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -XX:+ExitOnOutOfMemoryError \
    "-Xmx$memory" "-Djava.io.tmpdir=$STATE/tmp" -Dquarkus.http.host=127.0.0.1 "-Dquarkus.http.port=$probes" \
    -jar "$JAR" "$name" "$@"
}

ready() { curl -fsS --max-time 2 "http://127.0.0.1:$1/healthz/ready"; }

start_room_server() {
  start_livekit "$LIVEKIT_PORT" "$LIVEKIT_UDP" "$(key livekit-api-key): $(key livekit-api-secret)" \
    "webhook: {api_key: $(key livekit-api-key), urls: [\"http://127.0.0.1:$WEBHOOK_PORT/webhooks/livekit/$NAMESPACE/livekit\"]}"
}

start_service_and_worker() {
  role simulator "$SIMULATOR_PROBES" 192m --listen "127.0.0.1:$SIMULATOR_PORT" --app-id app_demo \
    --api-key-file "$STATE/keys/simulator-api-key"
  role worker "$WORKER_PROBES" 256m --listen "127.0.0.1:$WORKER_PORT" --token-file "$STATE/keys/worker-token" \
    --playlist-hosts 127.0.0.1
  start audio python3 -m http.server "$AUDIO_PORT" --bind 127.0.0.1 --directory "$ROOT/dev/audio"
}

start_operator() {
  (umask 077 && service_account_kubeconfig avatar-operator-system avatar-operator "$STATE/operator.kubeconfig")
  KUBECONFIG=$STATE/operator.kubeconfig role operator "$OPERATOR_PROBES" 256m \
    --token-listen "127.0.0.1:$TOKEN_PORT" --webhook-listen "127.0.0.1:$WEBHOOK_PORT"
  wait_until simulator 60 ready "$SIMULATOR_PROBES"
  wait_until worker 60 ready "$WORKER_PROBES"
  wait_until operator 60 ready "$OPERATOR_PROBES"
}

# start_console: its kubeconfig tells it where the API server is; the rights are those of whoever signs in
start_console() {
  KUBECONFIG=$STATE/operator.kubeconfig role console "$CONSOLE_PROBES" 128m --listen "127.0.0.1:$CONSOLE_PORT" \
    --token-endpoint "http://127.0.0.1:$TOKEN_PORT"
  kc apply -f - >>"$STATE/logs/apply.log" <<PERSON
apiVersion: v1
kind: ServiceAccount
metadata: {name: you, namespace: $NAMESPACE}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: push-audio, namespace: $NAMESPACE}
rules:
- {apiGroups: [""], resources: [secrets], resourceNames: [concierge-ingest], verbs: [get]}
$(binding ClusterRole avatar-operator-view)
$(binding ClusterRole avatar-operator-edit)
$(binding Role push-audio)
PERSON
  wait_until console 60 ready "$CONSOLE_PROBES"
}

binding() { # KIND ROLE: for you
  cat <<BINDING
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: you-$2, namespace: $NAMESPACE}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: $1, name: $2}
subjects: [{kind: ServiceAccount, name: you, namespace: $NAMESPACE}]
BINDING
}

# install: all of deploy/base but the Deployment, whose part a process plays here
install() {
  kc apply -k "$ROOT/crds" >"$STATE/logs/apply.log"
  kc wait --for=condition=Established -f <(kc kustomize "$ROOT/crds") --timeout=30s >>"$STATE/logs/apply.log"
  kc apply -k "$ROOT/deploy/rbac" >>"$STATE/logs/apply.log"
}

apply_resources() {
  write_overlay
  kc apply -k "$STATE/overlay" >>"$STATE/logs/apply.log"
  kc config set-context --current --namespace="$NAMESPACE" >>"$STATE/logs/apply.log"
}

# write_overlay: deploy/overlays/demo with the ports and keys of this run
write_overlay() {
  local base
  (umask 077 && mkdir -p "$STATE/overlay")
  base=$(python3 -c 'import os, sys; print(os.path.relpath(os.path.realpath(sys.argv[1]), sys.argv[2]))' \
    "$ROOT/deploy/overlays/demo" "$STATE/overlay")
  {
    printf 'resources: [%s]\nsecretGenerator:\n' "$base"
    secret simulator "api-key=$(key simulator-api-key)"
    secret livekit "api-key=$(key livekit-api-key)" "api-secret=$(key livekit-api-secret)"
    secret agora "certificate=$(key agora-certificate)"
    secret workers "token=$(key worker-token)"
    echo patches:
    patch AvatarService simulator regions/0/consoleUrl "http://127.0.0.1:$SIMULATOR_PORT"
    patch AvatarService simulator regions/0/ingressUrl "ws://127.0.0.1:$SIMULATOR_PORT/v2/driveningress"
    patch RtcProvider livekit livekit/url "ws://127.0.0.1:$LIVEKIT_PORT"
    patch AvatarWorkerPool default endpoints/0/url "http://127.0.0.1:$WORKER_PORT"
    playlist_item lobby 0 welcome-24k.wav
    playlist_item lobby 1 tour-24k.wav
    playlist_item stage 0 welcome-24k.wav
  } >"$STATE/overlay/kustomization.yaml"
}

secret() { # NAME LITERAL...
  local name=$1 literals
  shift
  literals=$(printf '%s, ' "$@")
  printf -- '- {name: %s, namespace: %s, behavior: merge, literals: [%s]}\n' "$name" "$NAMESPACE" "${literals%, }"
}

patch() { # KIND NAME PATH-IN-SPEC VALUE
  cat <<PATCH
- target: {kind: $1, name: $2}
  patch: |-
    - {op: replace, path: /spec/$3, value: "$4"}
PATCH
}

playlist_item() { # SESSION INDEX FILE
  patch AvatarSession "$1" "driver/worker/audio/source/playlist/items/$2/url" "http://127.0.0.1:$AUDIO_PORT/$3"
}
