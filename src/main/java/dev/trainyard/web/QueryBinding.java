package dev.trainyard.web;

import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/** Queries are read by the constructors of records alone: a name like {@code limit.x} leads into nothing. */
@ControllerAdvice
class QueryBinding {
    @InitBinder
    void byConstructors(WebDataBinder binder) {
        binder.setDeclarativeBinding(true);
    }
}
