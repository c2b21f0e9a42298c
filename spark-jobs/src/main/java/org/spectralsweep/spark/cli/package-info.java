/**
 * The command line. Each subcommand is one class: it reads its options, opens a results folder and a session, and calls
 * a job. Start at {@link org.spectralsweep.spark.cli.SweepCommand}. {@link org.spectralsweep.spark.cli.Main} shows how
 * it is wired.
 */
@NullMarked
package org.spectralsweep.spark.cli;

import org.jspecify.annotations.NullMarked;
