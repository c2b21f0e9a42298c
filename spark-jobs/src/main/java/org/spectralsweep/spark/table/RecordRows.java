package org.spectralsweep.spark.table;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
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

    private RecordRows(Class<R> type) {
        this.type = type;
        List<StructField> fields = new ArrayList<>();
        addFields(type, false, fields);
        this.schema = DataTypes.createStructType(fields);
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
        Object value = Objects.requireNonNull(read(type, true, row, new int[1]), "a row of nulls");
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

    /** Builds one record from the columns at {@code at[0]}; a nullable record whose columns are all null is null. */
    private static @Nullable Object read(Class<?> type, boolean nullable, Row row, int[] at) {
        int end = at[0] + columns(type);
        if (nullable && IntStream.range(at[0], end).allMatch(row::isNullAt)) {
            at[0] = end;
            return null;
        }
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            Class<?> component = components[i].getType();
            if (component.isRecord()) {
                values[i] = read(component, isNullable(components[i]), row, at);
            } else {
                values[i] = fromColumn(component, row, at[0]++);
            }
        }
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + type.getSimpleName() + " from " + row, e);
        }
    }

    private static int columns(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .mapToInt(component -> component.getType().isRecord() ? columns(component.getType()) : 1)
                .sum();
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
