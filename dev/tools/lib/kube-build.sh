# Builds kube-apiserver, etcd and kubectl; sourced by ../kube.
# shellcheck shell=bash

kube_flags() {
  local minor=${KUBE_VERSION#*.} x="-X k8s.io/component-base/version"
  echo "$x.gitVersion=v$KUBE_VERSION $x.gitMajor=${KUBE_VERSION%%.*} $x.gitMinor=${minor%%.*} $x.gitTreeState=clean"
}

# build_into DIRECTORY: builds what DIRECTORY lacks; an interrupted build goes on where it was
build_into() {
  local name label number=0 total=${#BINARIES[@]}
  mkdir -p "$1"
  say "tools: building with $(go_version): once, about 6 minutes on 2 cores"
  for name in "${BINARIES[@]}"; do
    number=$((number + 1))
    label="tools: [$number/$total] $name"
    if [ -x "$1/$name" ]; then
      say "$label: already built"
    elif [ "$name" = etcd ]; then
      build_with_progress "$label" etcd . "" "$1/$name"
    else
      build_with_progress "$label" kube "k8s.io/kubernetes/cmd/$name" "$(kube_flags)" "$1/$name"
    fi
  done
  echo "built from source" >"$1/origin"
}
