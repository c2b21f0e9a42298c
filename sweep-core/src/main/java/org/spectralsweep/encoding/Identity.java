package org.spectralsweep.encoding;

/** The coordinates themselves. */
public record Identity() implements InputEncoding {}
