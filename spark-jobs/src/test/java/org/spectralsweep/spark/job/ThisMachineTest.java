package org.spectralsweep.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ThisMachineTest {
    @BeforeEach
    void onlyWhereMachinesHaveNames() {
        assumeThat(ThisMachine.name()).isNotEmpty();
    }

    @Test
    void knowsItsDeadAndItsLivingProcesses() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sleep", "60").start();
        assertThat(ThisMachine.knowsDead(ThisMachine.name(), process.pid())).isFalse();
        process.destroyForcibly().waitFor();
        assertThat(ThisMachine.knowsDead(ThisMachine.name(), process.pid())).isTrue();
    }

    @Test
    void knowsNothingOfOtherMachines() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        assertThat(ThisMachine.knowsDead("another machine", process.pid())).isFalse();
        assertThat(ThisMachine.knowsDead("", process.pid())).isFalse();
    }
}
