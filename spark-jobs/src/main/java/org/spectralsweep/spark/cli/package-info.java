/**
 * The command line: one class a subcommand, which reads its options, opens a results folder and a session, and calls a job. Start at
 * {@link org.spectralsweep.spark.cli.SweepCommand}; {@link org.spectralsweep.spark.cli.Main} says what it is wired to.
 */
@NullMarked
package org.spectralsweep.spark.cli;

import org.jspecify.annotations.NullMarked;
