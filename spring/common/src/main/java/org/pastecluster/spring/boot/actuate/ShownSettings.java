package org.pastecluster.spring.boot.actuate;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.pastecluster.spring.boot.PasteClusterProperties;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.Sanitizer;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.util.ReflectionUtils;

/** The properties of the node for people to read: secrets are never shown, and the application may hide more. */
final class ShownSettings {

    private static final String PREFIX = "pastecluster.";
    private static final Set<String> SECRETS = Set.of("secret", "accepted-secrets", "code");

    private final PasteClusterProperties properties;
    private final Sanitizer sanitizer;

    ShownSettings(PasteClusterProperties properties, List<SanitizingFunction> functions) {
        this.properties = properties;
        this.sanitizer = new Sanitizer(functions);
    }

    Map<String, Object> all() {
        Map<String, Object> shown = new LinkedHashMap<>();
        add(shown, "", properties);
        return shown;
    }

    private void add(Map<String, Object> shown, String within, Record settings) {
        for (RecordComponent each : settings.getClass().getRecordComponents()) {
            String name = within + dashed(each.getName());
            Object value = ReflectionUtils.invokeMethod(each.getAccessor(), settings);
            if (value instanceof PasteClusterProperties.Health nested) {
                add(shown, name + ".", nested);
            } else if (value != null) {
                shown.put(name, sanitized(name, value));
            }
        }
    }

    private Object sanitized(String name, Object value) {
        if (SECRETS.contains(name)) {
            return SanitizableData.SANITIZED_VALUE;
        }
        Object plain = value instanceof Number || value instanceof Boolean ? value : text(value);
        Object shown = sanitizer.sanitize(new SanitizableData(null, PREFIX + name, plain), true);
        return shown == null ? SanitizableData.SANITIZED_VALUE : shown;
    }

    private static String dashed(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static Object text(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : value.toString();
    }
}
