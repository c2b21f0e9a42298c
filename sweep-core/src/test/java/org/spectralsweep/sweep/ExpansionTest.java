package org.spectralsweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ExpansionTest {
    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Map<String, List<JsonNode>> values(String... pathsAndValues) {
        Map<String, List<JsonNode>> values = new LinkedHashMap<>();
        for (int i = 0; i < pathsAndValues.length; i += 2) {
            values.put(pathsAndValues[i], AxisValues.of(json(pathsAndValues[i + 1])));
        }
        return values;
    }

    private static Map<String, JsonNode> point(String... pathsAndValues) {
        Map<String, JsonNode> point = new LinkedHashMap<>();
        for (int i = 0; i < pathsAndValues.length; i += 2) {
            point.put(pathsAndValues[i], json(pathsAndValues[i + 1]));
        }
        return point;
    }

    private static List<String> cells(List<Axis> axes, List<Map<String, JsonNode>> exclude) {
        return Expansion.of(axes, exclude, 1).cells().stream()
                .map(SweepTrial::describe)
                .toList();
    }

    @Test
    void aGridCrossesItsPathsAndTheLastVariesFastest() {
        assertThat(cells(List.of(new GridAxis(values("a", "[1, 2]", "b", "['x', 'y']"))), List.of()))
                .containsExactly("a = 1, b = x", "a = 1, b = y", "a = 2, b = x", "a = 2, b = y");
    }

    @Test
    void aZipPairsItsPaths() {
        assertThat(cells(List.of(new ZipAxis(values("a", "[1, 2]", "b", "[3, 4]"))), List.of()))
                .containsExactly("a = 1, b = 3", "a = 2, b = 4");
    }

    @Test
    void pointsMayAssignDifferentPaths() {
        assertThat(cells(List.of(new PointsAxis(List.of(point("a", "1"), point("b", "2")))), List.of()))
                .containsExactly("a = 1", "b = 2");
    }

    @Test
    void blocksMultiplyAndTheFirstVariesSlowest() {
        List<Axis> axes = List.of(
                new GridAxis(values("a", "[1, 2]")),
                new ZipAxis(values("b", "[3, 4]", "c", "[5, 6]")),
                new PointsAxis(List.of(point("d", "7"), point("d", "8"))));
        assertThat(cells(axes, List.of()))
                .hasSize(8)
                .startsWith("a = 1, b = 3, c = 5, d = 7", "a = 1, b = 3, c = 5, d = 8", "a = 1, b = 4, c = 6, d = 7")
                .endsWith("a = 2, b = 4, c = 6, d = 8");
    }

    @Test
    void noAxesAreOneCell() {
        assertThat(cells(List.of(), List.of())).containsExactly("");
    }

    @Test
    void excludeDropsWhatAgreesWithAllOfAnEntry() {
        List<Axis> axes = List.of(new GridAxis(values("a", "[1, 2]", "b", "[1, 2]")));
        assertThat(cells(axes, List.of(point("a", "1.0", "b", "2"))))
                .containsExactly("a = 1, b = 1", "a = 2, b = 1", "a = 2, b = 2");
        assertThat(cells(axes, List.of(point("a", "1"), point("b", "1")))).containsExactly("a = 2, b = 2");
        assertThat(cells(axes, List.of(point("a", "3")))).hasSize(4);
    }

    @Test
    void namesExcludesThatDropNothing() {
        List<Axis> axes = List.of(new GridAxis(values("a", "[1, 2]", "b", "[1, 2]")));
        Map<String, JsonNode> absent = point("a", "3");
        Map<String, JsonNode> half = point("a", "1", "b", "3");
        assertThat(Expansion.of(axes, List.of(absent, point("a", "1"), half, point("a", "1", "b", "2")), 1)
                        .idle())
                .containsExactly(absent, half);
    }

    @Test
    void refusesExcludesWithoutAnAxisOrACellLeft() {
        List<Axis> axes = List.of(new GridAxis(values("a", "[1, 2]")));
        assertThatThrownBy(() -> Expansion.of(axes, List.of(point("c", "1")), 1))
                .hasMessage("exclude must name paths of the axes (a) but was 'c'");
        assertThatThrownBy(() -> Expansion.of(axes, List.of(point("a", "1"), point("a", "2")), 1))
                .hasMessage("exclude must leave at least one cell but dropped all 2");
        assertThatThrownBy(() -> Expansion.of(axes, List.of(Map.of()), 1))
                .hasMessage("exclude must name at least one value in each entry but one was empty");
    }

    @Test
    void refusesOnePathInTwoBlocks() {
        List<Axis> axes = List.of(new GridAxis(values("a", "[1, 2]")), new ZipAxis(values("a", "[3]")));
        assertThatThrownBy(() -> Expansion.of(axes, List.of(), 1))
                .hasMessage("axes must name each path once but 'a' was in two");
    }

    @Test
    @Timeout(5)
    void countsTrialsBeforeAnyIsMade() {
        String many = "{'from': 1, 'to': 90000}";
        List<Axis> block = List.of(new GridAxis(values("a", many, "b", many)));
        assertThatThrownBy(() -> Expansion.of(block, List.of(), 1))
                .hasMessage(
                        "axes must give at most 1000000 trials but 8100000000 cells with 1 replicate are 8100000000");
        List<Axis> blocks = new ArrayList<>();
        for (String path : List.of("a", "b", "c", "d", "e")) {
            blocks.add(new GridAxis(values(path, many)));
        }
        assertThatThrownBy(() -> Expansion.of(blocks, List.of(), 1))
                .hasMessageEndingWith("are 5904900000000000000000000");
        List<Axis> few = List.of(new ZipAxis(values("a", "[1, 2]", "b", "[3, 4]")));
        assertThat(Expansion.of(few, List.of(), 500_000).cells()).hasSize(2);
        assertThatThrownBy(() -> Expansion.of(few, List.of(), 500_001))
                .hasMessage("axes must give at most 1000000 trials but 2 cells with 500001 replicates are 1000002");
        List<Axis> points = List.of(new PointsAxis(List.of(point("a", "1"), point("a", "2"))));
        assertThatThrownBy(() -> Expansion.of(points, List.of(), Integer.MAX_VALUE))
                .hasMessageEndingWith("are 4294967294");
        assertThatThrownBy(() -> Expansion.of(List.of(), List.of(), 2_000_000_000))
                .hasMessage("replicates must be at most 1000000 but was 2000000000");
    }

    @Test
    void refusesEmptyBlocks() {
        assertThatThrownBy(() -> new GridAxis(Map.of())).hasMessage("grid must name at least one path but was empty");
        assertThatThrownBy(() -> new ZipAxis(Map.of())).hasMessage("zip must name at least one path but was empty");
        assertThatThrownBy(() -> new PointsAxis(List.of()))
                .hasMessage("points must each assign at least one value but one was empty");
        assertThatThrownBy(() -> AxisValues.of(json("[]")))
                .hasMessage("values must hold at least one value but the list was empty");
    }

    @Test
    void refusesAZipOfUnequalLengths() {
        assertThatThrownBy(() -> new ZipAxis(values("a", "[1, 2]", "b", "[3]")))
                .hasMessage("zip must have equally many values for every path but had 2 for a, 1 for b");
    }

    @Test
    void rangesCountInDecimal() {
        assertThat(AxisValues.of(json("{'from': 2, 'to': 5}"))).hasToString("[2, 3, 4, 5]");
        assertThat(AxisValues.of(json("{'from': 2, 'to': 12, 'step': 4}"))).hasToString("[2, 6, 10]");
        assertThat(AxisValues.of(json("{'from': 0.1, 'to': 0.3, 'step': 0.1}"))).hasToString("[0.1, 0.2, 0.3]");
        assertThat(AxisValues.of(json("{'from': 16, 'to': 130, 'factor': 2}"))).hasToString("[16, 32, 64, 128]");
        assertThat(AxisValues.of(json("{'from': 0.5, 'to': 2, 'factor': 2}"))).hasToString("[0.5, 1, 2]");
        assertThat(AxisValues.of(json("{'from': 3, 'to': 3}"))).hasToString("[3]");
    }

    @Test
    void refusesRangesThatDoNotEnd() {
        assertThatThrownBy(() -> AxisValues.of(json("{'from': 2, 'to': 1}")))
                .hasMessage("to must be at least from, 2, but was 1");
        assertThatThrownBy(() -> AxisValues.of(json("{'from': 1, 'to': 2, 'step': 0}")))
                .hasMessage("step must be positive but was 0");
        assertThatThrownBy(() -> AxisValues.of(json("{'from': 1, 'to': 2, 'factor': 1}")))
                .hasMessage("factor must be above 1 but was 1");
        assertThatThrownBy(() -> AxisValues.of(json("{'from': 0, 'to': 2, 'factor': 2}")))
                .hasMessage("from must be positive in a range with a factor but was 0");
        assertThatThrownBy(() -> AxisValues.of(json("{'from': 0}")))
                .hasMessage("to must be a number in a range but was missing");
        assertThatThrownBy(() -> AxisValues.of(json("{'from': 0, 'to': 1, 'by': 2}")))
                .hasMessageStartingWith(
                        "values must be a list, {from, to, step}, {from, to, factor} or {from, to, count} but was");
        assertThatThrownBy(() -> AxisValues.of(json("7")))
                .hasMessage(
                        "values must be a list, {from, to, step}, {from, to, factor} or {from, to, count} but was 7");
    }

    @Test
    void aPinnedPathKeepsItsPlace() {
        assertThat(cells(List.of(new GridAxis(values("a", "[1, 2]", "b", "[3, 4]")).pinned("a", json("9"))), List.of()))
                .containsExactly("a = 9, b = 3", "a = 9, b = 4");
        assertThat(cells(List.of(new ZipAxis(values("a", "[1, 2]", "b", "[3, 4]")).pinned("a", json("9"))), List.of()))
                .containsExactly("a = 9, b = 3", "a = 9, b = 4");
        assertThat(cells(
                        List.of(new PointsAxis(List.of(point("a", "1"), point("b", "2"))).pinned("a", json("9"))),
                        List.of()))
                .containsExactly("a = 9", "b = 2");
    }
}
