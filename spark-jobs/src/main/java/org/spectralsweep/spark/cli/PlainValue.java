package org.spectralsweep.spark.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.job.Answer;

/** A value of an answer as text, the same for every program that answers. */
final class PlainValue {
    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);

    private PlainValue() {}

    /** The value in one line of a table or in a field of CSV. */
    static String text(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(pair -> text(pair.getKey()) + "=" + text(pair.getValue()))
                    .collect(Collectors.joining("; "));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(PlainValue::text).collect(Collectors.joining("; "));
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value);
    }

    /** A row as an object. Numbers that are not finite are texts, and bytes are in base 64. */
    static String json(List<Answer.Column> columns, List<@Nullable Object> row) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < row.size(); i++) {
            fields.put(columns.get(i).name(), known(row.get(i)));
        }
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The value in types that JSON has; days and times become texts. */
    private static @Nullable Object known(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            map.forEach((key, of) -> fields.put(String.valueOf(key), known(of)));
            return fields;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(PlainValue::known).toList();
        }
        return value == null || value instanceof Number || value instanceof Boolean || value instanceof byte[]
                ? value
                : String.valueOf(value);
    }
}
