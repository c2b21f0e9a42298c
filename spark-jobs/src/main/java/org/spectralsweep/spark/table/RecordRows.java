package org.spectralsweep.spark.table;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Reads records as rows of a table. Each component is one column, in order, named in snake_case. A component that is
 * itself a record stands for its own columns. A component is nullable if it is annotated so. Components may be strings,
 * int, long, double, boolean, enums (by name), instants, lists of strings and maps from strings to strings. Any other
 * type is refused here, rather than written in a form that nobody can read.
 *
 * @param <R> type of the record
 */
final class RecordRows<R extends Record> {
    private static final Map<Class<?>, DataType> TYPES = Map.of(
            String.class, DataTypes.StringType,
            int.class, DataTypes.IntegerType,
            Integer.class, DataTypes.IntegerType,
            long.class, DataTypes.LongType,
            Long.class, DataTypes.LongType,
            double.class, DataTypes.DoubleType,
            Double.class, DataTypes.DoubleType,
            boolean.class, DataTypes.BooleanType,
            Boolean.class, DataTypes.BooleanType,
            Instant.class, DataTypes.TimestampType);

    private final Class<R> type;
    private final StructType schema;
    private final Shape shape;

    private RecordRows(Class<R> type) {
        this.type = type;
        List<StructField> fields = new ArrayList<>();
        addFields(type, false, fields);
        this.schema = DataTypes.createStructType(fields);
        this.shape = Shape.of(type);
    }

    static <R extends Record> RecordRows<R> of(Class<R> type) {
        return new RecordRows<>(type);
    }

    StructType schema() {
        return schema;
    }

    Row toRow(R row) {
        List<@Nullable Object> values = new ArrayList<>(schema.size());
        addValues(type, row, values);
        return RowFactory.create(values.toArray());
    }

    R fromRow(Row row) {
        Object value = Objects.requireNonNull(shape.read(true, row, 0), "a row of nulls");
        return Objects.requireNonNull(type.cast(value));
    }

    private static void addFields(Class<?> type, boolean nullable, List<StructField> fields) {
        for (RecordComponent component : type.getRecordComponents()) {
            boolean orNull = nullable || isNullable(component);
            if (component.getType().isRecord()) {
                addFields(component.getType(), orNull, fields);
            } else {
                fields.add(DataTypes.createStructField(column(component.getName()), typeOf(component), orNull));
            }
        }
    }

    /** The components that are columns, by the columns' names, in order. */
    static Map<String, RecordComponent> components(Class<?> type) {
        Map<String, RecordComponent> columns = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getType().isRecord()) {
                columns.putAll(components(component.getType()));
            } else {
                columns.put(column(component.getName()), component);
            }
        }
        return columns;
    }

    private static DataType typeOf(RecordComponent component) {
        if (component.getType() == List.class
                && component.getGenericType().getTypeName().equals("java.util.List<java.lang.String>")) {
            return DataTypes.createArrayType(DataTypes.StringType, false);
        }
        if (component.getType() == Map.class
                && component
                        .getGenericType()
                        .getTypeName()
                        .equals("java.util.Map<java.lang.String, java.lang.String>")) {
            return DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType, false);
        }
        DataType known = component.getType().isEnum() ? DataTypes.StringType : TYPES.get(component.getType());
        if (known == null) {
            throw new IllegalArgumentException("no column type for component " + component);
        }
        return known;
    }

    private static boolean isNullable(RecordComponent component) {
        AnnotatedElement annotated = component.getAnnotatedType();
        return annotated.isAnnotationPresent(Nullable.class);
    }

    private static void addValues(Class<?> type, @Nullable Object row, List<@Nullable Object> values) {
        for (RecordComponent component : type.getRecordComponents()) {
            Object value = row == null ? null : valueOf(component, row);
            if (component.getType().isRecord()) {
                addValues(component.getType(), value, values);
            } else if (value instanceof Enum<?> constant) {
                values.add(constant.name());
            } else {
                values.add(value);
            }
        }
    }

    private static @Nullable Object valueOf(RecordComponent component, Object row) {
        try {
            return component.getAccessor().invoke(row);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }

    /**
     * How to build a record from columns. Reflection looks this up once, and not for each of a million rows.
     *
     * @param maker its canonical constructor
     * @param parts of its components in order
     * @param columns how many columns it has
     */
    private record Shape(Constructor<?> maker, List<Part> parts, int columns) {
        /**
         * A component.
         *
         * @param type of its column
         * @param inner how to build it, if it is a record
         */
        private record Part(Class<?> type, @Nullable Shape inner, boolean nullable) {}

        static Shape of(Class<?> type) {
            List<Part> parts = new ArrayList<>();
            for (RecordComponent component : type.getRecordComponents()) {
                Class<?> of = component.getType();
                parts.add(new Part(of, of.isRecord() ? of(of) : null, isNullable(component)));
            }
            try {
                return new Shape(
                        type.getDeclaredConstructor(
                                parts.stream().map(Part::type).toArray(Class<?>[]::new)),
                        List.copyOf(parts),
                        parts.stream()
                                .mapToInt(part ->
                                        part.inner() == null ? 1 : part.inner().columns())
                                .sum());
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException("every record has its canonical constructor", e);
            }
        }

        /** Builds one from the columns that begin at a place; one that is nullable is null if all its columns are. */
        @Nullable
        Object read(boolean nullable, Row row, int from) {
            if (nullable && isNull(row, from)) {
                return null;
            }
            @Nullable Object[] values = new @Nullable Object[parts.size()];
            int at = from;
            for (int i = 0; i < values.length; i++) {
                Part part = parts.get(i);
                Shape inner = part.inner();
                values[i] = inner == null ? fromColumn(part.type(), row, at) : inner.read(part.nullable(), row, at);
                at += inner == null ? 1 : inner.columns();
            }
            try {
                return maker.newInstance(values);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot make a record by " + maker + " from " + row, e);
            }
        }

        private boolean isNull(Row row, int from) {
            for (int column = from; column < from + columns; column++) {
                if (!row.isNullAt(column)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static @Nullable Object fromColumn(Class<?> type, Row row, int column) {
        if (row.isNullAt(column)) {
            return null;
        }
        if (type == List.class) {
            // A row that Spark made holds a Scala sequence, but a row that was made here holds a list.
            return row.get(column) instanceof List<?> list
                    ? List.copyOf(list)
                    : List.copyOf(row.<String>getList(column));
        }
        if (type == Map.class) {
            return row.get(column) instanceof Map<?, ?> map
                    ? Map.copyOf(map)
                    : Map.copyOf(row.<String, String>getJavaMap(column));
        }
        if (type.isEnum()) {
            String name = row.getString(column);
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> ((Enum<?>) constant).name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no " + type.getSimpleName() + " named " + name));
        }
        return type == Instant.class ? ParquetFile.instant(row.get(column)) : row.get(column);
    }

    /** {@code etaLambdaMax} becomes {@code eta_lambda_max}. */
    static String column(String component) {
        return component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
