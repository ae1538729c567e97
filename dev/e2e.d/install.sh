# Secrets, the chart, and the pods beside the operator; sourced by ../e2e.
# shellcheck shell=bash

# authority NAME: a CA of its own
authority() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj "/CN=$1" \
    -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign -keyout "$WORK/$1.key" -out "$WORK/$1.crt" 2>/dev/null
}

# certificate SERVICE CA: for the Service's name, as it is dialled
certificate() {
  authority "$2"
  printf 'basicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\nsubjectAltName=DNS:%s\n' "$1.$NAMESPACE.svc" >"$WORK/$1.ext"
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$1" -keyout "$WORK/$1.key" 2>/dev/null |
    openssl x509 -req -CA "$WORK/$2.crt" -CAkey "$WORK/$2.key" -days 2 -set_serial "0x$(openssl rand -hex 8)" \
      -extfile "$WORK/$1.ext" -out "$WORK/$1.crt" 2>/dev/null
}

# secret NAME KEY=FILE...: values come from files that only we can read
secret() {
  local name=$1 sources=()
  shift
  local entry
  for entry; do sources+=("--from-file=${entry%%=*}=$WORK/${entry#*=}"); done
  ours create secret generic "$name" "${sources[@]}" >/dev/null
  ours label secret "$name" avatar-operator.dev/source=true >/dev/null
}

prepare_namespace() {
  local name
  for name in api-key livekit-key livekit-secret worker-token; do openssl rand -hex 16 >"$WORK/$name"; done
  certificate simulator simulator-ca
  certificate worker worker-ca
  kc apply -f "$ROOT/deploy/overlays/e2e/namespace.yaml" >/dev/null
  secret simulator api-key=api-key ca.crt=simulator-ca.crt
  secret livekit api-key=livekit-key api-secret=livekit-secret
  secret workers token=worker-token ca.crt=worker-ca.crt
  for name in simulator worker; do
    ours create secret tls "$name-tls" --cert="$WORK/$name.crt" --key="$WORK/$name.key" >/dev/null
  done
  ours create configmap speech --from-file="$ROOT/dev/audio/welcome-24k.wav" >/dev/null
}

# install_chart: into a namespace that enforces the restricted policy
install_chart() {
  kc apply -f "$ROOT/deploy/rbac/namespace.yaml" >/dev/null
  "$HELM" install "$RELEASE" "$ROOT/helm/avatar-operator" --namespace="$SYSTEM" --wait --timeout=120s \
    --set-string "image.repository=${IMAGE%:*},image.tag=${IMAGE##*:}" \
    --set "operator.allowedWorkerHosts={worker.$NAMESPACE.svc}" >"$WORK/helm.log"
}

start_pods() {
  manifest "$ROOT/deploy/overlays/e2e" | kc apply -f - >/dev/null
  ours rollout status deployment/simulator --timeout=120s >/dev/null
  ours rollout status deployment/worker --timeout=120s >/dev/null
}
