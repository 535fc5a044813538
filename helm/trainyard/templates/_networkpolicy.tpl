{{- define "trainyard.policy" }}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ include "trainyard.fullname" .root }}-{{ .component }}
  labels:
    {{- include "trainyard.labels" .root | nindent 4 }}
spec:
  podSelector:
    matchLabels:
      {{- include "trainyard.selector" .root | nindent 6 }}
      app.kubernetes.io/component: {{ .component }}
  policyTypes: [Ingress, Egress]
{{- end }}

{{- define "trainyard.egress" }}
- ports: # names
    - {protocol: UDP, port: 53}
    - {protocol: TCP, port: 53}
- ports: # PostgreSQL
    - {protocol: TCP, port: {{ .Values.networkPolicy.databasePort }}}
  {{- if .Values.networkPolicy.databaseTo }}
  to:
    {{- toYaml .Values.networkPolicy.databaseTo | nindent 4 }}
  {{- else if .Values.database.cloudnativepg.enabled }}
  to:
    - podSelector:
        matchLabels: {cnpg.io/cluster: {{ include "trainyard.cluster" . }}}
  {{- end }}
{{- end }}

{{- define "trainyard.storeEgress" }}
{{- if .Values.store.location }}
{{- $address := urlParse (default "https://s3.amazonaws.com" .Values.store.endpoint) }}
{{- $port := regexFind "[0-9]+$" (regexFind ":[0-9]+$" $address.host) }}
- ports: # the store of large files
    - {protocol: TCP, port: {{ default (ternary "443" "80" (eq $address.scheme "https")) $port }}}
  {{- with .Values.networkPolicy.storeTo }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
{{- end }}

{{- define "trainyard.internet" }}
- ports: # https, to public addresses alone
    - {protocol: TCP, port: 443}
  to:
    - ipBlock:
        cidr: 0.0.0.0/0
        except: [10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 169.254.0.0/16, 100.64.0.0/10, 127.0.0.0/8]
    - ipBlock:
        cidr: ::/0
        except: ["fc00::/7", "fe80::/10"]
{{- end }}
