package org.spectralsweep.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.reflect.RecordComponent;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record of a nullable Double and a String; only one of them is used. In a spec it is a number or a text. The empty
 * text stands for neither.
 */
public record NumberOrText(Class<? extends Record> type) implements SpecType {
    static boolean matches(Class<?> type) {
        if (!type.isRecord()) {
            return false;
        }
        RecordComponent[] components = type.getRecordComponents();
        return components.length == 2
                && components[0].getType() == Double.class
                && components[1].getType() == String.class;
    }

    @Override
    public Object read(JsonNode node, String path) {
        boolean number = node.isNumber() && Double.isFinite(node.doubleValue());
        if (!number && !node.isTextual()) {
            throw SpecProblem.at(path, path + " must be " + describe() + " but was " + SpecType.show(node));
        }
        @Nullable Object[] arguments = {number ? node.doubleValue() : null, number ? "" : node.textValue()};
        return RecordType.construct(RecordType.canonical(type), arguments, type, path);
    }

    @Override
    public JsonNode write(Object value) {
        RecordComponent[] components = RecordType.components(type);
        Object number = RecordType.component(components[0].getAccessor(), value);
        return number != null
                ? new Real().write(number)
                : TextNode.valueOf(
                        (String) Objects.requireNonNull(RecordType.component(components[1].getAccessor(), value)));
    }

    @Override
    public String describe() {
        return "a number or text";
    }
}
