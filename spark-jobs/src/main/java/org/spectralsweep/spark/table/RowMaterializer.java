package org.spectralsweep.spark.table;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows of the values that a Parquet reader hands over, with nothing in between. Neighbouring rows agree in most
 * of their columns: one object stands for equal values of neighbours, and for equal texts of a dictionary, which saves
 * most of the memory.
 */
final class RowMaterializer extends RecordMaterializer<Row> {
    private final GroupConverter root;
    private @Nullable Object[] values = {};

    /**
     * Prepares.
     *
     * @param columns the columns of the rows; those that {@code wanted} lacks are null
     * @param wanted what is read of the file
     */
    RowMaterializer(StructType columns, MessageType wanted) {
        Converter[] converters = new Converter[wanted.getFieldCount()];
        String[] names = columns.fieldNames();
        for (int column = 0; column < names.length; column++) {
            if (wanted.containsField(names[column])) {
                converters[wanted.getFieldIndex(names[column])] =
                        converter(column, columns.fields()[column].dataType());
            }
        }
        root = new GroupConverter() {
            @Override
            public Converter getConverter(int field) {
                return converters[field];
            }

            @Override
            public void start() {
                values = new @Nullable Object[names.length];
            }

            @Override
            public void end() {}
        };
    }

    @Override
    public Row getCurrentRecord() {
        return RowFactory.create(values);
    }

    @Override
    public GroupConverter getRootConverter() {
        return root;
    }

    private Converter converter(int column, DataType type) {
        if (type == DataTypes.StringType) {
            return new Text(column);
        }
        if (type == DataTypes.IntegerType
                || type == DataTypes.LongType
                || type == DataTypes.DoubleType
                || type == DataTypes.BooleanType
                || type == DataTypes.TimestampType) {
            return new Scalar(column, type);
        }
        return new Collected(column, type instanceof MapType);
    }

    /** A number, a truth value or a time. */
    private final class Scalar extends PrimitiveConverter {
        private final int column;
        private final DataType type;
        private @Nullable Object former;

        Scalar(int column, DataType type) {
            this.column = column;
            this.type = type;
        }

        /** A file of another type is damaged, or somebody else's. */
        private void add(Object value, DataType found) {
            if (found != type) {
                throw new UnsupportedOperationException("a column must be of type " + type + " but was " + found);
            }
            if (!value.equals(former)) {
                former = value;
            }
            values[column] = former;
        }

        @Override
        public void addInt(int value) {
            add(value, DataTypes.IntegerType);
        }

        @Override
        public void addLong(long value) {
            if (type == DataTypes.TimestampType) {
                long second = Math.floorDiv(value, ParquetFile.MICROS);
                add(Instant.ofEpochSecond(second, Math.floorMod(value, ParquetFile.MICROS) * 1000), type);
            } else {
                add(value, DataTypes.LongType);
            }
        }

        @Override
        public void addDouble(double value) {
            add(value, DataTypes.DoubleType);
        }

        @Override
        public void addBoolean(boolean value) {
            add(value, DataTypes.BooleanType);
        }
    }

    /** A text. */
    private final class Text extends PrimitiveConverter {
        private final int column;
        private @Nullable String[] dictionary = {};
        private @Nullable Dictionary encoded;
        private @Nullable Binary former;
        private @Nullable String formerText;

        Text(int column) {
            this.column = column;
        }

        @Override
        public boolean hasDictionarySupport() {
            return true;
        }

        @Override
        public void setDictionary(Dictionary texts) {
            encoded = texts;
            dictionary = new @Nullable String[texts.getMaxId() + 1];
        }

        @Override
        public void addValueFromDictionary(int id) {
            String text = dictionary[id];
            if (text == null) {
                text = Objects.requireNonNull(encoded).decodeToBinary(id).toStringUsingUTF8();
                dictionary[id] = text;
            }
            values[column] = text;
        }

        @Override
        public void addBinary(Binary value) {
            if (formerText == null || !value.equals(former)) {
                // The reader may use its bytes again.
                former = value.copy();
                formerText = value.toStringUsingUTF8();
            }
            values[column] = formerText;
        }
    }

    /** A list of texts, or pairs of texts. */
    private final class Collected extends GroupConverter {
        private final int column;
        private final GroupConverter element;
        private List<String> list = new ArrayList<>();
        private Map<String, String> map = new LinkedHashMap<>();
        private final boolean pairs;

        Collected(int column, boolean pairs) {
            this.column = column;
            this.pairs = pairs;
            this.element = element();
        }

        private GroupConverter element() {
            @Nullable String[] parts = new @Nullable String[2];
            return new GroupConverter() {
                @Override
                public Converter getConverter(int field) {
                    return new PrimitiveConverter() {
                        @Override
                        public void addBinary(Binary value) {
                            parts[field] = value.toStringUsingUTF8();
                        }
                    };
                }

                @Override
                public void start() {
                    parts[0] = null;
                    parts[1] = null;
                }

                @Override
                public void end() {
                    String first = Objects.requireNonNull(parts[0]);
                    if (pairs) {
                        map.put(first, Objects.requireNonNull(parts[1]));
                    } else {
                        list.add(first);
                    }
                }
            };
        }

        @Override
        public Converter getConverter(int field) {
            return element;
        }

        @Override
        public void start() {
            list = new ArrayList<>();
            map = new LinkedHashMap<>();
        }

        @Override
        public void end() {
            values[column] = pairs ? map : list;
        }
    }
}
