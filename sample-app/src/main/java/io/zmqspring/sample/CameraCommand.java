package io.zmqspring.sample;

/**
 * A command to the camera, on the wire <code>{"fps": 5}</code>.
 *
 * @param fps pictures per second from now on, 1 to 50
 */
public record CameraCommand(int fps) {

	private static final int MAX_FPS = 50;

	public CameraCommand {
		if (fps < 1 || fps > MAX_FPS) {
			throw new IllegalArgumentException("fps is " + fps + ", not from 1 to " + MAX_FPS);
		}
	}

}
