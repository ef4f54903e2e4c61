package org.pastecluster.http.handler;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.pastecluster.http.wire.DotNetAnswer;
import org.pastecluster.http.wire.DotNetMessage;
import org.pastecluster.http.wire.DotNetNode;

/**
 * Answers requests in .NET's form, which carry no frame: those of .NET nodes, and those of people by hand. Each was
 * authenticated. Methods are called on threads that serve requests, must not block, and complete the answer from any thread
 * within 4 s, after which a .NET node has given up.
 */
public interface NeighbourPort {

    /**
     * Who asks.
     *
     * @param host its base URL as it says; null when it did not
     * @param master the host of its master; null while it has none
     * @param address the IP address that the request came from
     */
    record Caller(@Nullable String host, @Nullable String master, String address) {}

    CompletionStage<DotNetAnswer> health(Caller caller);

    CompletionStage<DotNetAnswer> ask(Caller caller);

    CompletionStage<DotNetAnswer> find(Caller caller, DotNetNode wanted);

    CompletionStage<DotNetAnswer> join(Caller caller, DotNetNode node);

    CompletionStage<DotNetAnswer> vote(Caller caller, DotNetNode candidate);

    CompletionStage<DotNetAnswer> master(Caller caller, DotNetNode master, List<DotNetNode> nodes);

    CompletionStage<DotNetAnswer> leave(Caller caller, DotNetNode node);

    CompletionStage<DotNetAnswer> remove(Caller caller, DotNetNode node);

    CompletionStage<DotNetAnswer> msg(Caller caller, DotNetMessage message);

    CompletionStage<DotNetAnswer> push(Caller caller, DotNetMessage message);
}
