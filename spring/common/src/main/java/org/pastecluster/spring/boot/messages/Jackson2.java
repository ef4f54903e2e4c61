package org.pastecluster.spring.boot.messages;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import org.pastecluster.spring.PayloadConverter;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Payloads by the application's mapper of Jackson 2. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(ObjectMapper.class)
class Jackson2 {

    @Bean
    @ConditionalOnSingleCandidate(ObjectMapper.class)
    @ConditionalOnMissingBean(PayloadConverter.class)
    PayloadConverter pasteClusterPayloadConverter(ObjectMapper mapper) {
        return new DefaultPayloadConverter(new Mapped(mapper));
    }

    /** The mapper as JSON of the wire is read and written. */
    private static final class Mapped implements Json {

        private final ObjectMapper mapper;

        Mapped(ObjectMapper mapper) {
            JavaType anything = mapper.constructType(Object.class);
            // With default typing the wire would name classes.
            this.mapper = mapper.getDeserializationConfig().getDefaultTyper(anything) == null
                    ? mapper
                    : mapper.copy().deactivateDefaultTyping();
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
