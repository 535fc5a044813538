package dev.trainyard.runlog;

import ch.qos.logback.classic.LoggerContext;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The capture and the writer of this process. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({RunLogSettings.class, RunLogRetentionSettings.class})
class RunLogConfiguration {
    @Bean
    RunLogWriter runLogWriter(RunLogStore store, RunLogSettings settings) {
        RunLogBuffer buffer = new RunLogBuffer(settings.buffer());
        LoggerContext logging = (LoggerContext) LoggerFactory.getILoggerFactory();
        return new RunLogWriter(buffer, new RunLogCapture(buffer, logging), store);
    }
}
