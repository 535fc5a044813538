{{/* All pools of workers as JSON, in KEDA's order: {name, gpu, replicas, burst, slots, ...}. */}}
{{- define "trainyard.pools" -}}
{{- $pools := list -}}
{{- range .Values.workers.gpu -}}
{{- $resources := dict "requests" (dict "cpu" "2" "memory" "8Gi") "limits" (dict "cpu" "4" "memory" "8Gi") -}}
{{- $defaults := dict "gpu" true "replicas" 0 "burst" 0 "slots" 1 "resources" $resources -}}
{{- $pools = append $pools (mergeOverwrite $defaults (deepCopy .)) -}}
{{- end -}}
{{- with .Values.workers.cpu -}}
{{- if .enabled -}}
{{- $pools = append $pools (mergeOverwrite (dict "gpu" false "name" "cpu") (omit (deepCopy .) "enabled")) -}}
{{- end -}}
{{- end -}}
{{- dict "pools" $pools | toJson -}}
{{- end -}}

{{/* The Pod of a worker: {root, pool, burst, name}. One that KEDA started ends by itself. */}}
{{- define "trainyard.workerPod" -}}
{{- $root := .root -}}
{{- $pool := .pool -}}
{{- $workers := $root.Values.workers -}}
metadata:
  labels:
    {{- include "trainyard.labels" $root | nindent 4 }}
    app.kubernetes.io/component: worker
    trainyard.dev/pool: {{ $pool.name }}
  annotations:
    # The cluster's autoscaler leaves a node with a worker alone.
    cluster-autoscaler.kubernetes.io/safe-to-evict: "false"
spec:
  serviceAccountName: {{ include "trainyard.fullname" $root }}
  {{- include "trainyard.podSecurity" $root | nindent 2 }}
  restartPolicy: {{ ternary "Never" "Always" .burst }}
  # preStop, the drain, and the end of everything else.
  terminationGracePeriodSeconds: {{ add $workers.preStopSeconds $workers.drainSeconds 30 }}
  {{- if $pool.gpu }}
  {{- with $pool.runtimeClassName }}
  runtimeClassName: {{ . }}
  {{- end }}
  affinity:
    nodeAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
        nodeSelectorTerms:
          - matchExpressions:
              # The library has machine code for these, and no PTX for others (docs/operations.md).
              - {key: nvidia.com/gpu.compute.major, operator: In, values: ["6", "7", "8"]}
              - key: nvidia.com/gpu.product
                operator: In
                values: {{ toJson $pool.products }}
  {{- end }}
  {{- with $pool.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if or $pool.gpu $pool.tolerations }}
  tolerations:
    {{- if $pool.gpu }}
    - {key: nvidia.com/gpu, operator: Exists, effect: NoSchedule}
    {{- end }}
    {{- with $pool.tolerations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- end }}
  {{- if not .burst }}
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "trainyard.selector" $root | nindent 10 }}
          trainyard.dev/pool: {{ $pool.name }}
  {{- end }}
  containers:
    - name: worker
      image: {{ ternary (include "trainyard.cudaImage" $root) (include "trainyard.image" $root) $pool.gpu }}
      imagePullPolicy: {{ $root.Values.image.pullPolicy }}
      {{- include "trainyard.containerSecurity" $root | nindent 6 }}
      env:
        {{- include "trainyard.env" $root | nindent 8 }}
        - {name: TRAINYARD_API_ENABLED, value: "false"}
        - {name: TRAINYARD_WORKER_ENABLED, value: "true"}
        - {name: TRAINYARD_WEBHOOKS_ENABLED, value: "false"}
        - {name: TRAINYARD_WORKER_SLOTS, value: {{ $pool.slots | quote }}}
        - {name: TRAINYARD_WORKER_DRAIN, value: {{ $workers.drainSeconds }}s}
        - {name: SPRING_LIFECYCLE_TIMEOUTPERSHUTDOWNPHASE, value: {{ add $workers.drainSeconds 5 }}s}
        {{- if .burst }}
        - {name: TRAINYARD_WORKER_EXITWHENIDLE, value: {{ $root.Values.keda.idleSeconds }}s}
        {{- end }}
        {{- with $workers.extraEnv }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      ports:
        - {name: http, containerPort: 8080}
      {{- include "trainyard.probes" $root | nindent 6 }}
      lifecycle:
        # A last scrape of a worker that goes; then SIGTERM, and the drain.
        preStop:
          sleep: {seconds: {{ $workers.preStopSeconds }}}
      resources:
        requests:
          {{- toYaml $pool.resources.requests | nindent 10 }}
          {{- if $pool.gpu }}
          nvidia.com/gpu: 1
          {{- end }}
        limits:
          {{- toYaml $pool.resources.limits | nindent 10 }}
          {{- if $pool.gpu }}
          nvidia.com/gpu: 1
          {{- end }}
      {{- include "trainyard.mounts" $root | nindent 6 }}
  volumes:
    {{- include "trainyard.scratch" $root | nindent 4 }}
    - name: data
      {{- if $workers.data.claimName }}
      persistentVolumeClaim: {claimName: {{ $workers.data.claimName }}}
      {{- else }}
      emptyDir: {sizeLimit: {{ $workers.data.size }}}
      {{- end }}
{{- end -}}
