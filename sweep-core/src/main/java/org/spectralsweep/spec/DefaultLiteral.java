package org.spectralsweep.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Reads the literal of a {@link Default} without a YAML parser. The literal is JSON in which words need no quotes. As
 * YAML it has the same value.
 */
public final class DefaultLiteral {
    private static final Pattern QUOTED_OR_WORD =
            Pattern.compile("\"[^\"]*\"|(?<![\\w.-])(?!(?:true|false)\\b)[A-Za-z][\\w-]*");
    private static final JsonMapper JSON = new JsonMapper();

    private DefaultLiteral() {}

    private static String quoted(MatchResult match) {
        return match.group().startsWith("\"") ? match.group() : '"' + match.group() + '"';
    }

    /** The tree of a literal, such as {@code {type: uniform}}. */
    public static JsonNode parse(String literal) {
        try {
            return JSON.readTree(QUOTED_OR_WORD.matcher(literal).replaceAll(DefaultLiteral::quoted));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("default literal must be JSON with bare words but was " + literal, e);
        }
    }
}
