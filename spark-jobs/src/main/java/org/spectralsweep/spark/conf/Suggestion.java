package org.spectralsweep.spark.conf;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the valid name that a wrong one was meant to be. */
public final class Suggestion {
    private Suggestion() {}

    /** The nearest name, if the difference can be a slip: at most two edits, or a third of the letters. */
    public static Optional<String> nearest(String given, Collection<String> names) {
        int most = Math.max(2, given.length() / 3);
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return names.stream()
                .filter(name -> distance.apply(given, name) <= most && distance.apply(given, name) < name.length())
                .min(Comparator.comparing((String name) -> distance.apply(given, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** The end of a sentence about an unknown name. */
    public static String ending(String given, Collection<String> names) {
        if (names.isEmpty()) {
            return "; it has no keys";
        }
        return nearest(given, names)
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("; valid are " + String.join(", ", names));
    }
}
