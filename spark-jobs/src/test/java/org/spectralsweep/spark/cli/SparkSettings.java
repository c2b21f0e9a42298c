package org.spectralsweep.spark.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.spectralsweep.spark.data.PngBuilder;
import org.spectralsweep.spark.job.NetworkTrials;
import org.spectralsweep.spark.job.ResultsFolder;
import org.spectralsweep.spark.job.YamlSweeps;
import org.spectralsweep.spark.table.TableComparison;
import picocli.CommandLine;

/**
 * Settings that clusters have in spark-defaults.conf, under which a sweep in local mode must give the same tables. This
 * is a separate program: a virtual machine can have one Spark context at a time, and the tests share theirs.
 */
final class SparkSettings {
    /** Settings that were seen to break runs, and settings that change how Spark SQL reads tables, all at once. */
    static final String AT_ONCE = "at once";

    static final Map<String, String> ALL = all();

    private static final String SPEC = """
            sweep: settings
            trial:
              domain: {type: cube, dimension: 2}
              sampling: {type: pixels}
              target: {type: image, path: pixels.png}
              network: {width: 8, hidden-layers: 1}
              initialization: {weights: {type: uniform-fan-in}, bias: {type: uniform-fan-in-bias}}
              optimizer: {type: gradient-descent, learning-rate: 0.01}
              loss: mean-square
              thresholds: [{name: learned, convention: half-sum, delta: 1e-9}]
              max-steps: 20
            axes:
              - grid: {network.width: [8, 16]}
            fit: [{name: law}]
            figure:
              title: Loss
              table:
                - quantity: trials
                  theory: SELECT count(*) FROM trials
                  measured: SELECT count(*) FROM trials t JOIN hits h USING (trial_id)
            """;

    private SparkSettings() {}

