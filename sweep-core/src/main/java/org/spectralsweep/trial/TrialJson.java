package org.spectralsweep.trial;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.spectralsweep.spec.SpecType;

/**
 * Trials as JSON. The canonical form of a trial is the same text on every JDK. Its keys are sorted, it has no spaces,
 * and doubles are written in the shortest form that reads back to the same bits. Doubles use Jackson's own algorithm,
 * because {@code Double.toString} differs between JDK 17 and 19.
 */
public final class TrialJson {
    private static final SpecType TRIAL = SpecType.of(TrialSpec.class);
    private static final ObjectMapper MAPPER = build();

    private TrialJson() {}

    /** The compact canonical JSON of a whole trial. */
    public static String canonical(TrialSpec spec) {
        return text(TRIAL.write(spec));
    }

    /**
     * Reads what {@link #canonical} wrote, or any trial in that form that leaves out defaults.
     *
     * @throws IllegalArgumentException if it is not such a trial
     */
    public static TrialSpec read(String json) {
        try {
            return (TrialSpec) TRIAL.read(MAPPER.readTree(json), "trial");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("trial must be JSON but was not: " + e.getOriginalMessage(), e);
        }
    }

    /** The canonical tree of a trial, for callers that add to it. */
    static JsonNode tree(TrialSpec spec) {
        return TRIAL.write(spec);
    }

    static String text(JsonNode tree) {
        try {
            return MAPPER.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectMapper build() {
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }
}
