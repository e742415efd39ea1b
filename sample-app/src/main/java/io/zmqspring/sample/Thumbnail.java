package io.zmqspring.sample;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A picture made small, on the wire
 * <code>{"work_id": "…", "width": 160, "height": 120, "jpeg": "…"}</code>.
 *
 * @param workId the id of the {@link PictureWork}
 * @param width width in pixels
 * @param height height in pixels
 * @param jpeg a JPEG file
 */
public record Thumbnail(@JsonProperty("work_id") String workId, int width, int height, byte[] jpeg) {

}
