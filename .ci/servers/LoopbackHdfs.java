import java.io.File;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/**
 * HDFS with one node for names and one for data, in one process on 127.0.0.1. Its files are in the folder of the first
 * argument. Java runs this file from its source, beside the classes of Hadoop's mini-cluster.
 */
final class LoopbackHdfs {
    public static void main(String[] arguments) throws Exception {
        Configuration configuration = new Configuration();
        configuration.setBoolean("dfs.permissions.enabled", false);
        MiniDFSCluster cluster = new MiniDFSCluster.Builder(configuration, new File(arguments[0]))
                .numDataNodes(1)
                .build();
        cluster.waitClusterUp();
        System.out.println("http " + cluster.getHttpUri(0).replaceFirst(".*:", ""));
        System.out.println("port " + cluster.getNameNodePort());
    }
}
