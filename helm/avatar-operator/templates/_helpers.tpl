{{- define "avatar-operator.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "avatar-operator.fullname" -}}
{{- $name := include "avatar-operator.name" . }}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" }}
{{- else if contains $name .Release.Name }}
{{- .Release.Name | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "avatar-operator.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}
{{- default (include "avatar-operator.fullname" .) .Values.serviceAccount.name }}
{{- else }}
{{- required "serviceAccount.name: name the ServiceAccount, or set serviceAccount.create to true" .Values.serviceAccount.name }}
{{- end }}
{{- end }}

{{- define "avatar-operator.selectorLabels" -}}
app.kubernetes.io/name: {{ include "avatar-operator.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: operator
{{- end }}

{{- define "avatar-operator.labels" -}}
app.kubernetes.io/name: {{ include "avatar-operator.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/part-of: avatar-operator
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "avatar-operator.image" -}}
{{- with .Values.image }}
{{- if .digest }}
{{- printf "%s@%s" .repository .digest }}
{{- else }}
{{- printf "%s:%s" .repository (default $.Chart.AppVersion .tag) }}
{{- end }}
{{- end }}
{{- end }}

{{- define "avatar-operator.args" -}}
- operator
{{- with .Values.operator }}
{{- if .allowedWorkerHosts }}
- --allowed-worker-hosts={{ join "," .allowedWorkerHosts }}
{{- end }}
{{- if .sessionTokenTtl }}
- --session-token-ttl={{ .sessionTokenTtl }}
{{- end }}
{{- if .ingestTokenTtl }}
- --ingest-token-ttl={{ .ingestTokenTtl }}
{{- end }}
{{- with .broker }}
{{- if .url }}
- --broker-listen=0.0.0.0:9444
- --broker-url={{ .url }}
- --broker-tls-certificate=/etc/avatar-operator/broker/tls.crt
- --broker-tls-key=/etc/avatar-operator/broker/tls.key
{{- if .ca }}
- --broker-ca-file=/etc/avatar-operator/broker/ca.crt
{{- end }}
{{- if .keyTtl }}
- --broker-key-ttl={{ .keyTtl }}
{{- end }}
{{- end }}
{{- end }}
{{- if .allowInsecureEndpoints }}
- --allow-insecure-endpoints
{{- end }}
{{- if .tokenEndpoint.enabled }}
- --token-listen=0.0.0.0:8443
- --tls-certificate=/etc/token-endpoint/tls.crt
- --tls-key=/etc/token-endpoint/tls.key
{{- end }}
{{- if .webhooks.enabled }}
- --webhook-listen=0.0.0.0:8444
- --webhook-tls-certificate=/etc/avatar-operator/webhooks/tls.crt
- --webhook-tls-key=/etc/avatar-operator/webhooks/tls.key
{{- end }}
{{- end }}
{{- end }}

{{- define "avatar-operator.consoleArgs" -}}
- console
- --listen=0.0.0.0:8443
- --tls-certificate=/etc/console/tls.crt
- --tls-key=/etc/console/tls.key
- --kubernetes-url=https://kubernetes.default.svc
- --kubernetes-ca=/etc/kubernetes-ca/ca.crt
{{- if .Values.operator.tokenEndpoint.enabled }}
- --token-endpoint=https://{{ include "avatar-operator.fullname" . }}-tokens.{{ .Release.Namespace }}.svc
- --token-endpoint-ca=/etc/token-endpoint-ca/ca.crt
{{- end }}
{{- with .Values.console.rtcUrls }}
- --rtc-urls={{ join "," . }}
{{- end }}
{{- end }}
