package dev.trainyard.compute;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_get_size;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_set_data_handle;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_query_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_execute;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_exec_arg_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_scratchpad_md;

import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc_t;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.javacpp.Pointer;

/** A computation of oneDNN that is compiled once and executed on ever other memory, by one thread at a time. */
final class Primitive {
    private final dnnl_primitive primitive = new dnnl_primitive();
    private final dnnl_stream stream = OneDnn.stream();
    private final dnnl_memory[] memories;
    private final dnnl_exec_arg_t arguments;
    private final long scratchLength;
    private final Address address = new Address();

    /**
     * @param description of what to compute, with its scratch memory given by the caller
     * @param arguments what is read and written, as {@code DNNL_ARG_} constants
     */
    Primitive(dnnl_primitive_desc description, int... arguments) {
        OneDnn.check(dnnl_primitive_create(primitive, description), "a primitive");
        this.memories = new dnnl_memory[arguments.length + 1];
        this.arguments = new dnnl_exec_arg_t(memories.length);
        for (int i = 0; i < arguments.length; i++) {
            bind(i, arguments[i], dnnl_primitive_desc_query_md(description, dnnl_query_exec_arg_md, arguments[i]));
        }
        dnnl_memory_desc_t scratch = dnnl_primitive_desc_query_md(description, dnnl_query_scratchpad_md, 0);
        bind(arguments.length, DNNL_ARG_SCRATCHPAD, scratch);
        this.scratchLength = (dnnl_memory_desc_get_size(scratch) + Float.BYTES - 1) / Float.BYTES;
    }

    /** Computes, with its arguments in the constructor's order at the addresses. */
    void execute(Member member, long... addresses) {
        for (int i = 0; i < addresses.length; i++) {
            place(i, addresses[i]);
        }
        place(addresses.length, member.ownScratch(Slot.NATIVE, scratchLength).address(0));
        OneDnn.check(dnnl_primitive_execute(primitive, stream, memories.length, arguments), "to compute");
    }

    private void bind(int position, int argument, dnnl_memory_desc_t layout) {
        memories[position] = OneDnn.memory(layout);
        arguments.getPointer(position).arg(argument).memory(memories[position]);
    }

    private void place(int position, long at) {
        OneDnn.check(dnnl_memory_set_data_handle(memories[position], address.at(at)), "an address");
    }

    /** A pointer that is moved about instead of being made anew. */
    private static final class Address extends Pointer {
        Address() {
            super((Pointer) null);
        }

        Address at(long address) {
            this.address = address;
            return this;
        }
    }
}
