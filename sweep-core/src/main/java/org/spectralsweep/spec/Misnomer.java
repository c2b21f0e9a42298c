package org.spectralsweep.spec;

import java.util.List;

/**
 * A name that is none of those that would have been valid.
 *
 * @param given the name
 * @param candidates what would have been valid
 * @param listed whether the sentence about it lists the candidates
 */
public record Misnomer(String given, List<String> candidates, boolean listed) {
    /** Copies the list. */
    public Misnomer {
        candidates = List.copyOf(candidates);
    }
}
