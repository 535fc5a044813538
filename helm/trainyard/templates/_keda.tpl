{{/* A worker's name begins with its Pod's, which KEDA and the Job each gave five characters. */}}
{{- define "trainyard.atWork" -}}
(select count(*) from run where lease_token is not null and worker ~ '^{{ . }}-[a-z0-9]{5}-[a-z0-9]{5}/')
{{- end -}}

{{/*
How many runs want a Pod of a pool: those that its Pods train, and those that wait, may be claimed (the running quota of
their owner leaves room), and find no room in the pools before it: {pool, before, root}.
*/}}
{{- define "trainyard.demand" -}}
{{- $fullname := include "trainyard.fullname" .root -}}
select greatest(coalesce(sum(least(waiting, greatest({{ .root.Values.access.quotas.running | int64 }} - held, 0))), 0)
{{- range .before }}
  - greatest({{ mul .burst .slots }} - {{ include "trainyard.atWork" (printf "%s-burst-%s" $fullname .name) }}, 0)
{{- end }}, 0)
  + {{ include "trainyard.atWork" (printf "%s-burst-%s" $fullname .pool.name) }}
from (select count(*) filter (where status = 'queued') as waiting, count(lease_token) as held
  from run where status = 'queued' or lease_token is not null group by owner) as owners
{{- end -}}
