package dev.trainyard.run;

import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The trace that the present request belongs to. */
@Component
class RequestTrace {
    private final Tracer tracer;

    RequestTrace(Tracer tracer) {
        this.tracer = tracer;
    }

    /** In the form of W3C Trace Context; null if nobody will see that trace. */
    @Nullable
    String traceparent() {
        TraceContext context = tracer.currentTraceContext().context();
        return context != null && Boolean.TRUE.equals(context.sampled())
                ? "00-%s-%s-01".formatted(context.traceId(), context.spanId())
                : null;
    }
}
