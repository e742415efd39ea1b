package io.zmqspring.sample;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How bright a picture is, on the wire
 * <code>{"work_id": "…", "pixels": [307200, …]}</code>.
 *
 * @param workId the id of the {@link PictureWork}
 * @param pixels how many pixels there are of each eighth of the brightness, the darkest
 * first
 */
public record Histogram(@JsonProperty("work_id") String workId, int[] pixels) {

}
