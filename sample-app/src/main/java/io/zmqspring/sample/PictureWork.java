package io.zmqspring.sample;

/**
 * A picture a worker is to make something of, on the wire
 * <code>{"type": "thumbnail", "id": "…", "jpeg": "…"}</code>, the picture as base64.
 *
 * @param type what to make of it: {@link #THUMBNAIL} or {@link #HISTOGRAM}; the settings
 * of the controller say which pool takes which type
 * @param id ties the result to it; unlike that of any other, also after a restart
 * @param jpeg a JPEG file
 */
public record PictureWork(String type, String id, byte[] jpeg) {

	/** Make it small: a {@link Thumbnail}. */
	public static final String THUMBNAIL = "thumbnail";

	/** Count its pixels by how bright they are: a {@link Histogram}. */
	public static final String HISTOGRAM = "histogram";

}
