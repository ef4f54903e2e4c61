package org.pastecluster.spring.boot.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.pastecluster.spring.PayloadConverter;
import org.pastecluster.spring.boot.PasteClusterAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import tools.jackson.databind.json.JsonMapper;

/** Applications with one Jackson, the other, both, or none. */
class MapperChoiceTest {

    private final ApplicationContextRunner none = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    PasteClusterMessagesAutoConfiguration.class, PasteClusterAutoConfiguration.class));
    private final ApplicationContextRunner two = none.withBean("two", ObjectMapper.class);
    private final ApplicationContextRunner both = two.withBean("three", JsonMapper.class, JsonMapper::new);

    @Test
    void three_goes_before_two_and_two_before_none() {
        isMadeBy(both, Jackson3.class);
        isMadeBy(two, Jackson2.class);
        isMadeBy(none, PasteClusterMessagesAutoConfiguration.class);
    }

    @Test
    void without_the_classes_of_one_generation_the_other_does() {
        isMadeBy(two.withClassLoader(new FilteredClassLoader("tools.jackson")), Jackson2.class);
        isMadeBy(
                none.withBean("three", JsonMapper.class, JsonMapper::new)
                        .withClassLoader(new FilteredClassLoader(ObjectMapper.class)),
                Jackson3.class);
        isMadeBy(
                none.withClassLoader(new FilteredClassLoader("tools.jackson", "com.fasterxml.jackson")),
                PasteClusterMessagesAutoConfiguration.class);
    }

    @Test
    void of_several_mappers_without_a_primary_one_none_is_taken() {
        isMadeBy(
                none.withBean("one", JsonMapper.class, JsonMapper::new)
                        .withBean("other", JsonMapper.class, JsonMapper::new),
                PasteClusterMessagesAutoConfiguration.class);
    }

    private static void isMadeBy(ApplicationContextRunner application, Class<?> maker) {
        application.run(context -> {
            String converter = context.getBeanNamesForType(PayloadConverter.class)[0];
            assertThat(context).hasSingleBean(PayloadConverter.class);
            assertThat(context.getBeanFactory().getBeanDefinition(converter).getFactoryBeanName())
                    .isEqualTo(maker.getName());
        });
    }
}
