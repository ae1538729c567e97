# A control plane of etcd and kube-apiserver on loopback, its state in $STATE; sourced after common.sh and processes.sh.
# Both speak TLS with certificates of their own: other users of the machine can read neither.
# shellcheck shell=bash

# certificate NAME SUBJECT EXTENDED-KEY-USAGE: signed by ca.crt of the current directory
certificate() {
  openssl ecparam -name prime256v1 -genkey -noout -out "$1.key"
  openssl req -new -key "$1.key" -subj "$2" -out "$1.csr"
  openssl x509 -req -in "$1.csr" -CA ca.crt -CAkey ca.key -set_serial "0x$(openssl rand -hex 8)" -days 30 -out "$1.crt" \
    -extfile <(printf 'subjectAltName=IP:127.0.0.1,DNS:localhost\nextendedKeyUsage=%s\n' "$3") 2>/dev/null
}

control_plane_certificates() {
  mkdir -p "$STATE/pki"
  (
    cd "$STATE/pki" || exit
    openssl ecparam -name prime256v1 -genkey -noout -out ca.key
    openssl req -x509 -new -key ca.key -subj "/CN=local-control-plane" -days 30 -out ca.crt
    certificate etcd /CN=etcd serverAuth,clientAuth
    certificate apiserver /CN=kube-apiserver serverAuth
    certificate admin /O=system:masters/CN=admin clientAuth
    openssl ecparam -name prime256v1 -genkey -noout -out service-account.key
    openssl ec -in service-account.key -pubout -out service-account.pub 2>/dev/null
  )
}

# kubeconfig USER: prints one whose user entry is read from stdin, in flow style
kubeconfig() {
  local user
  user=$(cat)
  cat <<CONFIG
apiVersion: v1
kind: Config
clusters:
- name: local
  cluster: {server: "$API_SERVER", certificate-authority-data: $(base64 <"$STATE/pki/ca.crt" | tr -d '\n')}
users:
- name: $1
  user: $user
contexts:
- name: local
  context: {cluster: local, user: $1}
current-context: local
CONFIG
}

admin_kubeconfig() {
  local cert key
  cert=$(base64 <"$STATE/pki/admin.crt" | tr -d '\n')
  key=$(base64 <"$STATE/pki/admin.key" | tr -d '\n')
  echo "{client-certificate-data: $cert, client-key-data: $key}" | kubeconfig admin >"$STATE/kubeconfig"
}

# service_account_kubeconfig NAMESPACE NAME FILE: with a token as a pod gets it
service_account_kubeconfig() {
  local token
  token=$("$KUBE_ASSETS/kubectl" --kubeconfig="$STATE/kubeconfig" create token "$2" --namespace="$1" --duration=24h)
  echo "{token: $token}" | kubeconfig "$2" >"$3"
}

start_etcd() { # CLIENT-PORT PEER-PORT
  local client=https://127.0.0.1:$1 peer=https://127.0.0.1:$2 pki=$STATE/pki
  start etcd "$KUBE_ASSETS/etcd" --name=local --data-dir="$STATE/etcd" --unsafe-no-fsync --log-level=warn \
    --listen-client-urls="$client" --advertise-client-urls="$client" \
    --listen-peer-urls="$peer" --initial-advertise-peer-urls="$peer" --initial-cluster="local=$peer" \
    --client-cert-auth --trusted-ca-file="$pki/ca.crt" --cert-file="$pki/etcd.crt" --key-file="$pki/etcd.key" \
    --peer-client-cert-auth --peer-trusted-ca-file="$pki/ca.crt" --peer-cert-file="$pki/etcd.crt" --peer-key-file="$pki/etcd.key"
}

audit_flags() {
  cat >"$STATE/audit-policy.yaml" <<'POLICY'
apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules:
- level: Metadata
POLICY
  echo "--audit-policy-file=$STATE/audit-policy.yaml --audit-log-path=$STATE/logs/audit.log"
}

start_apiserver() { # PORT ETCD-PORT FLAG...
  local port=$1 etcd=$2 pki=$STATE/pki
  shift 2
  start kube-apiserver "$KUBE_ASSETS/kube-apiserver" --bind-address=127.0.0.1 --secure-port="$port" \
    --advertise-address=127.0.0.1 --endpoint-reconciler-type=none --service-cluster-ip-range=10.0.0.0/24 \
    --etcd-servers="https://127.0.0.1:$etcd" --etcd-cafile="$pki/ca.crt" --etcd-certfile="$pki/etcd.crt" --etcd-keyfile="$pki/etcd.key" \
    --authorization-mode=RBAC --anonymous-auth=false --disable-admission-plugins=ServiceAccount \
    --client-ca-file="$pki/ca.crt" --tls-cert-file="$pki/apiserver.crt" --tls-private-key-file="$pki/apiserver.key" \
    --service-account-issuer=https://kubernetes.default.svc --service-account-key-file="$pki/service-account.pub" \
    --service-account-signing-key-file="$pki/service-account.key" --cert-dir="$STATE/tmp" "$@"
}

# start_control_plane [audit]: leaves the API server's URL in API_SERVER and an admin's kubeconfig in $STATE/kubeconfig
start_control_plane() {
  local client peer port flags=()
  new_state
  read -r client peer port < <(free_ports 3)
  API_SERVER=https://127.0.0.1:$port
  (umask 077 && control_plane_certificates && admin_kubeconfig)
  if [ "${1:-}" = audit ]; then read -r -a flags < <(umask 077 && audit_flags); fi
  start_etcd "$client" "$peer"
  start_apiserver "$port" "$client" "${flags[@]}"
  wait_until kube-apiserver 60 "$KUBE_ASSETS/kubectl" --kubeconfig="$STATE/kubeconfig" --request-timeout=2s get --raw=/readyz
}

stop_control_plane() {
  stop 10 kube-apiserver
  stop 5 etcd
}
