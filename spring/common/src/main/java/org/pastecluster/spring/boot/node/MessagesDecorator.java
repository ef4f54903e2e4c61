package org.pastecluster.spring.boot.node;

import java.util.function.UnaryOperator;
import org.pastecluster.Messages;

/** What lies around all messages that the application sends and takes. */
@FunctionalInterface
public interface MessagesDecorator extends UnaryOperator<Messages> {

    /** Nothing. */
    MessagesDecorator NONE = messages -> messages;
}
