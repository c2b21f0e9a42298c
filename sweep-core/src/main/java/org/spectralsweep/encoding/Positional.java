package org.spectralsweep.encoding;

import org.spectralsweep.Default;

/**
 * NeRF's positional encoding: for each coordinate x and l = 0..octaves-1, sin(2^l pi x), cos(2^l pi x).
 *
 * @param octaves J (the papers write L), at least 1
 * @param pi whether the factor pi is there (NeRF's code has none)
 * @param includeInput whether x itself comes first
 */
public record Positional(
        int octaves,
        @Default("true") boolean pi,
        @Default("false") boolean includeInput) implements InputEncoding {}
