package dev.trainyard.request;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.web.bind.annotation.RestController;

/** A REST resource of the API; it is not there in a process whose {@link #ENABLED} is false. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@RestController
@ConditionalOnBooleanProperty(name = ApiController.ENABLED, matchIfMissing = true)
public @interface ApiController {
    /** The setting that says whether this process serves the API; true by default. */
    String ENABLED = "trainyard.api.enabled";
}
