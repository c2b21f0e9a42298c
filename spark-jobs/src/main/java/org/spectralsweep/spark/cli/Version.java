package org.spectralsweep.spark.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: the version and, where the launcher knows it, the exact commit. */
final class Version implements IVersionProvider {
    private static final String NAME = "spectral-sweep 0.1.0";

    @Override
    public String[] getVersion() {
        return new String[] {text(System.getProperty("sweep.git.commit"), Boolean.getBoolean("sweep.git.dirty"))};
    }

    /**
     * The line that is printed.
     *
     * @param dirty whether files differed from those of the commit
     */
    static String text(@Nullable String commit, boolean dirty) {
        return commit == null ? NAME : NAME + ", commit " + commit + (dirty ? " with changes" : "");
    }
}
