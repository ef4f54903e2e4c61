package org.pastecluster.http.dotnet;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.pastecluster.ClusterEvent;
import org.pastecluster.Delivery;
import org.pastecluster.Message;
import org.pastecluster.Target;
import org.pastecluster.http.AuthMode;
import org.pastecluster.http.bootstrap.PasteCluster;
import org.pastecluster.http.handler.BodySource;
import org.pastecluster.http.handler.HttpAnswer;
import org.pastecluster.http.handler.HttpRequestData;

/** A process with one node of this project, in token mode. Arguments: port, id, list of nodes, secret. */
public final class JavaNode {

    private static final Queue<String> INBOX = new ConcurrentLinkedQueue<>();
    private static final AtomicLong FROM_DOT_NET = new AtomicLong();

    private JavaNode() {}

    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(arguments[0]);
        PasteCluster node = PasteCluster.builder()
                .host("http://127.0.0.1:" + port)
                .id(Integer.parseInt(arguments[1]))
                .nodes(arguments[2])
                .secret(arguments[3])
                .auth(AuthMode.TOKEN)
                .listener(JavaNode::happened)
                .messages(messages -> messages.onOthers(message -> INBOX.add(message.text())))
                .create();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
        server.setExecutor(Executors.newFixedThreadPool(8));
        server.createContext("/api/cluster", exchange -> serve(node, exchange));
        server.createContext("/biz", exchange -> business(node, exchange));
        server.start();
        node.start();
    }

    private static void happened(ClusterEvent event) {
        System.out.println(System.currentTimeMillis() + " " + event);
    }

    private static void serve(PasteCluster node, HttpExchange exchange) {
        if (exchange.getRequestHeaders().getFirst("pastecluster") == null
                && exchange.getRequestHeaders().getFirst("fromnode") != null) {
            FROM_DOT_NET.incrementAndGet();
        }
        node.handler()
                .handle(
                        new HttpRequestData(
                                exchange.getRequestMethod(),
                                exchange.getRequestURI().getRawPath(),
                                exchange.getRequestURI().getRawQuery(),
                                exchange.getRequestHeaders()::getFirst,
                                BodySource.of(exchange.getRequestBody()),
                                exchange.getRemoteAddress().getAddress().getHostAddress()),
                        answer -> write(exchange, answer));
    }

    private static void write(HttpExchange exchange, HttpAnswer answer) {
        try (exchange) {
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            send(exchange, answer.status(), answer.body());
        } catch (IOException gone) {
            exchange.close();
        }
    }

    private static void business(PasteCluster node, HttpExchange exchange) throws IOException {
        String text = switch (exchange.getRequestURI().getPath()) {
            case "/biz/inbox" -> String.join("\n", INBOX);
            case "/biz/all" -> sent(node, exchange.getRequestURI().getRawQuery());
            case "/biz/leads" -> Boolean.toString(node.cluster().isLeader());
            case "/biz/counts" -> Long.toString(FROM_DOT_NET.get());
            default -> node.cluster().view() + "\n" + node.cluster().history();
        };
        try (exchange) {
            send(exchange, 200, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Sends a text to all, and answers with the verdict of each that was not delivered. */
    private static String sent(PasteCluster node, String query) {
        String body = URLDecoder.decode(query.substring(query.indexOf("body=") + 5), StandardCharsets.UTF_8);
        Delivery delivery = node.cluster()
                .messages()
                .send(Target.all(), Message.text(11, body))
                .toCompletableFuture()
                .join();
        return delivery.isDelivered() ? "delivered" : delivery.outcomes().toString();
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
