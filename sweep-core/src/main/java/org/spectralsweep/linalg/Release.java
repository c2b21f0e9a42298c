package org.spectralsweep.linalg;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Versions of the libraries in use, read from what Maven puts into a jar. It stays in a jar that holds them all. */
final class Release {
    private Release() {}

    /** The version of an artifact, or "(version unknown)" if it does not say. */
    static String of(String group, String artifact) {
        String file = "/META-INF/maven/" + group + "/" + artifact + "/pom.properties";
        Properties properties = new Properties();
        try (InputStream stream = Release.class.getResourceAsStream(file)) {
            if (stream != null) {
                properties.load(stream);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return properties.getProperty("version", "(version unknown)");
    }
}
