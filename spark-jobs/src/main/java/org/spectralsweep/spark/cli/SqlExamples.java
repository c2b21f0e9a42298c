package org.spectralsweep.spark.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** Queries that work on any sweep. */
final class SqlExamples {
    private SqlExamples() {}

    /** The queries by what they ask. */
    static Map<String, String> all() {
        Map<String, String> examples = new LinkedHashMap<>();
        examples.put(
                "How did trials end?", "SELECT status, count(*) AS trials FROM planned GROUP BY 1 ORDER BY 2 DESC");
        examples.put(
                "How long does each frequency take in each density?",
                "SELECT frequency, density, median(time_upper) AS time, count_if(censored) AS censored, count(*) AS hits "
                        + "FROM convergence GROUP BY 1, 2 ORDER BY 1, 2");
        examples.put(
                "Which laws were fitted?",
                "SELECT fit, group_keys, parameter, estimate, ci_low, ci_high, theory FROM fits "
                        + "WHERE estimator = 'maximum-likelihood' ORDER BY 1, 2, 3");
        examples.put(
                "How does each number change while networks learn?",
                "SELECT metric, step, avg(value) AS mean, min(value) AS least, max(value) AS greatest FROM curves "
                        + "GROUP BY 1, 2 ORDER BY 1, 2");
        examples.put(
                "What did trials cost, beside what was predicted?",
                "SELECT engine, count(*) AS trials, sum(wall_seconds) AS seconds, sum(predicted_seconds) AS predicted "
                        + "FROM planned GROUP BY 1 ORDER BY 3 DESC");
        examples.put(
                "What did the first trial learn along a line (metric snapshot)?",
                "SELECT step, place, learned, target_value FROM learned "
                        + "WHERE trial_id = (SELECT min(trial_id) FROM learned) ORDER BY 1, 2");
        return examples;
    }
}
