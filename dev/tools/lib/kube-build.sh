# Builds kube-apiserver, etcd and kubectl from the small Go modules in ../go; sourced by ../kube.
# shellcheck shell=bash disable=SC2034 # NO_BUILD is read by ../kube

# go_version: prints Go's version as seen from the modules (so that Go may fetch the toolchain they name), or why not.
go_version() {
  have go || { echo "go is not installed"; return 1; }
  (cd "$TOOLS/go/kube" && go env GOVERSION 2>&1)
}

# can_build: whether Go is new enough; the reason is left in NO_BUILD.
can_build() {
  local version
  version=$(go_version) || { NO_BUILD=$version; return 1; }
  [[ $version =~ ^go([0-9]+)\.([0-9]+) ]] || { NO_BUILD="unknown Go version: $version"; return 1; }
  if ((BASH_REMATCH[1] == 1 && BASH_REMATCH[2] < 26)); then
    NO_BUILD="$version is too old"
    return 1
  fi
}

# build_one DIRECTORY NAME: builds one binary, under a name of its own until it is whole
build_one() {
  local module=$TOOLS/go/kube package=k8s.io/kubernetes/cmd/$2 flags="-s -w" minor=${KUBE_VERSION#*.}
  local version=k8s.io/component-base/version
  if [ "$2" = etcd ]; then
    module=$TOOLS/go/etcd package=.
  else
    flags+=" -X $version.gitVersion=v$KUBE_VERSION -X $version.gitMajor=${KUBE_VERSION%%.*}"
    flags+=" -X $version.gitMinor=${minor%%.*} -X $version.gitTreeState=clean"
  fi
  cd "$module" || return
  CGO_ENABLED=0 go build -buildvcs=false -trimpath -ldflags "$flags" -o "$1/$2.new" "$package" &&
    mv "$1/$2.new" "$1/$2"
}

# build_into DIRECTORY: builds what DIRECTORY lacks; an interrupted build goes on where it was
build_into() {
  local name number=0
  mkdir -p "$1"
  say "tools: building with $(go_version): once, about 6 minutes on 2 cores"
  for name in "${BINARIES[@]}"; do
    number=$((number + 1))
    [ ! -x "$1/$name" ] || { say "tools: [$number/3] $name: already built"; continue; }
    say "tools: [$number/3] $name: building"
    heartbeat "tools: [$number/3] $name" "$1/$name.log" build_one "$1" "$name" || {
      tail -n 15 "$1/$name.log" >&2
      die "the build of $name failed; its log: $1/$name.log"
    }
  done
  rm -f -- "$1"/*.log
  echo "built from source" >"$1/origin"
}
