package org.spectralsweep.spark.conf;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads YAML into {@link Node}s. Duplicate keys, aliases and second documents are refused. So are integers that begin
 * with 0, because 012 is 10 in YAML 1.1 and 12 in YAML 1.2.
 */
final class YamlTree {
    /** The most characters of a document. The parser has the same limit, but takes long to find out. */
    static final int LONGEST = 3 * 1024 * 1024;

    private static final Pattern LEADING_ZERO = Pattern.compile("[+-]?0[0-9_]+");

    private static final YAMLFactory FACTORY = new YAMLFactory();

    private final YAMLParser parser;
    private final IntFunction<Origin> origins;

    private YamlTree(YAMLParser parser, IntFunction<Origin> origins) {
        this.parser = parser;
        this.origins = origins;
    }

    /**
     * Parses one document.
     *
     * @param origins gives the origin of a line, counted from 1
     * @return null for a text without a document
     */
    static @Nullable Node parse(String text, IntFunction<Origin> origins) {
        if (text.length() > LONGEST) {
            throw origins.apply(1)
                    .problem("a spec must have at most " + LONGEST + " characters but has " + text.length());
        }
        try (YAMLParser parser = FACTORY.createParser(text)) {
            YamlTree tree = new YamlTree(parser, origins);
            JsonToken first = parser.nextToken();
            if (first == null) {
                return null;
            }
            Node root = tree.value(first, tree.here());
            if (parser.nextToken() != null) {
                throw tree.here().problem("a spec must be a single YAML document, but a second one begins");
            }
            return root;
        } catch (StreamConstraintsException e) {
            int depth = FACTORY.streamReadConstraints().getMaxNestingDepth();
            throw origins.apply(1)
                    .problem("values must be nested at most " + depth + " deep and have a moderate length: "
                            + sentence(e.getOriginalMessage()));
        } catch (JsonProcessingException e) {
            JsonLocation location = e.getLocation();
            throw origins.apply(location == null ? 1 : Math.max(1, location.getLineNr()))
                    .problem("this is not YAML: " + sentence(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sentences of the parser's message. The text that it quotes, with a caret below, is left out. */
    private static String sentence(String message) {
        return message.lines()
                .filter(line -> !line.isBlank() && !line.startsWith(" "))
                .collect(Collectors.joining(", "))
                // How the parser spells the end of the text.
                .replaceAll("'?\\x00'?\\(0\\)", "the end")
                .replaceAll("\\p{Cntrl}", "?");
    }

    private Origin here() {
        return origins.apply(parser.currentTokenLocation().getLineNr());
    }

    private Node value(JsonToken token, Origin origin) throws IOException {
        if (parser.isCurrentAlias()) {
            throw here().problem("aliases such as *" + parser.getText() + " are not supported; write the value out");
        }
        return switch (token) {
            case START_OBJECT -> mapping(origin);
            case START_ARRAY -> sequence(origin);
            default -> new Node.Scalar(origin, scalar(token));
        };
    }

    private Node mapping(Origin origin) throws IOException {
        Map<String, Node> entries = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            Origin keyOrigin = here();
            Node value = value(parser.nextToken(), keyOrigin);
            Node before = entries.put(key, value);
            if (before != null) {
                throw keyOrigin.problem("duplicate key '" + key + "'; it is also at "
                        + before.origin().place());
            }
        }
        return new Node.Mapping(origin, entries);
    }

    private Node sequence(Origin origin) throws IOException {
        List<Node> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(token, here()));
        }
        return new Node.Sequence(origin, items);
    }

    private JsonNode scalar(JsonToken token) throws IOException {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (token) {
            case VALUE_NUMBER_INT -> integer(parser.getText());
            case VALUE_TRUE -> nodes.booleanNode(true);
            case VALUE_FALSE -> nodes.booleanNode(false);
            case VALUE_NULL -> nodes.nullNode();
            case VALUE_NUMBER_FLOAT -> real(parser.getText());
            default -> nodes.textNode(parser.getText());
        };
    }

    private JsonNode integer(String text) throws IOException {
        if (LEADING_ZERO.matcher(text).matches()) {
            throw here().problem(
                            "an integer must not begin with 0, which means base 8 to some readers, but was " + text);
        }
        Number number = parser.getNumberValue();
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (number instanceof BigInteger big) {
            return nodes.numberNode(big);
        }
        return number instanceof Integer ? nodes.numberNode(number.intValue()) : nodes.numberNode(number.longValue());
    }

    private static JsonNode real(String text) {
        return JsonNodeFactory.instance.numberNode(
                switch (text.toLowerCase(Locale.ROOT)) {
                    case ".nan" -> Double.NaN;
                    case ".inf", "+.inf" -> Double.POSITIVE_INFINITY;
                    case "-.inf" -> Double.NEGATIVE_INFINITY;
                    default -> Double.parseDouble(text.replace("_", ""));
                });
    }
}
