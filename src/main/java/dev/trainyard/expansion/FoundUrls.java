package dev.trainyard.expansion;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** URLs in the order in which they were found, each once; many are few where they are long. */
final class FoundUrls {
    private final Set<String> urls = new LinkedHashSet<>();
    private final int most;
    private final long mostCharacters;
    private long characters;

    /**
     * @param most that are wanted; one more is kept, which tells that there are more
     * @param mostCharacters of all of them; the last may exceed it
     */
    FoundUrls(int most, long mostCharacters) {
        this.most = most;
        this.mostCharacters = mostCharacters;
    }

    boolean isFull() {
        return urls.size() > most || isLong();
    }

    private boolean isLong() {
        return characters >= mostCharacters;
    }

    /** As many of them as there is room for. */
    void addAll(Collection<String> found) {
        for (String url : found) {
            if (isFull()) {
                return;
            }
            if (urls.add(url)) {
                characters += url.length();
            }
        }
    }

    SourceStore.Outcome outcome() {
        return isLong()
                ? new SourceStore.Outcome(
                        list(), null, "more than %d characters of URLs are not looked for".formatted(mostCharacters))
                : SourceStore.Outcome.of(urls);
    }

    List<String> list() {
        return List.copyOf(urls);
    }
}
