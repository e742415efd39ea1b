package io.zmqspring.sample.worker;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The worker, from {@code sample.worker}.
 *
 * @param thumbnailWidth width of a thumbnail in pixels
 */
@ConfigurationProperties("sample.worker")
public record WorkerProperties(@DefaultValue("160") int thumbnailWidth) {

}
