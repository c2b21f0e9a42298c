package org.spectralsweep.spark.conf;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import org.spectralsweep.spec.SpecNames;

/**
 * What keys of a spec and columns of a table mean, in a sentence each. They are the Javadoc of the records, which a
 * test collects into a file, because programs cannot see Javadoc.
 */
public final class Sentences {
    static final String FILE = "sentences.properties";

    private Sentences() {}

    private static final class All {
        private static final Properties SENTENCES = read();

        private static Properties read() {
            Properties sentences = new Properties();
            try (InputStream file = Objects.requireNonNull(Sentences.class.getResourceAsStream(FILE), FILE)) {
                sentences.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return sentences;
        }
    }

    /** What a record is. It is empty if nothing is known. */
    public static String of(Class<?> record) {
        return All.SENTENCES.getProperty(name(record), "");
    }

    /** What a component of a record is, by its name in kebab-case. It is empty if nothing is known. */
    public static String of(Class<?> record, String key) {
        return All.SENTENCES.getProperty(name(record) + "." + key, "");
    }

    /** The name of a record with those of the classes around it. */
    static String name(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        String own = SpecNames.kebab(type.getSimpleName());
        return outer == null ? own : name(outer) + "/" + own;
    }
}
