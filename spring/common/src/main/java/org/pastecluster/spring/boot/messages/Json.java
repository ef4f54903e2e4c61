package org.pastecluster.spring.boot.messages;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** One generation of Jackson. */
interface Json {

    String write(Object payload) throws Exception;

    @Nullable
    Object read(byte[] body, Type type) throws Exception;
}
