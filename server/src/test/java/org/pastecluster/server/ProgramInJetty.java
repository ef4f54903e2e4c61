package org.pastecluster.server;

import java.util.List;
import org.pastecluster.Member;
import org.pastecluster.NodeAddress;
import org.pastecluster.message.Batch;
import org.pastecluster.servlet.ClusterServlet;
import org.pastecluster.spi.Link;

/** A node with links in a Jetty of its own process, until that is killed: its port, its incarnation, and whom it dials. */
final class ProgramInJetty {

    private ProgramInJetty() {}

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        LinkNode node = new LinkNode("http://127.0.0.1:" + port, Long.parseLong(arguments[1]));
        JettyServer jetty = new JettyServer(port, new ClusterServlet(node.transport.handler()), true);
        node.transport.keepLinks(
                List.of(new Member(new NodeAddress(arguments[2], 0, 0, ""), Long.parseLong(arguments[3]))));
        Link link = node.awaitOpened();
        node.toSend.add(new Batch(1, 0, List.of()));
        link.wake();
        int ended = System.in.read();
        jetty.close();
        node.close();
        System.exit(ended);
    }
}
