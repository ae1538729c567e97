# The cluster under test: commands, steps, what it looks like when something fails; sourced by ../e2e.
# shellcheck shell=bash disable=SC2034 # HELM is read by install.sh and removal.sh

SYSTEM=avatar-operator-system
NAMESPACE=avatar-e2e
RELEASE=avatar-operator

find_commands() {
  have openssl || die "openssl is missing"
  have python3 || die "python3 is missing"
  KUBECTL=$(command -v kubectl || true)
  [ -n "$KUBECTL" ] || KUBECTL=$("$ROOT/dev/tools/kube")/kubectl
  HELM=$("$ROOT/dev/tools/helm")
}

kc() { "$KUBECTL" --request-timeout=30s "$@"; }
ours() { kc --namespace="$NAMESPACE" "$@"; }

# refuse_used_cluster: what is there already isn't ours to delete
refuse_used_cluster() {
  kc get --raw=/readyz >/dev/null || die "the cluster of KUBECONFIG doesn't answer"
  local found
  found=$(kc get namespace "$SYSTEM" "$NAMESPACE" --ignore-not-found -o name && kc get -k "$ROOT/crds" --ignore-not-found -o name)
  [ -z "$found" ] || die "this needs a cluster without ${found//$'\n'/, }: delete them if nobody uses them"
}

# step LABEL COMMAND...: runs the command and says how long it took
STEP=
step() {
  local began tenths
  began=$(date +%s%N)
  STEP=$1
  shift
  "$@"
  tenths=$((($(date +%s%N) - began) / 100000000))
  printf '%4d.%d s  %s\n' $((tenths / 10)) $((tenths % 10)) "$STEP"
}

# until_true SECONDS COMMAND...
until_true() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < deadline)) || return 1
    sleep 0.5
  done
}

load_image() { bash -c "$LOAD \"\$1\"" - "$ARCHIVE" >"$WORK/load.log" 2>&1 || { cat "$WORK/load.log" >&2; die "--load failed"; }; }

# manifest FILE-OR-OVERLAY: with the image under test in the place of the published one
manifest() {
  if [ -d "$1" ]; then kc kustomize "$1"; else cat "$1"; fi |
    sed "s|image: ghcr.io/avatar-operator/avatar-operator:.*|image: $IMAGE|"
}

# show_state: what a person needs to see why a step failed
show_state() {
  kc get pods,jobs --namespace="$SYSTEM" -o wide
  ours get pods,jobs,services,avs -o wide
  ours get avs,avatarservices,rtcproviders,avatarworkerpools -o jsonpath='{range .items[*]}{.kind} {.metadata.name} {.status.conditions}{"\n"}{end}'
  local space
  for space in "$SYSTEM" "$NAMESPACE"; do
    kc get events --namespace="$space" --sort-by=.lastTimestamp | tail -n 30
    each_pod "$space" describe_unready
    each_pod "$space" show_log
  done
}

each_pod() { # NAMESPACE COMMAND
  local pod
  for pod in $(kc get pods --namespace="$1" -o name); do "$2" "$1" "$pod"; done
}

describe_unready() { # NAMESPACE POD
  [ "$(kc get "$2" --namespace="$1" -o jsonpath='{.status.conditions[?(@.type=="Ready")].status}')" = True ] ||
    kc describe "$2" --namespace="$1"
}

show_log() { # NAMESPACE POD
  echo "--- the last lines of $1 $2"
  kc logs "$2" --namespace="$1" --tail=40
  kc logs "$2" --namespace="$1" --tail=40 --previous 2>/dev/null || true
}
