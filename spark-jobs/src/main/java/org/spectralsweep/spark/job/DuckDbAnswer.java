package org.spectralsweep.spark.job;

import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** DuckDB's answer, whose rows come as they are read. */
final class DuckDbAnswer implements Answer {
    private static final Pattern PLAIN =
            Pattern.compile("U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*|BOOLEAN|DATE|TIMESTAMP.*");

    private final String sql;
    private final Statement statement;
    private final ResultSet rows;
    private final List<Column> columns;

    /** Begins to answer. */
    DuckDbAnswer(String sql, Statement statement) throws SQLException {
        this.sql = sql;
        this.statement = statement;
        this.rows = statement.executeQuery(sql);
        ResultSetMetaData described = rows.getMetaData();
        List<Column> found = new ArrayList<>();
        for (int i = 1; i <= described.getColumnCount(); i++) {
            found.add(new Column(
                    described.getColumnName(i),
                    !PLAIN.matcher(described.getColumnTypeName(i)).matches()));
        }
        this.columns = List.copyOf(found);
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public Iterator<List<@Nullable Object>> rows(int most) {
        return new Rows(most);
    }

    @Override
    public Iterator<List<@Nullable Object>> rows() {
        return new Rows(Long.MAX_VALUE);
    }

    @Override
    public void close() {
        try {
            statement.close();
        } catch (SQLException e) {
            // The answer is there. The next query has a statement of its own.
        }
    }

    private final class Rows implements Iterator<List<@Nullable Object>> {
        private final long most;
        private long read;
        private @Nullable Boolean more;

        Rows(long most) {
            this.most = most;
        }

        @Override
        public boolean hasNext() {
            if (more == null) {
                try {
                    more = read < most && rows.next();
                } catch (SQLException e) {
                    throw DuckDbProblem.of(sql, e);
                }
            }
            return more;
        }

        @Override
        public List<@Nullable Object> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            more = null;
            read++;
            List<@Nullable Object> values = new ArrayList<>();
            try {
                for (int i = 1; i <= columns.size(); i++) {
                    values.add(plain(rows.getObject(i)));
                }
            } catch (SQLException e) {
                throw DuckDbProblem.of(sql, e);
            }
            return values;
        }
    }

    /** The fields of a struct by their names, which JDBC itself does not tell; without names, their list. */
    private static Object fields(Struct struct) throws SQLException {
        List<@Nullable Object> values = Arrays.asList((@Nullable Object[]) struct.getAttributes());
        try {
            Object named = struct.getClass().getMethod("getMap").invoke(struct);
            return named instanceof Map<?, ?> map && map.size() == values.size() && !map.containsKey("") ? map : values;
        } catch (ReflectiveOperationException e) {
            return values;
        }
    }

    private static @Nullable Object plain(@Nullable Object value) throws SQLException {
        if (value instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        if (value instanceof Timestamp time) {
            return time.toLocalDateTime();
        }
        if (value instanceof Blob bytes) {
            return bytes.getBytes(1, (int) bytes.length());
        }
        if (value instanceof Array array) {
            return plain(Arrays.asList((@Nullable Object[]) array.getArray()));
        }
        if (value instanceof Struct struct) {
            return plain(fields(struct));
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>();
            for (Object item : list) {
                items.add(plain(item));
            }
            return items;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> pairs = new LinkedHashMap<>();
            for (Map.Entry<?, ?> pair : map.entrySet()) {
                pairs.put(String.valueOf(plain(pair.getKey())), plain(pair.getValue()));
            }
            return pairs;
        }
        return value;
    }
}
