package org.spectralsweep.trial;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReplicatesTest {
    /** Each variant of each part of a spec, and both versions of the dense engine. */
    @Test
    void haveTheIdsAndTheTextOfTrialsThatAreWrittenOutInFull() {
        for (TrialSpec one : TrialExamples.all()) {
            for (TrialSpec trial : new TrialSpec[] {one, TrialExamples.with(one, "precision", "float32")}) {
                Replicates replicates = new Replicates(trial.withReplicate(3));
                for (int replicate : new int[] {0, 3, 12, Integer.MAX_VALUE}) {
                    TrialSpec other = trial.withReplicate(replicate);
                    assertThat(replicates.ids(replicate)).isEqualTo(TrialId.all(other));
                    assertThat(replicates.json(replicate)).isEqualTo(TrialJson.canonical(other));
                    assertThat(TrialJson.read(replicates.json(replicate))).isEqualTo(other);
                }
            }
        }
    }

    @Test
    void differInTheirReplicateAlone() {
        assertThat(TrialExamples.base().withReplicate(5)).isEqualTo(TrialExamples.with("replicate", "5"));
    }
}
