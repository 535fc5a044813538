{{/* Short enough for the names of the Pods of a ScaledJob's Jobs, which have a suffix of 7 + 13 characters. */}}
{{- define "trainyard.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 28 | trimSuffix "-" -}}
{{- else -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 28 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 28 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "trainyard.selector" -}}
app.kubernetes.io/name: {{ default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "trainyard.labels" -}}
{{ include "trainyard.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}

{{- define "trainyard.image" -}}
{{- $tag := default .Chart.AppVersion .Values.image.tag -}}
{{ .Values.image.repository }}:{{ $tag }}
{{- end -}}

{{- define "trainyard.cudaImage" -}}
{{- $tag := default .Chart.AppVersion .Values.image.tag -}}
{{ .Values.image.repository }}:{{ default (printf "%s-cuda" $tag) .Values.image.cudaTag }}
{{- end -}}

{{- define "trainyard.cluster" -}}
{{ include "trainyard.fullname" . }}-db
{{- end -}}

{{/* What the user has to say, and would otherwise learn from a Pod that does not start. */}}
{{- define "trainyard.check" -}}
{{- $v := .Values -}}
{{- if not (or $v.access.adminToken.secretName $v.access.oidc.issuerUri) -}}
{{- fail "access.adminToken.secretName or access.oidc.issuerUri is required: without configured access the API does not start" -}}
{{- end -}}
{{- if and $v.database.url $v.database.cloudnativepg.enabled -}}
{{- fail "database.url and database.cloudnativepg.enabled exclude each other" -}}
{{- end -}}
{{- if not (or $v.database.url $v.database.cloudnativepg.enabled) -}}
{{- fail "database.url with database.secretName, or database.cloudnativepg.enabled, is required" -}}
{{- end -}}
{{- if and $v.database.url (not $v.database.secretName) -}}
{{- fail "database.secretName is required: the Secret with the user and the password of database.url" -}}
{{- end -}}
{{- if regexMatch "(?i)[?&](user|password)=" $v.database.url -}}
{{- fail "database.url holds a user or a password: they belong into the Secret database.secretName" -}}
{{- end -}}
{{- if and $v.keda.enabled (not (or $v.keda.connection.secretName $v.database.cloudnativepg.enabled)) -}}
{{- fail "keda.connection.secretName is required: the Secret with KEDA's connection string" -}}
{{- end -}}
{{- if and $v.monitoring.enabled (not $v.monitoring.token.secretName) -}}
{{- fail "monitoring.token.secretName is required: the Secret with a viewer's token, as metrics are closed to strangers" -}}
{{- end -}}
{{- if and $v.ingress.enabled (not $v.ingress.host) -}}
{{- fail "ingress.host is required" -}}
{{- end -}}
{{- if and $v.httpRoute.enabled (not $v.httpRoute.parentRefs) -}}
{{- fail "httpRoute.parentRefs is required: the Gateway to be reached by" -}}
{{- end -}}
{{- $names := list -}}
{{- range $v.workers.gpu -}}
{{- if or (has .name $names) (eq .name "cpu") -}}
{{- fail (printf "workers.gpu has two classes named %q, or one named \"cpu\"" .name) -}}
{{- end -}}
{{- $names = append $names .name -}}
{{- range .products -}}
{{- if regexMatch "(?i)(h100|h200|h800|h20\\b|gh200|b100|b200|b300|gb10|gb200|gb300|blackwell|rtx-50[0-9]0|k80|k40|m40|m60|maxwell|kepler)" . -}}
{{- fail (printf "workers.gpu: %s cannot be used: compute capabilities from 6.0 (Pascal) to 8.9 (Ada) are, Hopper (9.0), Blackwell (10, 12) and Maxwell are not" .) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
