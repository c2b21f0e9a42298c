package org.spectralsweep.spark.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.parquet.io.PositionOutputStream;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.train.StateStore;

/**
 * The saved states of trainings, one file a trial in the hidden folder {@value #FOLDER}. A state is written under
 * another name, is on disk, and then gets its own name. Before that the former state is renamed, since not every file
 * system can replace a file by a rename. So there is always the former state or the new one. The writer asks the fence
 * before it writes and before the state gets its name.
 */
public final class StateFiles {
    private static final String FOLDER = ".states";
    private static final String SUFFIX = ".state";
    private static final String FORMER = ".former";

    private final TableFiles files;
    private final Fence fence;

    StateFiles(TableFiles files, Fence fence) {
        this.files = files;
        this.fence = fence;
    }

    /**
     * The state of one trial.
     *
     * @param attempt tells apart attempts at the trial that may run at the same time
     * @param machine see {@link StateStore#machine}; asked when first needed
     */
    public StateFile of(String trialId, String attempt, Supplier<String> machine) {
        return new StateFile(trialId, attempt, machine);
    }

    /** The trials that have a state. One question to a server is less than one for each trial of a pack. */
    public Set<String> trials() throws IOException {
        Set<String> trials = new HashSet<>(files.list(FOLDER, "", SUFFIX).keySet());
        trials.addAll(files.list(FOLDER, "", FORMER).keySet());
        return trials;
    }

    /** Removes the states of trials that are done, and what a killed writer left unless a run is spared. */
    public void tidy(Predicate<String> done) throws IOException {
        for (String suffix : List.of(SUFFIX, FORMER)) {
            for (String trialId : files.list(FOLDER, "", suffix).keySet()) {
                if (done.test(trialId)) {
                    files.delete(FOLDER, trialId + suffix);
                }
            }
        }
        if (fence.spared() == null) {
            for (String name : files.list(FOLDER, ".", TableFiles.TEMPORARY).keySet()) {
                files.delete(FOLDER, "." + name + TableFiles.TEMPORARY);
            }
        }
    }

    /** The state of one trial, as one attempt at it sees it. */
    public final class StateFile implements StateStore {
        private final String name;
        private final String former;
        private final String temporary;
        private final Supplier<String> machine;
        private boolean exists;

        private StateFile(String trialId, String attempt, Supplier<String> machine) {
            this.name = trialId + SUFFIX;
            this.former = trialId + FORMER;
            this.temporary = "." + attempt + "-" + trialId + TableFiles.TEMPORARY;
            this.machine = machine;
        }

        @Override
        public @Nullable InputStream open() throws IOException {
            InputStream in = open(name);
            return in == null ? open(former) : in;
        }

        private @Nullable InputStream open(String fileName) throws IOException {
            try {
                InputStream in = files.files().open(files.path(FOLDER, fileName));
                exists = true;
                return in;
            } catch (FileNotFoundException e) {
                return null;
            }
        }

        @Override
        public void save(Content content) throws IOException {
            fence.check();
            files.makeFolder(FOLDER);
            try {
                SyncedFile file = new SyncedFile(files.files(), files.path(FOLDER, temporary));
                try (PositionOutputStream out = file.createOrOverwrite(0)) {
                    content.writeTo(out);
                }
                fence.check();
                if (files.exists(FOLDER, name)) {
                    files.rename(FOLDER, name, former);
                }
                files.rename(FOLDER, temporary, name);
                files.sync(FOLDER);
                exists = true;
                files.delete(FOLDER, former);
            } catch (IOException e) {
                try {
                    files.delete(FOLDER, temporary);
                } catch (IOException left) {
                    e.addSuppressed(left);
                }
                throw e;
            }
        }

        @Override
        public String machine() {
            return machine.get();
        }

        /** Removes the state if this attempt has read or written one. */
        public void remove() throws IOException {
            if (exists) {
                files.delete(FOLDER, name);
                files.delete(FOLDER, former);
            }
        }
    }
}
