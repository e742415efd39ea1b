package io.zmqspring.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A received message: its topic and its payload as it came.
 *
 * @param topic the topic
 * @param payload the bytes, not copied: do not change them, other handlers may see them
 */
public record ZmqMessage(String topic, byte[] payload) {

	/**
	 * The payload as text.
	 * @return the payload read as UTF-8, malformed parts replaced
	 */
	public String text() {
		return new String(this.payload, StandardCharsets.UTF_8);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof ZmqMessage that && this.topic.equals(that.topic)
				&& Arrays.equals(this.payload, that.payload);
	}

	@Override
	public int hashCode() {
		return 31 * this.topic.hashCode() + Arrays.hashCode(this.payload);
	}

	@Override
	public String toString() {
		return "ZmqMessage[topic=" + this.topic + ", payload=" + this.payload.length + " bytes]";
	}

}
