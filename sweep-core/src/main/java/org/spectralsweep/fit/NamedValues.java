package org.spectralsweep.fit;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map that is sorted by name and computes its hash and its text once. The observations of one place share
 * it: a hundred thousand of them are compared, sorted and looked up by it many times in one fit.
 */
final class NamedValues<V> extends AbstractMap<String, V> {
    private final Map<String, V> sorted;
    private final int hash;
    private @Nullable String text;

    private NamedValues(Map<String, V> values) {
        sorted = Collections.unmodifiableMap(new TreeMap<>(values));
        hash = sorted.hashCode();
    }

    /** The map itself if it is one of these, otherwise a copy. */
    static <V> Map<String, V> copyOf(Map<String, V> values) {
        return values instanceof NamedValues<V> ? values : new NamedValues<>(values);
    }

    @Override
    public Set<Entry<String, V>> entrySet() {
        return sorted.entrySet();
    }

    @Override
    public Set<String> keySet() {
        return sorted.keySet();
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        return sorted.get(key);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return sorted.containsKey(key);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other == this
                || (!(other instanceof NamedValues<?> values) || values.hash == hash) && super.equals(other);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        String known = text;
        if (known == null) {
            known = super.toString();
            text = known;
        }
        return known;
    }
}
