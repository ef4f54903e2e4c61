package org.pastecluster.samples.servlet.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/** A Tomcat with the application. */
public final class InTomcat implements AutoCloseable {

    private final Tomcat tomcat = new Tomcat();

    /**
     * Opens the port of loopback.
     *
     * @param application the directory with WEB-INF
     */
    public InTomcat(int port, Path application) throws IOException, LifecycleException {
        tomcat.setBaseDir(Files.createTempDirectory("in-tomcat").toString());
        tomcat.setPort(port);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.setAddDefaultWebXmlToWebapp(false);
        var context = tomcat.addWebapp("", application.toAbsolutePath().toString());
        context.getJarScanner().setJarScanFilter((type, name) -> false);
        tomcat.start();
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    /** {@code InTomcat PORT DIRECTORY} */
    public static void main(String[] args) throws IOException, LifecycleException {
        InTomcat server = new InTomcat(Integer.parseInt(args[0]), Path.of(args[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                server.close();
            } catch (LifecycleException cannotStop) {
                throw new IllegalStateException(cannotStop);
            }
        }));
        server.tomcat.getServer().await();
    }
}
