package dev.trainyard.request;

import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** Who owns what a request makes and asks for: the one place that knows. */
public final class Owner {
    /** Everybody, while nobody has to say who they are. */
    private static final String ANYBODY = "anonymous";

    private Owner() {}

    /** The owner whose name the request's authenticated user is, if there is one. */
    public static String of(@Nullable Principal user) {
        return user == null ? ANYBODY : user.getName();
    }
}
