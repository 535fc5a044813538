{{/* Of every Pod: Pod Security "restricted", and no rights in the cluster. */}}
{{- define "trainyard.podSecurity" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{- define "trainyard.containerSecurity" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
{{- end -}}

{{/* What may be written to, as in the image: JavaCPP unpacks native libraries to /cache. */}}
{{- define "trainyard.mounts" -}}
volumeMounts:
  - {name: tmp, mountPath: /tmp}
  - {name: cache, mountPath: /cache}
  - {name: data, mountPath: /data}
{{- end -}}

{{- define "trainyard.scratch" -}}
- name: tmp
  emptyDir: {sizeLimit: 1Gi}
- name: cache
  emptyDir: {sizeLimit: 3Gi}
{{- end -}}

{{- define "trainyard.databaseEnv" -}}
{{- $db := .Values.database -}}
{{- $bundled := $db.cloudnativepg.enabled -}}
{{- $secret := ternary (printf "%s-app" (include "trainyard.cluster" .)) $db.secretName $bundled -}}
- name: SPRING_DATASOURCE_URL
{{- if $bundled }}
  value: jdbc:postgresql://{{ include "trainyard.cluster" . }}-rw:5432/{{ $db.cloudnativepg.database }}
{{- else }}
  value: {{ $db.url | quote }}
{{- end }}
- name: SPRING_DATASOURCE_USERNAME
  valueFrom:
    secretKeyRef: {name: {{ $secret }}, key: {{ ternary "username" $db.usernameKey $bundled }}}
- name: SPRING_DATASOURCE_PASSWORD
  valueFrom:
    secretKeyRef: {name: {{ $secret }}, key: {{ ternary "password" $db.passwordKey $bundled }}}
- {name: TRAINYARD_DATA_DIR, value: /data}
{{- end -}}

{{/* Where large files are, if not in a folder of /data. */}}
{{- define "trainyard.storeEnv" -}}
{{- with .Values.store }}
- {name: TRAINYARD_DATASETS_CACHE_MAXSIZE, value: {{ .cache | quote }}}
{{- if .location }}
- {name: TRAINYARD_STORE_LOCATION, value: {{ .location | quote }}}
- {name: TRAINYARD_STORE_REGION, value: {{ .region | quote }}}
{{- if .endpoint }}
- {name: TRAINYARD_STORE_ENDPOINT, value: {{ .endpoint | quote }}}
{{- end }}
{{- if .secretName }}
- name: AWS_ACCESS_KEY_ID
  valueFrom:
    secretKeyRef: {name: {{ .secretName }}, key: {{ .accessKeyKey }}}
- name: AWS_SECRET_ACCESS_KEY
  valueFrom:
    secretKeyRef: {name: {{ .secretName }}, key: {{ .secretKeyKey }}}
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{/* Of every process of the service. */}}
{{- define "trainyard.env" -}}
{{ include "trainyard.databaseEnv" . }}
- {name: SPRING_DATASOURCE_HIKARI_MAXIMUMPOOLSIZE, value: {{ .Values.database.poolSize | quote }}}
- {name: TRAINYARD_DATABASE_MIGRATE, value: "false"}
- {name: TRAINYARD_DATABASE_PATIENCE, value: {{ .Values.migration.waitSeconds }}s}
- {name: SERVER_ADDRESS, value: 0.0.0.0}
- {name: SERVER_PORT, value: "8080"}
{{- include "trainyard.storeEnv" . }}
{{- with .Values.access }}
- {name: TRAINYARD_ACCESS_QUOTAS_QUEUED, value: {{ .quotas.queued | int64 | quote }}}
- {name: TRAINYARD_ACCESS_QUOTAS_RUNNING, value: {{ .quotas.running | int64 | quote }}}
- {name: TRAINYARD_ACCESS_QUOTAS_IMAGESPERDAY, value: {{ .quotas.imagesPerDay | int64 | quote }}}
- {name: TRAINYARD_ACCESS_QUOTAS_DATASETBYTES, value: {{ .quotas.datasetBytes | int64 | quote }}}
{{- end }}
{{- end -}}

{{/* Of the API alone: a worker asks nobody who he is, but for metrics, whose tokens are in the database. */}}
{{- define "trainyard.accessEnv" -}}
{{- with .Values.access }}
{{- if .adminToken.secretName }}
- name: TRAINYARD_ADMIN_TOKEN
  valueFrom:
    secretKeyRef: {name: {{ .adminToken.secretName }}, key: {{ .adminToken.key }}}
{{- end }}
{{- if .oidc.issuerUri }}
- {name: SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUER_URI, value: {{ .oidc.issuerUri | quote }}}
{{- with .oidc.audiences }}
- {name: SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_AUDIENCES, value: {{ join "," . | quote }}}
{{- end }}
- {name: TRAINYARD_ACCESS_OIDC_ROLESCLAIM, value: {{ .oidc.rolesClaim | quote }}}
- {name: TRAINYARD_ACCESS_OIDC_OWNERCLAIM, value: {{ .oidc.ownerClaim | quote }}}
{{- end }}
{{- end }}
{{- end -}}

{{/* The wait for the schema is part of the start. */}}
{{- define "trainyard.probes" -}}
startupProbe:
  httpGet: {path: /actuator/health/liveness, port: http}
  periodSeconds: 5
  timeoutSeconds: 3
  failureThreshold: {{ add 24 (div .Values.migration.waitSeconds 5) }}
livenessProbe:
  httpGet: {path: /actuator/health/liveness, port: http}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
readinessProbe:
  httpGet: {path: /actuator/health/readiness, port: http}
  periodSeconds: 5
  timeoutSeconds: 6
  failureThreshold: 3
{{- end -}}
