package dev.trainyard.prediction;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** What predictions are made of. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PredictionSettings.class)
class PredictionConfiguration {}
