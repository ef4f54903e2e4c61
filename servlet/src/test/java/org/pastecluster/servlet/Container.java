package org.pastecluster.servlet;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;

/** A real Tomcat on loopback with one application under {@code /app} that has the cluster's servlet. */
final class Container implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Tomcat tomcat = new Tomcat();
    private final Context context;

    Container(Path directory, ClusterServlet servlet, boolean async, Map<String, String> parameters, int port) {
        tomcat.setBaseDir(directory.toString());
        tomcat.setPort(port);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getConnector().setProperty("maxThreads", "1");
        tomcat.getConnector().setProperty("minSpareThreads", "1");
        context = tomcat.addContext("/app", null);
        Wrapper wrapper = Tomcat.addServlet(context, "cluster", servlet);
        wrapper.setAsyncSupported(async);
        wrapper.setLoadOnStartup(1);
        parameters.forEach(wrapper::addInitParameter);
        wrapper.addMapping("/api/cluster/*");
    }

    Container start() throws LifecycleException {
        tomcat.start();
        return this;
    }

    ServletContext application() {
        return context.getServletContext();
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + path);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(url(path)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Returns at once. */
    CompletableFuture<HttpResponse<String>> begin(HttpRequest.Builder request) {
        return CLIENT.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }
}
