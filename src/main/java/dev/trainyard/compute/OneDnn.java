package dev.trainyard.compute;

import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx2;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx512_core;
import static org.bytedeco.dnnl.global.dnnl.dnnl_engine_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_get_effective_cpu_isa;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_init_by_tag;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_set_scratchpad_mode;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_reorder_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_scratchpad_mode_user;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_default_flags;
import static org.bytedeco.dnnl.global.dnnl.dnnl_success;
import static org.bytedeco.dnnl.global.dnnl.dnnl_version;

import org.bytedeco.dnnl.const_dnnl_op_desc_t;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.dnnl.dnnl_version_t;
import org.bytedeco.javacpp.Pointer;

/** The native library's objects, which live as long as the process. */
final class OneDnn {
    static final dnnl_engine CPU = cpu();

    private static final dnnl_primitive_attr CALLERS_SCRATCH = callersScratch();

    private OneDnn() {}

    /** Version and instruction set, such as {@code oneDNN 2.5.2 (AVX-512)}. */
    static String description() {
        dnnl_version_t version = dnnl_version();
        String best = hasAvx512() ? "AVX-512" : has(dnnl_cpu_isa_avx2) ? "AVX2" : "plain";
        return "oneDNN %d.%d.%d (%s)".formatted(version.major(), version.minor(), version.patch(), best);
    }

    static boolean hasAvx512() {
        return has(dnnl_cpu_isa_avx512_core);
    }

    private static boolean has(int isa) {
        // Each set has the bits of those before it.
        return (dnnl_get_effective_cpu_isa() & isa) == isa;
    }

    /** Describes a computation, whose scratch memory is to be given by the caller. */
    static dnnl_primitive_desc describe(Pointer operation, String what) {
        dnnl_primitive_desc description = new dnnl_primitive_desc();
        check(
                dnnl_primitive_desc_create(
                        description, new const_dnnl_op_desc_t(operation), CALLERS_SCRATCH, CPU, null),
                what);
        return description;
    }

    /** Describes copying from one layout to another. */
    static dnnl_primitive_desc reorder(dnnl_memory_desc_t from, dnnl_memory_desc_t to) {
        dnnl_primitive_desc description = new dnnl_primitive_desc();
        check(dnnl_reorder_primitive_desc_create(description, from, CPU, to, CPU, CALLERS_SCRATCH), "to reorder");
        return description;
    }

    static dnnl_stream stream() {
        dnnl_stream stream = new dnnl_stream();
        check(dnnl_stream_create(stream, CPU, dnnl_stream_default_flags), "a stream");
        return stream;
    }

    /** Floats of that shape in the given order of axes, a {@code dnnl_format_tag}. */
    static dnnl_memory_desc_t layout(int tag, long... shape) {
        dnnl_memory_desc_t layout = new dnnl_memory_desc_t();
        check(dnnl_memory_desc_init_by_tag(layout, shape.length, shape, dnnl_f32, tag), "a memory layout");
        return layout;
    }

    /** A place for data of that layout, at no address yet. */
    static dnnl_memory memory(dnnl_memory_desc_t layout) {
        dnnl_memory memory = new dnnl_memory();
        check(dnnl_memory_create(memory, layout, CPU, new Pointer()), "a memory");
        return memory;
    }

    static void check(int status, String what) {
        if (status != dnnl_success) {
            throw new IllegalStateException("oneDNN refused %s (status %d)".formatted(what, status));
        }
    }

    private static dnnl_engine cpu() {
        dnnl_engine engine = new dnnl_engine();
        check(dnnl_engine_create(engine, dnnl_cpu, 0), "a CPU engine");
        return engine;
    }

    private static dnnl_primitive_attr callersScratch() {
        dnnl_primitive_attr attributes = new dnnl_primitive_attr();
        check(dnnl_primitive_attr_create(attributes), "attributes");
        check(dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl_scratchpad_mode_user), "our scratch memory");
        return attributes;
    }
}
