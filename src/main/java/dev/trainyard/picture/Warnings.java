package dev.trainyard.picture;

import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;

/** The JPEG reader makes up what is missing of a file, and only warns. */
final class Warnings implements IIOReadWarningListener {
    private boolean cutOff;

    boolean cutOff() {
        return cutOff;
    }

    @Override
    public void warningOccurred(ImageReader source, String warning) {
        cutOff |= warning.contains("EOI") || warning.contains("Premature end");
    }
}
