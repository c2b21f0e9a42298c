package org.spectralsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spectralsweep.spark.job.SharedSpark;
import org.spectralsweep.spark.job.SparkAnswer;
import org.spectralsweep.spark.report.CsvField;

class CsvFieldTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+cmd|' /C calc'!A0",
                "-2+3",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "=",
                "-",
                "+",
                "--1",
                "-1 %",
                "-1,5",
                "+x",
                "-.",
                "-1e",
                "-Infinity2",
                "=\"a\"",
                "-1\n"
            })
    void disarmsAFormula(String text) {
        assertThat(CsvField.text(text).replaceFirst("^\"", "")).startsWith("'" + text.charAt(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "1",
                "-1",
                "+1",
                "-1.5",
                "-.5",
                "-1.",
                "+2e-3",
                "-1E10",
                "-Infinity",
                "a=1",
                " =1",
                "'=1",
                "κ = 1",
                "–1"
            })
    void leavesOtherTextAsItIs(String text) {
        assertThat(CsvField.text(text)).isEqualTo(text);
    }

    @Test
    void duckDbReadsEveryColumnBack() throws IOException, SQLException {
        List<Row> rows = new ArrayList<>();
        double[] doubles = {
            -1, 0, -0.0, 0.1, -1e-300, Double.MIN_VALUE, Double.MAX_VALUE, Math.PI, -123456789.125, 1e21, 1 / 3.0
        };
        String[] texts = {
            "=1+1", "+1", "-1", "-a", "@x", "\ttab", "\rreturn", "a,b", "say \"no\"", "two\nlines", "κ ü \ud83d\ude00"
        };
        for (int i = 0; i < doubles.length; i++) {
            rows.add(RowFactory.create(
                    doubles[i],
                    (float) doubles[i] == 0 || Float.isInfinite((float) doubles[i]) ? -1.5f : (float) doubles[i],
                    -(long) i * 4_000_000_000_000_000L,
                    -i,
                    new java.math.BigDecimal("-1E-8").multiply(java.math.BigDecimal.valueOf(i)),
                    i % 2 == 0,
                    java.sql.Timestamp.from(java.time.Instant.ofEpochMilli(1_700_000_000_123L + i)),
                    texts[i]));
        }
        StructType schema = new StructType()
                .add("=double", DataTypes.DoubleType)
                .add("float", DataTypes.FloatType)
                .add("long", DataTypes.LongType)
                .add("int", DataTypes.IntegerType)
                .add("decimal", DataTypes.createDecimalType(30, 8))
                .add("boolean", DataTypes.BooleanType)
                .add("time", DataTypes.TimestampType)
                .add("text", DataTypes.StringType);
        StringWriter csv = new StringWriter();
        RowFormat.CSV.print(
                new SparkAnswer(SharedSpark.session().createDataFrame(rows, schema)),
                new PrintWriter(csv),
                RowFormat.SHOWN);
        Path file = Files.writeString(folder.resolve("rows.csv"), csv.toString());
        assertThat(csv.toString().lines().findFirst()).contains("'=double,float,long,int,decimal,boolean,time,text");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet read = statement.executeQuery(
                        ("SELECT * FROM read_csv('%s', header = true, quote = '\"', escape = '\"', types = {'''=double': 'DOUBLE',"
                                        + " 'float': 'FLOAT', 'long': 'BIGINT', 'int': 'INTEGER', 'decimal': 'DECIMAL(30, 8)',"
                                        + " 'boolean': 'BOOLEAN', 'time': 'TIMESTAMP', 'text': 'VARCHAR'})")
                                .formatted(file))) {
            for (Row row : rows) {
                assertThat(read.next()).isTrue();
                assertThat(Double.doubleToLongBits(read.getDouble(1)))
                        .isEqualTo(Double.doubleToLongBits(row.getDouble(0)));
                assertThat(read.getFloat(2)).isEqualTo(row.getFloat(1));
                assertThat(read.getLong(3)).isEqualTo(row.getLong(2));
                assertThat(read.getInt(4)).isEqualTo(row.getInt(3));
                assertThat(read.getBigDecimal(5)).isEqualByComparingTo(row.getDecimal(4));
                assertThat(read.getBoolean(6)).isEqualTo(row.getBoolean(5));
                assertThat(read.getString(7)).startsWith("2023-11-14 22:13:20");
                String text = row.getString(7);
                boolean armed = "=@\t\r".indexOf(text.charAt(0)) >= 0 || text.equals("-a");
                assertThat(read.getString(8)).isEqualTo(armed ? "'" + text : text);
            }
            assertThat(read.next()).isFalse();
        }
    }

    @Test
    void printsAMapAsPairs() {
        StringWriter csv = new StringWriter();
        RowFormat.CSV.print(
                new SparkAnswer(SharedSpark.session()
                        .sql("SELECT map('dimension', '3', 'bandwidth', '1.0') AS groups, map() AS none")),
                new PrintWriter(csv),
                RowFormat.SHOWN);
        assertThat(csv.toString().lines()).containsExactly("groups,none", "dimension=3; bandwidth=1.0,");
    }

    @Test
    void printsNumbersAlikeInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            StringWriter csv = new StringWriter();
            RowFormat.CSV.print(
                    new SparkAnswer(SharedSpark.session().sql("SELECT 1.5D AS a, -0.25 AS b")),
                    new PrintWriter(csv),
                    RowFormat.SHOWN);
            assertThat(csv.toString().lines()).containsExactly("a,b", "1.5,-0.25");
        } finally {
            Locale.setDefault(before);
        }
    }
}
