package org.pastecluster.spring.boot;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pastecluster.NodeAddress;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.ConditionalGenericConverter;

/** Reads a node list that is written as one text. Without it, Spring would take its commas for the ends of entries. */
@ConfigurationPropertiesBinding
final class NodeListConverter implements ConditionalGenericConverter {

    @Override
    public Set<ConvertiblePair> getConvertibleTypes() {
        return Set.of(new ConvertiblePair(String.class, List.class));
    }

    @Override
    public boolean matches(TypeDescriptor from, TypeDescriptor to) {
        TypeDescriptor element = to.getElementTypeDescriptor();
        return element != null && element.getType() == NodeProperties.class;
    }

    @Override
    public @Nullable Object convert(@Nullable Object list, TypeDescriptor from, TypeDescriptor to) {
        return list == null
                ? null
                : NodeAddress.parseList((String) list).stream()
                        .map(NodeProperties::of)
                        .toList();
    }
}
