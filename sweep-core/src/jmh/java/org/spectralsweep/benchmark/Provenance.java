package org.spectralsweep.benchmark;

import org.spectralsweep.linalg.OpenBlas;

final class Provenance {
    private Provenance() {}

    static String describe() {
        return OpenBlas.description();
    }
}
