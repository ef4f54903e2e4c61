package org.pastecluster.simulation.plant;

import java.time.Duration;
import java.util.List;
import org.pastecluster.Member;
import org.pastecluster.message.Frame;
import org.pastecluster.message.Request;
import org.pastecluster.runtime.Protocol;
import org.pastecluster.simulation.cluster.SimulatedProcess;
import org.pastecluster.simulation.cluster.Spoiler;
import org.pastecluster.spi.Transport;

/**
 * Takes a batch that a call brings without looking at which process it is for. Breaks P7: a process that was started later handles what was
 * transmitted to the one before it. Its transport has no links, so that everything is carried.
 */
final class CarriedForAnother implements Spoiler {

    @Override
    public Protocol protocol(SimulatedProcess process, Protocol protocol) {
        return new Spoiled(process.member(), protocol) {
            @Override
            Frame hears(Frame frame) {
                return frame.body() instanceof Request.Carry carry
                        ? new Frame(frame.envelope(), new Request.Carry(self().incarnation(), carry.batch()))
                        : frame;
            }
        };
    }

    @Override
    public Transport transport(SimulatedProcess process, Transport transport) {
        return new Transport() {
            @Override
            public void start(Receiver receiver) {
                transport.start(receiver);
            }

            @Override
            public void call(String host, Frame request, Duration timeout, Outcome outcome) {
                transport.call(host, request, timeout, outcome);
            }

            @Override
            public void keepLinks(List<Member> peers) {
                // It has none.
            }

            @Override
            public void close() {
                transport.close();
            }
        };
    }
}
