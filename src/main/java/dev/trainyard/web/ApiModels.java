package dev.trainyard.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Describes records as the API's JSON has them: names in snake_case, and every field there, null only where the code
 * says {@code @Nullable}. Swagger-core has a Jackson of its own and knows of neither.
 */
@Component
class ApiModels extends ModelResolver {
    private static final PropertyNamingStrategies.SnakeCaseStrategy NAMES =
            new PropertyNamingStrategies.SnakeCaseStrategy();
    private static final Class<io.swagger.v3.oas.annotations.media.Schema> DESCRIPTION =
            io.swagger.v3.oas.annotations.media.Schema.class;
    private static final String NULL = "null";

    ApiModels() {
        super(mapper());
        openapi31(true);
    }

    private static ObjectMapper mapper() {
        ObjectMapper mapper = Json31.mapper().copy();
        mapper.setPropertyNamingStrategy(NAMES);
        return mapper;
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> next) {
        Class<?> raw = _mapper.constructType(type.getType()).getRawClass();
        if (JsonNode.class.isAssignableFrom(raw)) {
            return new Schema<>(); // any value, not what the class is made of
        }
        Schema<?> resolved = super.resolve(type, context, next);
        if (resolved != null && raw.isRecord() && !mayLeaveOut(raw)) {
            Schema<?> definition = definition(resolved, context);
            if (definition != null && definition.getProperties() != null) {
                describe(raw, definition);
            }
        }
        return resolved;
    }

    /** Fields may be absent where the record says which are required, as requests do, and where nulls are left out. */
    private static boolean mayLeaveOut(Class<?> type) {
        return type.isAnnotationPresent(JsonInclude.class)
                || Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getAccessor)
                        .anyMatch(ApiModels::saysThatItIsRequired);
    }

    private static boolean saysThatItIsRequired(Method accessor) {
        var said = accessor.getAnnotation(DESCRIPTION);
        ArraySchema array = accessor.getAnnotation(ArraySchema.class);
        return said != null && said.requiredMode() == RequiredMode.REQUIRED
                || array != null && array.arraySchema().requiredMode() == RequiredMode.REQUIRED;
    }

    private static @Nullable Schema<?> definition(Schema<?> resolved, ModelConverterContext context) {
        String reference = resolved.get$ref();
        return reference == null
                ? resolved
                : context.getDefinedModels().get(reference.substring(reference.lastIndexOf('/') + 1));
    }

    private static void describe(Class<?> type, Schema<?> definition) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name = NAMES.translate(component.getName());
            Schema<?> property = definition.getProperties().get(name);
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                describe(component.getType(), definition);
            } else if (property != null) {
                definition.addRequiredItem(name);
                if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                    definition.getProperties().put(name, orNull(property));
                }
            }
        }
    }

    private static Schema<?> orNull(Schema<?> property) {
        if (property.get$ref() != null) {
            return new Schema<>().anyOf(List.of(property, new Schema<>().types(Set.of(NULL))));
        }
        if (property.getTypes() != null) {
            Set<String> types = new TreeSet<>(property.getTypes());
            types.add(NULL);
            property.setTypes(types);
        }
        return property;
    }
}
