package io.zmqspring.sample;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The topics the application publishes to, from {@code sample.topics}. What it listens to
 * stands with its subscribers.
 *
 * @param frame pictures of the camera, JPEG
 * @param telemetry load and memory of the camera's host, JSON
 * @param command commands to the camera, JSON
 */
@ConfigurationProperties("sample.topics")
public record Topics(String frame, String telemetry, String command) {

}
