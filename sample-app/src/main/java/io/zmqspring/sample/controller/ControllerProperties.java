package io.zmqspring.sample.controller;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The controller, from {@code sample.controller}.
 *
 * @param maxOutstanding pictures of a pool without a result; while there are so many, the
 * next ones are skipped
 * @param resultTimeout how long a picture counts as outstanding
 */
@ConfigurationProperties("sample.controller")
public record ControllerProperties(@DefaultValue("20") int maxOutstanding, @DefaultValue("5s") Duration resultTimeout) {

}
