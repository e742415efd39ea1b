package io.zmqspring.sample.camera;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The camera, from {@code sample.camera}.
 *
 * @param width width of a picture in pixels
 * @param height height of a picture in pixels
 * @param fps pictures per second until a command says otherwise
 */
@ConfigurationProperties("sample.camera")
public record CameraProperties(@DefaultValue("640") int width, @DefaultValue("480") int height,
		@DefaultValue("10") int fps) {

}
