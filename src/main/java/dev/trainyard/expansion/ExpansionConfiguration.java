package dev.trainyard.expansion;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** What expansions are made of. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ExpansionSettings.class)
class ExpansionConfiguration {}
