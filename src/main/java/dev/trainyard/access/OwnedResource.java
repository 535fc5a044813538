package dev.trainyard.access;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A kind of resource that belongs to owners. Who declares one as a bean has every endpoint below its path kept from
 * strangers; see {@link OwnerCheck}.
 *
 * @param path the pattern of one resource, its id as the last segment: {@code /v1/runs/{id}}
 * @param owner whose the resource with that id is; empty if there is none
 * @param shared whether everybody may read the resource with that id, whoever's it is
 * @param absent what is thrown for an id that there is none of, and for one of somebody else alike
 */
public record OwnedResource(
        String path,
        Function<String, Optional<String>> owner,
        Predicate<String> shared,
        Function<String, ? extends RuntimeException> absent) {

    /** A kind of resource of which none is shared. */
    public OwnedResource(
            String path,
            Function<String, Optional<String>> owner,
            Function<String, ? extends RuntimeException> absent) {
        this(path, owner, id -> false, absent);
    }

    /** Whether an endpoint with that pattern is about one such resource. */
    boolean covers(String pattern) {
        return pattern.equals(path) || pattern.startsWith(path + "/");
    }

    /** The name of the variable that is its id: {@code id} of {@code /v1/runs/{id}}. */
    String variable() {
        return path.substring(path.lastIndexOf('{') + 1, path.length() - 1);
    }
}
