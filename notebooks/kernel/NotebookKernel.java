import org.rapaio.jupyter.kernel.MainApp;

/**
 * Starts the kernel, and ends it with the program that asked for it: a Jupyter that was killed shuts no kernel down.
 */
public final class NotebookKernel {
    private NotebookKernel() {}

    /**
     * Serves one notebook until Jupyter asks to stop, or is gone.
     *
     * @param arguments the connection file
     */
    public static void main(String[] arguments) throws Exception {
        String jupyter = System.getenv("JPY_PARENT_PID");
        if (jupyter != null) {
            ProcessHandle.of(Long.parseLong(jupyter))
                    .ifPresentOrElse(
                            process -> process.onExit().thenRun(() -> System.exit(1)), () -> System.exit(1));
        }
        MainApp.main(arguments);
    }
}
