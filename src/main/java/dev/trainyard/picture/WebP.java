package dev.trainyard.picture;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageReader;

/**
 * What is particular to WebP: its simple form alone is read, one lossy image. The library's reader of lossless images, and of
 * transparency, which is one, takes as much memory as a few bytes of the file tell it to, whatever the size of the image.
 */
final class WebP {
    /** The reader takes some 60 bytes for a pixel and half a second for a million: so many times fewer are allowed. */
    static final int COSTS = 16;

    private static final int CHUNK = 12;
    private static final int CONTENT = CHUNK + 8;

    private WebP() {}

    static boolean is(byte[] file) {
        return file.length > CONTENT
                && name(file, 0).equals("RIFF")
                && name(file, 8).equals("WEBP");
    }

    /** Whether it is the simple form, and whole. */
    static boolean isSimple(byte[] file) {
        int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(CHUNK + 4);
        return name(file, CHUNK).equals("VP8 ") && length > 0 && length <= file.length - CONTENT;
    }

    static ImageReader reader() {
        return new WebPImageReaderSpi().createReaderInstance(null);
    }

    private static String name(byte[] file, int at) {
        return new String(file, at, 4, StandardCharsets.ISO_8859_1);
    }
}
