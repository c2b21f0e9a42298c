package org.spectralsweep.spark.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GroupColumnsTest {
    private static FitRow row(@Nullable Map<String, String> groups) {
        return new FitRow(
                "sweep",
                "fit",
                "T = c",
                "maximum-likelihood",
                "",
                "c",
                new FitRow.Value(1.0, null, null, null, null),
                3,
                0,
                "ok",
                null,
                groups);
    }

    @Test
    void eachColumnOfAGroupIsOneOfItsOwn() {
        Map<String, String> first = new HashMap<>(
                Map.of("hidden_layers", "2", "density", "0.5", "bias", "none", "theory", "7", "bandwidth", "null"));
        Map<String, String> second = Map.of("hidden_layers", "4", "density", "2", "bias", "all", "bandwidth", "8");
        List<FitRow> rows = List.of(row(first), row(second), row(Map.of()), row(null));
        GroupColumns columns = GroupColumns.of(rows);
        assertThat(columns.schema().fieldNames())
                .startsWith(Table.FITS.schema().fieldNames())
                .contains("hidden_layers", "density", "bias", "bandwidth", "group_theory");
        assertThat(columns.schema().apply("hidden_layers").dataType()).isEqualTo(DataTypes.LongType);
        assertThat(columns.schema().apply("density").dataType()).isEqualTo(DataTypes.DoubleType);
        assertThat(columns.schema().apply("bias").dataType()).isEqualTo(DataTypes.StringType);
        Row one = columns.toRow(rows.get(0));
        int layers = columns.schema().fieldIndex("hidden_layers");
        assertThat(one.get(layers)).isEqualTo(2L);
        assertThat(one.get(columns.schema().fieldIndex("density"))).isEqualTo(0.5);
        assertThat(one.isNullAt(columns.schema().fieldIndex("bandwidth"))).isTrue();
        assertThat(one.get(columns.schema().fieldIndex("group_theory"))).isEqualTo(7L);
        assertThat(columns.toRow(rows.get(1)).isNullAt(columns.schema().fieldIndex("group_theory")))
                .isTrue();
        assertThat(columns.toRow(rows.get(3)).isNullAt(layers)).isTrue();
    }

    @Test
    void withoutGroupsThereAreNoMore() {
        assertThat(GroupColumns.of(List.of(row(Map.of()), row(null))).schema()).isEqualTo(Table.FITS.schema());
        assertThat(GroupColumns.of(List.of()).schema()).isEqualTo(Table.FITS.schema());
    }
}
