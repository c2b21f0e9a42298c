package org.spectralsweep.trial;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.Serializers;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.spectralsweep.spec.NumberOrWord;
import org.spectralsweep.spec.RecordType;
import org.spectralsweep.spec.SpecType;
import org.spectralsweep.spec.VariantType;

/**
 * Trials as JSON. The canonical form of a trial is the same text on every JDK. Its keys are sorted, it has no spaces,
 * and doubles are written in the shortest form that reads back to the same bits. Doubles use Jackson's own algorithm,
 * because {@code Double.toString} differs between JDK 17 and 19.
 */
public final class TrialJson {
    private static final SpecType TRIAL = SpecType.of(TrialSpec.class);
    private static final ObjectMapper MAPPER = build();

    private TrialJson() {}

    /**
     * A mapper that reads and writes {@link TrialSpec} and all of its parts in the form of a spec. It is strict in what
     * it reads.
     */
    public static ObjectMapper mapper() {
        return MAPPER.copy();
    }

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
                .addModule(new SpecModule(parts(TRIAL).collect(Collectors.toUnmodifiableSet())))
                .build();
    }

    /** Every record and sealed interface that a type reaches, itself included. */
    private static Stream<Class<?>> parts(SpecType type) {
        if (type instanceof RecordType record) {
            return Stream.concat(
                    Stream.of(record.type()), record.fields().stream().flatMap(field -> parts(field.type())));
        } else if (type instanceof VariantType family) {
            return Stream.concat(
                    Stream.of(family.type()),
                    family.variants().values().stream().flatMap(TrialJson::parts));
        } else if (type instanceof SpecType.ListOf list) {
            return parts(list.element());
        }
        return type instanceof NumberOrWord number ? Stream.of(number.type()) : Stream.empty();
    }

    /** Hands the spec records to {@link SpecType}. */
    private static final class SpecModule extends SimpleModule {
        private static final long serialVersionUID = 1;

        private final transient Set<Class<?>> parts;

        SpecModule(Set<Class<?>> parts) {
            super("spec");
            this.parts = parts;
        }

        @Override
        public void setupModule(SetupContext context) {
            context.addSerializers(new Serializers.Base() {
                @Override
                @SuppressWarnings("NullAway") // Jackson's own convention for "not mine"
                public JsonSerializer<?> findSerializer(
                        SerializationConfig config, JavaType type, BeanDescription description) {
                    return parts.contains(type.getRawClass()) ? new Writer(SpecType.of(type.getRawClass())) : null;
                }
            });
            context.addDeserializers(new Deserializers.Base() {
                @Override
                @SuppressWarnings("NullAway")
                public JsonDeserializer<?> findBeanDeserializer(
                        JavaType type, DeserializationConfig config, BeanDescription description) {
                    return parts.contains(type.getRawClass()) ? new Reader(SpecType.of(type.getRawClass())) : null;
                }
            });
        }
    }

    private static final class Writer extends JsonSerializer<Object> {
        private final SpecType type;

        Writer(SpecType type) {
            this.type = type;
        }

        @Override
        public void serialize(Object value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeTree(type.write(value));
        }

        @Override
        public void serializeWithType(
                Object value, JsonGenerator generator, SerializerProvider provider, TypeSerializer ignored)
                throws IOException {
            serialize(value, generator, provider);
        }
    }

    private static final class Reader extends JsonDeserializer<Object> {
        private final SpecType type;

        Reader(SpecType type) {
            this.type = type;
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode tree = parser.readValueAsTree();
            try {
                return type.read(tree, "value");
            } catch (IllegalArgumentException e) {
                return context.reportInputMismatch(this, "%s", e.getMessage());
            }
        }
    }
}
