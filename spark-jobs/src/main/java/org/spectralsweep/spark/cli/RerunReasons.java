package org.spectralsweep.spark.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.linalg.OpenBlas;
import org.spectralsweep.spark.job.Processor;
import org.spectralsweep.spark.job.Rerun;
import org.spectralsweep.spark.table.TrialRow;
import org.spectralsweep.trial.TrialId;
import org.spectralsweep.trial.TrialStatus;

/**
 * Why a trial that was trained again may have other bits: other processors and libraries, and a limit on time.
 *
 * @param others what was another one
 * @param remarks sentences about the trial itself
 */
record RerunReasons(List<Other> others, List<String> remarks) {
    /** Copies the lists. */
    RerunReasons {
        others = List.copyOf(others);
        remarks = List.copyOf(remarks);
    }

    /**
     * What is another one than it was.
     *
     * @param what a processor, a library
     * @param then what the stored trial was trained with
     * @param here what it was trained with again
     */
    record Other(String what, String then, String here) {
        @Override
        public String toString() {
            return what + ": " + then + " then, " + here + " here";
        }
    }

    static RerunReasons of(Rerun rerun) {
        List<Other> others = new ArrayList<>();
        rerun.run().map(run -> run.machine()).ifPresent(machine -> {
            compare(others, "processor", machine.cpuModel(), Processor.model());
            compare(others, "BLAS", String.valueOf(machine.blas()).split(";", 2)[0], OpenBlas.description());
        });
        TrialRow.Model stored = rerun.stored().outcome().model();
        TrialRow.Model again = rerun.again().outcome().model();
        compare(others, "products by", stored.productLibrary(), again.productLibrary());
        compare(others, "vector bits", stored.vectorBits(), again.vectorBits());
        List<String> remarks = new ArrayList<>();
        if (!TrialId.of(Rerun.spec(rerun.stored())).equals(rerun.stored().trialId())) {
            remarks.add("the trial's id is another one in this version, whose engine rounds differently");
        }
        if (rerun.stored().outcome().course().status() == TrialStatus.TIMED_OUT) {
            remarks.add("its time ran out, so its last step depends on the machine's speed");
        }
        return new RerunReasons(others, remarks);
    }

    private static void compare(List<Other> others, String what, @Nullable Object stored, @Nullable Object here) {
        if (stored != null && here != null && !stored.equals(here)) {
            others.add(new Other(what, stored.toString(), here.toString()));
        }
    }
}
