package dev.trainyard.compute;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;
import static org.bytedeco.dnnl.global.dnnl.dnnl_nhwc;

import org.bytedeco.dnnl.dnnl_memory_desc_t;

/** Brings images of one size from NHWC into the order that a {@link ConvolutionMethod} wants, and back. */
record ImageOrder(ConvolutionMethod method, int channels, int height, int width) {
    /** What a {@link Member} keeps its compiled code by. */
    private record Key(ImageOrder order, boolean back, int images) {}

    /**
     * The images in the wanted order: where they are, or else a copy in the thread's own memory.
     *
     * @param slot of {@link Member#ownScratch}
     */
    Slice arrange(Member member, Slot slot, int images, Slice nhwc) {
        if (isAsWanted(nhwc)) {
            return nhwc;
        }
        Slice arranged = room(member, slot, images);
        reorder(member, images, false, nhwc, arranged);
        return arranged;
    }

    /** Where to compute images that shall come to {@code nhwc}: there, or else in the thread's own memory. */
    Slice target(Member member, Slot slot, int images, Slice nhwc) {
        return isAsWanted(nhwc) ? nhwc : room(member, slot, images);
    }

    /** Brings images from their {@link #target} to where they shall come. */
    void restore(Member member, int images, Slice target, Slice nhwc) {
        if (target != nhwc) {
            reorder(member, images, true, target, nhwc);
        }
    }

    dnnl_memory_desc_t layout(int images) {
        return OneDnn.layout(method.order(), images, channels, height, width);
    }

    private boolean isAsWanted(Slice nhwc) {
        return method == ConvolutionMethod.DIRECT || method.takesNhwc(channels) && nhwc.isAligned();
    }

    private Slice room(Member member, Slot slot, int images) {
        return new Slice(member.ownScratch(slot, (long) images * channels * height * width), 0);
    }

    private void reorder(Member member, int images, boolean back, Slice from, Slice to) {
        member.primitive(new Key(this, back, images), () -> compile(back, images))
                .execute(member, from.address(), to.address());
    }

    private Primitive compile(boolean back, int images) {
        dnnl_memory_desc_t nhwc = OneDnn.layout(dnnl_nhwc, images, channels, height, width);
        dnnl_memory_desc_t wanted = layout(images);
        return new Primitive(
                back ? OneDnn.reorder(wanted, nhwc) : OneDnn.reorder(nhwc, wanted), DNNL_ARG_FROM, DNNL_ARG_TO);
    }
}
