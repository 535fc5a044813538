package dev.trainyard.database;

import java.io.IOException;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The tests' PostgreSQL behind a {@link DatabaseProxy}. */
@TestConfiguration(proxyBeanMethods = false)
@Import(PostgresForTests.class)
public class ProxiedPostgres {
    @Bean
    static DatabaseProxy databaseProxy() throws IOException {
        return new DatabaseProxy();
    }

    @Bean
    static BeanPostProcessor proxiedDatabase(DatabaseProxy proxy) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof JdbcConnectionDetails database ? proxy.before(database) : bean;
            }
        };
    }
}