    private static Map<String, String> all() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("none", "");
        settings.put("kryo", "spark.serializer=org.apache.spark.serializer.KryoSerializer");
        settings.put("kryo, registered classes only", """
                spark.serializer=org.apache.spark.serializer.KryoSerializer
                spark.kryo.registrationRequired=true
                spark.kryo.registrator=org.example.AbsentRegistrator
                """);
        settings.put("authentication", "spark.authenticate=true");
        settings.put("authentication and encryption", """
                spark.authenticate=true
                spark.network.crypto.enabled=true
                spark.io.encryption.enabled=true
                """);
        settings.put("absent classes", """
                spark.sql.extensions=io.delta.sql.DeltaSparkSessionExtension
                spark.sql.catalog.spark_catalog=org.apache.spark.sql.delta.catalog.DeltaCatalog
                spark.sql.catalogImplementation=hive
                spark.extraListeners=org.example.AbsentListener
                spark.plugins=org.example.AbsentPlugin
                spark.sql.queryExecutionListeners=org.example.AbsentQueryListener
                spark.shuffle.manager=org.example.AbsentShuffle
                """);
        settings.put("absent files", """
                spark.files=/nowhere/a.conf,hdfs://nowhere/b.conf
                spark.jars=/nowhere/a.jar
                spark.archives=/nowhere/a.zip
                spark.local.dir=/proc/nowhere
                spark.metrics.conf=/nowhere/metrics.properties
                """);
        settings.put("event log", "spark.eventLog.enabled=true\nspark.eventLog.dir=hdfs://nowhere/spark-events");
        settings.put("sql", """
                spark.sql.ansi.enabled=false
                spark.sql.caseSensitive=true
                spark.sql.adaptive.enabled=false
                spark.sql.codegen.wholeStage=false
                spark.sql.codegen.factoryMode=NO_CODEGEN
                spark.sql.legacy.timeParserPolicy=LEGACY
                spark.sql.session.timeZone=Asia/Kathmandu
                spark.sql.shuffle.partitions=200
                spark.sql.parquet.enableVectorizedReader=false
                spark.sql.parquet.compression.codec=gzip
                spark.sql.sources.default=csv
                spark.sql.optimizer.maxIterations=10
                spark.sql.autoBroadcastJoinThreshold=-1
                """);
        settings.put("warehouse", "spark.sql.warehouse.dir=hdfs://nowhere/warehouse");
        settings.put("default file system", """
                spark.hadoop.fs.defaultFS=hdfs://nowhere
                spark.hadoop.hadoop.tmp.dir=/nowhere
                """);
        settings.put("scheduling", """
                spark.speculation=true
                spark.scheduler.mode=FAIR
                spark.task.cpus=2
                spark.locality.wait=3s
                spark.task.maxFailures=1
                spark.dynamicAllocation.enabled=true
                spark.shuffle.service.enabled=true
                spark.excludeOnFailure.enabled=true
                spark.task.reaper.enabled=true
                spark.executor.instances=50
                spark.executor.resource.gpu.amount=1
                spark.task.resource.gpu.amount=1
                spark.decommission.enabled=true
                """);
        settings.put("limits", """
                spark.driver.maxResultSize=20k
                spark.network.timeout=2s
                spark.executor.heartbeatInterval=60s
                spark.storage.blockManagerHeartbeatTimeoutMs=1000
                spark.rpc.askTimeout=1s
                spark.rpc.message.maxSize=1
                spark.sql.broadcastTimeout=1
                spark.kryoserializer.buffer.max=1m
                """);
        settings.put("memory", """
                spark.memory.fraction=0.1
                spark.memory.offHeap.enabled=true
                spark.memory.offHeap.size=64m
                spark.executor.memory=200g
                spark.driver.memory=200g
                spark.cleaner.periodicGC.interval=5s
                """);
        settings.put("addresses", """
                spark.driver.bindAddress=10.255.255.1
                spark.driver.host=nowhere.invalid
                spark.driver.port=7078
                spark.blockManager.port=7079
                spark.ui.enabled=true
                spark.ui.port=4040
                spark.port.maxRetries=16
                """);
        settings.put("deployment", """
                spark.submit.deployMode=cluster
                spark.yarn.queue=default
                spark.kubernetes.container.image=nowhere/spark
                spark.eventLog.compress=true
                spark.history.fs.logDirectory=hdfs://nowhere/logs
                spark.yarn.historyServer.address=nowhere:18080
                spark.kerberos.principal=somebody@NOWHERE
                """);
        settings.put("compression", """
                spark.io.compression.codec=snappy
                spark.broadcast.compress=false
                spark.rdd.compress=true
                spark.broadcast.checksum=false
                spark.checkpoint.compress=true
                """);
        settings.put(
                AT_ONCE,
                Stream.of(
                                "kryo, registered classes only",
                                "authentication",
                                "absent classes",
                                "absent files",
                                "sql",
                                "limits")
                        .map(settings::get)
                        .collect(Collectors.joining("\n")));
        return settings;
    }

    /**
     * Runs the spec under each of the named settings, then queries and compares the tables. If one differs, it says how
     * and exits with 1.
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int[] samples = new int[64];
        Arrays.setAll(samples, i -> 1000 * i);
        Files.write(folder.resolve("pixels.png"), new PngBuilder(8, 8, 16, PngBuilder.GRAY).file(samples));
        Path spec = Files.writeString(folder.resolve("settings.yaml"), SPEC);
        List<String> names = new ArrayList<>(List.of("none"));
        names.addAll(List.of(arguments).subList(1, arguments.length));
        Path reference = folder.resolve("0");
        int failed = 0;
        for (int i = 0; i < names.size(); i++) {
            Path settings = folder.resolve(i + ".conf");
            Files.writeString(settings, ALL.get(names.get(i)));
            System.setProperty("sweep.spark-defaults", settings.toString());
            long start = System.nanoTime();
            Path results = folder.resolve(String.valueOf(i));
            String problem = problem(spec, results, reference);
            System.out.printf(
                    Locale.ROOT,
                    "%-32s %4.1f s  %s%n",
                    names.get(i),
                    (System.nanoTime() - start) / 1e9,
                    problem.isEmpty() ? "ok" : problem);
            failed += problem.isEmpty() ? 0 : 1;
        }
        System.exit(failed == 0 ? 0 : 1);
    }

    private static String problem(Path spec, Path results, Path reference) throws IOException {
        StringWriter text = new StringWriter();
        int ran = sweep(text, "run", spec.toString(), "--quiet", "--master", "local[2]", "--out", results.toString());
        if (ran != 0) {
            return "run ended with " + ran + ": " + text;
        }
        String query = "SELECT status, count(*) AS trials FROM trials GROUP BY status";
        StringWriter answer = new StringWriter();
        int asked = sweep(answer, "sql", results.toString(), "--format", "csv", "--master", "local[2]", query);
        if (asked != 0 || !answer.toString().contains("BUDGET_EXHAUSTED,2")) {
            return "sql ended with " + asked + ": " + answer;
        }
        String much = "SELECT sha2(string(id), 512) AS a, sha2(string(-id), 512) AS b FROM range(0, 20000, 1, 2)";
        StringWriter rows = new StringWriter();
        int read = sweep(rows, "sql", results.toString(), "--format", "csv", "--master", "local[2]", much);
        if (read != 0 || rows.toString().lines().count() != 20_001) {
            return "sql of megabytes ended with " + read + " after "
                    + rows.toString().lines().count() + " lines";
        }
        return String.join(
                "\n",
                TableComparison.of(
                                ResultsFolder.open(reference.toString()).store(),
                                ResultsFolder.open(results.toString()).store())
                        .differences());
    }

    private static int sweep(StringWriter text, String... arguments) {
        CommandLine line = new SweepCommand(new YamlSweeps(), new NetworkTrials()).commandLine();
        line.setOut(new PrintWriter(text, true));
        line.setErr(new PrintWriter(text, true));
        return line.execute(arguments);
    }
}
