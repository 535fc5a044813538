package dev.trainyard.request;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.HttpStatus;

/** The body of a request: where it breaks off it is its sender who failed, and no disk of ours. */
public final class ReceivedBody extends FilterInputStream {
    /** Reading it throws a ProblemException, {@code incomplete_body}, where it breaks off. */
    public ReceivedBody(InputStream body) {
        super(body);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        try {
            return super.read(target, offset, length);
        } catch (IOException e) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST, "incomplete_body", "The body breaks off, or is not framed as HTTP has it");
        }
    }
}
