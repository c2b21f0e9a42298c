package org.spectralsweep.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record of one nullable Double or Long that has public constants of its own type, such as {@code LearningRate.AUTO}.
 * In a spec it is a number or a constant's name ({@code auto}).
 */
public record NumberOrWord(Class<? extends Record> type, Map<String, Object> words) implements SpecType {
    static boolean matches(Class<?> type) {
        if (!type.isRecord()) {
            return false;
        }
        RecordComponent[] components = type.getRecordComponents();
        return components.length == 1
                && (components[0].getType() == Double.class || components[0].getType() == Long.class);
    }

    static NumberOrWord of(Class<? extends Record> type) {
        Map<String, Object> words = new LinkedHashMap<>();
        for (Field field : type.getFields()) {
            if (field.getType() == type) {
                try {
                    words.put(SpecNames.kebabConstant(field.getName()), field.get(null));
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return new NumberOrWord(type, words);
    }

    @Override
    public Object read(JsonNode node, String path) {
        Object word = node.isTextual() ? words.get(node.textValue()) : null;
        if (word != null) {
            return word;
        }
        Object value;
        try {
            value = number().read(node, path);
        } catch (SpecProblem e) {
            throw node.isIntegralNumber()
                    ? e
                    : SpecProblem.at(path, path + " must be " + describe() + " but was " + SpecType.show(node));
        }
        return RecordType.construct(RecordType.canonical(type), new Object[] {value}, type, path);
    }

    @Override
    public JsonNode write(Object value) {
        for (Map.Entry<String, Object> word : words.entrySet()) {
            if (word.getValue().equals(value)) {
                return TextNode.valueOf(word.getKey());
            }
        }
        @Nullable Object number = RecordType.component(RecordType.components(type)[0].getAccessor(), value);
        if (number == null) {
            throw new IllegalArgumentException("no word stands for " + value);
        }
        return number().write(number);
    }

    /** The type of the number. */
    public SpecType number() {
        return RecordType.components(type)[0].getType() == Long.class ? new Whole(true) : new Real();
    }

    @Override
    public String describe() {
        return number().describe() + " or " + String.join(" or ", words.keySet());
    }
}
