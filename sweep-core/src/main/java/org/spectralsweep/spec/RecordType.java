package org.spectralsweep.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A record: a mapping from its components' kebab-case names. A record that a sealed interface permits also carries
 * {@code type}.
 *
 * @param type the record
 * @param tag the value of {@code type}, or null if no sealed interface permits the record
 * @param fields its components, in order
 */
public record RecordType(
        Class<? extends Record> type, @Nullable String tag, List<Component> fields) implements SpecType {
    /** Looking a constructor up takes longer than calling it. */
    private static final ClassValue<Constructor<?>> CANONICAL = new ClassValue<>() {
        @Override
        protected Constructor<?> computeValue(Class<?> type) {
            return find(type);
        }
    };

    private static final ClassValue<RecordComponent[]> COMPONENTS = new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
            return type.getRecordComponents();
        }
    };

    /** The components by index in the order of their keys, which is that of the canonical form. */
    private static final ClassValue<int[]> SORTED = new ClassValue<>() {
        @Override
        protected int[] computeValue(Class<?> type) {
            RecordComponent[] components = COMPONENTS.get(type);
            return IntStream.range(0, components.length)
                    .boxed()
                    .sorted(Comparator.comparing(i -> SpecNames.kebab(components[i].getName())))
                    .mapToInt(i -> i)
                    .toArray();
        }
    };

    /** The key under which the variant of a sealed interface is named. */
    public static final String TYPE = "type";

    /** One component. */
    public static final class Component {
        private final String key;
        private final SpecType type;
        private final @Nullable String fallback;
        private final boolean addedLater;
        private final Method accessor;

        /** The default, once it has been read. */
        private volatile @Nullable Object value;

        private Component(String key, SpecType type, @Nullable String fallback, boolean addedLater, Method accessor) {
            // Otherwise each call would check the caller's access, which takes longer than the call.
            accessor.setAccessible(true);
            this.key = key;
            this.type = type;
            this.fallback = fallback;
            this.addedLater = addedLater;
            this.accessor = accessor;
        }

        /** Its name in a spec. */
        public String key() {
            return key;
        }

        /** Its type. */
        public SpecType type() {
            return type;
        }

        /** The literal of its default, or null if it is required. */
        public @Nullable String fallback() {
            return fallback;
        }

        /** Whether it is left out of the canonical form while it has its default value. */
        public boolean addedLater() {
            return addedLater;
        }

        /** Reads the component. */
        public Method accessor() {
            return accessor;
        }

        static Component of(RecordComponent component) {
            Default annotation = component.getAnnotation(Default.class);
            return new Component(
                    SpecNames.kebab(component.getName()),
                    SpecType.of(component.getGenericType()),
                    annotation == null ? null : annotation.value(),
                    annotation != null && annotation.addedLater(),
                    component.getAccessor());
        }

        /** The default as a value, which is read once, or null where the component is required. */
        public @Nullable Object defaultValue(String path) {
            if (value == null && fallback != null) {
                value = type.read(
                        (type instanceof Text || type instanceof NumberOrText) && fallback.isEmpty()
                                ? TextNode.valueOf("")
                                : DefaultLiteral.parse(fallback),
                        path);
            }
            return value;
        }
    }

    static RecordType of(Class<? extends Record> type) {
        boolean tagged = Arrays.stream(type.getInterfaces()).anyMatch(Class::isSealed);
        return new RecordType(
                type,
                tagged ? SpecNames.kebab(type.getSimpleName()) : null,
                Arrays.stream(type.getRecordComponents()).map(Component::of).toList());
    }

    /** The keys that a mapping of this type may have, without {@code type}. */
    public List<String> keys() {
        return fields.stream().map(Component::key).toList();
    }

    @Override
    public Object read(JsonNode node, String path) {
        if (!node.isObject()) {
            throw SpecProblem.at(path, path + " must be a mapping but was " + SpecType.show(node));
        }
        refuseUnknownKeys(node, path);
        List<Object> values = new ArrayList<>();
        for (Component field : fields) {
            String place = path + "." + field.key();
            JsonNode given = node.get(field.key());
            Object value =
                    given == null ? field.defaultValue(place) : field.type().read(given, place);
            if (value == null) {
                throw SpecProblem.at(place, place + " is required");
            }
            values.add(value);
        }
        return construct(canonical(type), values.toArray(), type, path);
    }

    private void refuseUnknownKeys(JsonNode node, String path) {
        for (Iterator<String> keys = node.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (!hasKey(key) && !(tag != null && key.equals(TYPE))) {
                String where = tag == null ? path : path + " of type " + tag;
                throw SpecProblem.misnamed(
                        path + "." + key, "unknown key '" + key + "' in " + where, new Misnomer(key, keys(), false));
            }
        }
    }

    private boolean hasKey(String key) {
        for (Component field : fields) {
            if (field.key().equals(key)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public JsonNode write(Object value) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        boolean tagged = tag == null;
        for (int index : SORTED.get(type)) {
            Component field = fields.get(index);
            if (!tagged && field.key().compareTo(TYPE) > 0) {
                object.put(TYPE, tag);
                tagged = true;
            }
            Object part = Objects.requireNonNull(component(field.accessor(), value), field.key());
            if (!(field.addedLater() && part.equals(field.defaultValue(field.key())))) {
                object.set(field.key(), field.type().write(part));
            }
        }
        if (!tagged) {
            object.put(TYPE, tag);
        }
        return object;
    }

    @Override
    public String describe() {
        return "a mapping";
    }

    /** The components of a record; not a copy. */
    static RecordComponent[] components(Class<?> type) {
        return COMPONENTS.get(type);
    }

    static @Nullable Object component(Method accessor, Object value) {
        try {
            return accessor.invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The constructor with all components; a record may also have shorter ones. */
    static Constructor<?> canonical(Class<? extends Record> type) {
        return CANONICAL.get(type);
    }

    private static Constructor<?> find(Class<?> type) {
        Class<?>[] components = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(components);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every record has its canonical constructor", e);
        }
    }

    /** Calls a record's constructor; a {@link Refusal} names the component to blame. */
    static Object construct(Constructor<?> constructor, @Nullable Object[] arguments, Class<?> type, String path) {
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Refusal refusal) {
                throw located(refusal, type, path);
            }
            if (e.getCause() instanceof IllegalArgumentException other) {
                String message = Objects.requireNonNullElse(other.getMessage(), "is not valid");
                throw SpecProblem.at(path, path + ": " + message);
            }
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SpecProblem located(Refusal refusal, Class<?> type, String path) {
        String key = refusal.key();
        for (RecordComponent component : type.getRecordComponents()) {
            if (SpecNames.kebab(component.getName()).equals(key)) {
                return SpecProblem.of(refusal, path + "." + key);
            }
        }
        // A number or a word that is a record has one component, which no spec names: it goes by the name of its place.
        return path.endsWith("." + key)
                ? SpecProblem.of(refusal, path)
                : SpecProblem.at(path, path + ": " + refusal.getMessage());
    }
}
