import com.adobe.testing.s3mock.S3MockApplication;
import java.util.Map;
import org.apache.catalina.connector.Connector;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * S3Mock, but on 127.0.0.1 alone. By itself it opens its plain port on every address, whatever {@code server.address}
 * says. Java runs this file from its source, beside the classes of S3Mock's jar.
 */
final class LoopbackS3 {
    private static final String LOOPBACK = "127.0.0.1";

    public static void main(String[] arguments) {
        ApplicationContextInitializer<ConfigurableApplicationContext> loopback =
                context -> context.getBeanFactory().addBeanPostProcessor(new BeanPostProcessor() {
                    @Override
                    public Object postProcessBeforeInitialization(Object bean, String name) {
                        if (bean instanceof TomcatServletWebServerFactory server) {
                            for (Connector connector : server.getAdditionalTomcatConnectors()) {
                                connector.setProperty("address", LOOPBACK);
                            }
                        }
                        return bean;
                    }
                });
        ConfigurableApplicationContext context = new SpringApplicationBuilder(S3MockApplication.class)
                .properties(Map.of(
                        "server.address", LOOPBACK,
                        "server.port", "0",
                        "server.ssl.enabled", "false",
                        "http.port", "0",
                        "logging.level.root", "WARN",
                        "spring.main.banner-mode", "off"))
                .initializers(loopback)
                .run(arguments);
        System.out.println("port " + context.getEnvironment().getProperty("local.server.port"));
    }
}
