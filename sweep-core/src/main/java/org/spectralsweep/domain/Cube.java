package org.spectralsweep.domain;

import org.spectralsweep.Default;

/** The cube [from, to)^D. */
public record Cube(
        int dimension,
        @Default("0") double from,
        @Default("1") double to) implements InputDomain {
    @Override
    public int ambientDimension() {
        return dimension;
    }

    @Override
    public int manifoldDimension() {
        return dimension;
    }
}
