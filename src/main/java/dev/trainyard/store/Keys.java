package dev.trainyard.store;

import java.util.regex.Pattern;

/** What a key may be: the same for every store, so that what one takes any takes. */
final class Keys {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._/-]{0,499}");

    private Keys() {}

    static String checked(String key) {
        if (!FORM.matcher(key).matches() || key.contains("..") || key.contains("//") || key.endsWith("/")) {
            throw new IllegalArgumentException("no key: " + key);
        }
        return key;
    }
}
