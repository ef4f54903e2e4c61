package org.pastecluster.spring.boot.messages;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import org.pastecluster.spring.PayloadConverter;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/** Payloads by the application's mapper of Jackson 3. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(JsonMapper.class)
class Jackson3 {

    @Bean
    @ConditionalOnSingleCandidate(JsonMapper.class)
    @ConditionalOnMissingBean(PayloadConverter.class)
    PayloadConverter pasteClusterPayloadConverter(JsonMapper mapper) {
        return new DefaultPayloadConverter(new Mapped(mapper));
    }

    /** The mapper as JSON of the wire is read and written. */
    private static final class Mapped implements Json {

        private final JsonMapper mapper;

        Mapped(JsonMapper mapper) {
            JavaType anything = mapper.constructType(Object.class);
            // With default typing the wire would name classes.
            this.mapper = mapper.deserializationConfig().getDefaultTyper(anything) == null
                    ? mapper
                    : mapper.rebuild().deactivateDefaultTyping().build();
        }

        @Override
        public String write(Object payload) throws Exception {
            return mapper.writeValueAsString(payload);
        }

        @Override
        public @Nullable Object read(byte[] body, Type type) throws Exception {
            JavaType wanted = mapper.constructType(type);
            return mapper.readValue(body, wanted);
        }
    }
}
