package org.spectralsweep.spark.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.spectralsweep.spark.job.Rerun;
import org.spectralsweep.spark.table.TableDistance;
import org.spectralsweep.spark.table.TrialRow;

/** What {@code sweep rerun} found, for other programs. A distance that is not finite is the text "Infinity". */
final class RerunJson {
    private static final int FORMAT = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private RerunJson() {}

    static String of(Rerun rerun, RerunReasons reasons) {
        TrialRow stored = rerun.stored();
        ObjectNode node = JSON.createObjectNode()
                .put("format", FORMAT)
                .put("trial", stored.trialId())
                .put("status", stored.outcome().course().status().name())
                .put("steps", stored.outcome().course().steps())
                .put("run", stored.runId())
                .put("identical", rerun.isIdentical());
        ObjectNode tables = node.putObject("tables");
        for (String table : Rerun.TABLES) {
            tables.putObject(table)
                    .put("rows", rerun.bits().rows().get(table))
                    .put("identical", !rerun.bits().different().contains(table));
        }
        ArrayNode differences = node.putArray("differences");
        rerun.bits().differences().forEach(differences::add);
        ArrayNode columns = node.putArray("columns");
        rerun.distance().beyond(0).forEach(column -> columns.add(distance(column)));
        ArrayNode lonely = node.putArray("without-a-pair");
        rerun.distance().lonely().forEach(lonely::add);
        node.put("not-compared", rerun.distance().skipped());
        ArrayNode others = node.putArray("others");
        reasons.others().forEach(one -> others.addObject()
                .put("what", one.what())
                .put("then", one.then())
                .put("here", one.here()));
        ArrayNode remarks = node.putArray("remarks");
        reasons.remarks().forEach(remarks::add);
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode distance(TableDistance.Column column) {
        return JSON.createObjectNode()
                .put("table", column.table())
                .put("column", column.name())
                .put("pairs", column.rows())
                .put("differ", column.differing())
                .put("largest", column.largest())
                .put("there", column.place())
                .put("values", column.values());
    }
}
