import com.adobe.testing.s3mock.S3MockApplication;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.apache.catalina.connector.Connector;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * S3Mock with two changes. It listens on 127.0.0.1 alone: by itself it opens its plain port on every address, whatever
 * {@code server.address} says. And it lets in one conditional write at a time, because it looks whether there is an
 * object and then writes it, which S3 does in one step. Java runs this file from its source, beside S3Mock's classes.
 */
final class LoopbackS3 {
    private static final String LOOPBACK = "127.0.0.1";
    private static final Object CONDITIONAL = new Object();

    public static void main(String[] arguments) {
        ConfigurableApplicationContext context = new SpringApplicationBuilder(S3MockApplication.class)
                .properties(Map.of(
                        "server.address", LOOPBACK,
                        "server.port", "0",
                        "server.ssl.enabled", "false",
                        "http.port", "0",
                        "logging.level.root", "WARN",
                        "spring.main.banner-mode", "off"))
                .initializers(starting -> {
                    starting.getBeanFactory().addBeanPostProcessor(new OnLoopback());
                    starting.getBeanFactory().registerSingleton("oneConditionalWriteAtATime", oneAtATime());
                })
                .run(arguments);
        System.out.println("port " + context.getEnvironment().getProperty("local.server.port"));
    }

    private static final class OnLoopback implements BeanPostProcessor {
        @Override
        public Object postProcessBeforeInitialization(Object bean, String name) {
            if (bean instanceof TomcatServletWebServerFactory server) {
                for (Connector connector : server.getAdditionalTomcatConnectors()) {
                    connector.setProperty("address", LOOPBACK);
                }
            }
            return bean;
        }
    }

    private static Filter oneAtATime() {
        return (request, response, chain) -> {
            if (((HttpServletRequest) request).getHeader("If-None-Match") == null) {
                chain.doFilter(request, response);
                return;
            }
            synchronized (CONDITIONAL) {
                chain.doFilter(request, response);
            }
        };
    }
}
