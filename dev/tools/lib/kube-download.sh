# Downloads kube-apiserver, etcd and kubectl as released for envtest; sourced by ../kube.
# shellcheck shell=bash disable=SC2034 # NO_DOWNLOAD is read by ../kube

# The index that envtest and fabric8's kube-api-test read: archive names, SHA-512 sums, links.
ENVTEST_INDEX=${AVATAR_OPERATOR_ENVTEST_INDEX:-https://raw.githubusercontent.com/kubernetes-sigs/controller-tools/HEAD/envtest-releases.yaml}

# platform: as in the archives' names, for example linux-amd64
platform() {
  local os arch
  os=$(uname -s | tr '[:upper:]' '[:lower:]')
  arch=$(uname -m)
  case $arch in x86_64) arch=amd64 ;; aarch64) arch=arm64 ;; esac
  echo "$os-$arch"
}

# newest_archive INDEX: "name sum link" of the newest release with our minor version for this platform
newest_archive() {
  awk -v start="envtest-v${KUBE_VERSION%.*}." -v end="-$(platform).tar.gz:" '
    $1 ~ /:$/ && NF == 1 { name = "" }
    index($1, start) == 1 && substr($1, length($1) - length(end) + 1) == end { name = substr($1, 1, length($1) - 1) }
    name && $1 == "hash:" { sum = $2 }
    name && $1 == "selfLink:" { print name, sum, $2 }' "$1" | sort -V | tail -n 1
}

# fetch SECONDS URL FILE; a fetch that stalls for 30 s fails
fetch() {
  curl -fsSL --connect-timeout 5 --speed-limit 1000 --speed-time 30 --max-time "$1" -o "$3" "$2"
}

# checksum_is SUM FILE
checksum_is() {
  if have sha512sum; then echo "$1  $2" | sha512sum --check --status 2>/dev/null; else echo "$1  $2" | shasum -a 512 -c -s; fi
}

# download_into DIRECTORY: fills DIRECTORY, or leaves the reason in NO_DOWNLOAD and fails
download_into() {
  local work=$1.download name sum link
  NO_DOWNLOAD=
  have curl || { NO_DOWNLOAD="curl is not installed"; return 1; }
  rm -rf "$work"
  mkdir -p "$work"
  fetch 5 "$ENVTEST_INDEX" "$work/index.yaml" 2>/dev/null || { NO_DOWNLOAD="$ENVTEST_INDEX is not reachable"; return 1; }
  read -r name sum link < <(newest_archive "$work/index.yaml") || true
  [ -n "$link" ] || { NO_DOWNLOAD="the index has no ${KUBE_VERSION%.*} for $(platform)"; return 1; }
  say "tools: downloading $name"
  heartbeat "tools: download" "$work/log" fetch 900 "$link" "$work/archive" || { NO_DOWNLOAD=$(tail -n 1 "$work/log"); return 1; }
  checksum_is "$sum" "$work/archive" || { NO_DOWNLOAD="$name does not have the SHA-512 sum of the index"; return 1; }
  tar -xzf "$work/archive" -C "$work" --strip-components=2 || { NO_DOWNLOAD="$name cannot be unpacked"; return 1; }
  complete "$work" || { NO_DOWNLOAD="$name lacks one of ${BINARIES[*]}"; return 1; }
  mkdir -p "$1"
  (cd "$work" && mv -- "${BINARIES[@]}" "$1")
  echo "downloaded: $name" >"$1/origin"
  rm -rf "$work"
}
