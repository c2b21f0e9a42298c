package org.spectralsweep.spark.conf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.spectralsweep.spec.SpecNames;

/** Commented specs to begin with. */
public enum SpecTemplate {
    /** Times to learn harmonics on a circle, and their law. */
    QUICKSTART,
    /** A network that learns an image. */
    IMAGE,
    /** Kernels without training. */
    THEORY;

    private static final String NAME = "NAME";

    /** The spec of a sweep of this name. */
    public String text(String sweep) {
        String resource = "init-" + this + ".yaml";
        try (InputStream file = Objects.requireNonNull(SpecTemplate.class.getResourceAsStream(resource), resource)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).replace(NAME, sweep);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name as it is typed. */
    @Override
    public String toString() {
        return SpecNames.kebab(this);
    }
}
