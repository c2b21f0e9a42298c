package org.spectralsweep.spec;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Java names as a spec writes them, in kebab-case: components, enum constants and the variants of sealed interfaces.
 */
public final class SpecNames {
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private SpecNames() {}

    /** {@code cSigma} becomes {@code c-sigma}, {@code GaussianFourier} becomes {@code gaussian-fourier}. */
    public static String kebab(String camelCase) {
        return HUMP.matcher(camelCase).replaceAll("-").toLowerCase(Locale.ROOT);
    }

    /** {@code HALF_SUM} becomes {@code half-sum}. */
    public static String kebab(Enum<?> constant) {
        return kebabConstant(constant.name());
    }

    static String kebabConstant(String name) {
        return name.replace('_', '-').toLowerCase(Locale.ROOT);
    }

    /**
     * The records that a sealed interface permits, by the name that {@code type} carries, in the order of the permits
     * clause. A permitted class that is not a record is what one of the records becomes in a trial, so no spec names
     * it.
     */
    public static Map<String, Class<? extends Record>> variants(Class<?> sealed) {
        Map<String, Class<? extends Record>> variants = new LinkedHashMap<>();
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            if (permitted.isSealed()) {
                variants.putAll(variants(permitted));
            } else if (permitted.isRecord()) {
                variants.put(kebab(permitted.getSimpleName()), permitted.asSubclass(Record.class));
            }
        }
        return variants;
    }
}
