package io.zmqspring.message;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Decides which topic a message is published to and keeps the bytes of the topics it has
 * checked. Safe for any number of threads.
 */
public final class TopicResolver {

	private static final int CACHED = 10_000;

	private final Map<String, byte[]> encoded = new ConcurrentHashMap<>();

	private final @Nullable String defaultTopic;

	private final TopicRule rule;

	private final WireFormat wireFormat;

	public TopicResolver(@Nullable String defaultTopic, TopicRule rule, WireFormat wireFormat) {
		this.defaultTopic = defaultTopic;
		this.rule = rule;
		this.wireFormat = wireFormat;
	}

	/**
	 * The topic of a message: the explicit one, else the payload's type, else the
	 * default.
	 * @param payload the payload
	 * @param explicit the topic the caller named
	 * @return the topic
	 * @throws IllegalArgumentException if there is none
	 */
	public String resolve(Object payload, @Nullable String explicit) {
		if (explicit != null) {
			return explicit;
		}
		String type = TypeTopic.of(payload);
		if (type != null) {
			return type;
		}
		if (this.defaultTopic != null) {
			return this.defaultTopic;
		}
		throw new IllegalArgumentException("A payload of " + payload.getClass() + " has no topic. Name one:"
				+ " publish(payload, topic), @ZmqMessageType on the class, a String or enum property 'type',"
				+ " or default-topic in the publisher's settings");
	}

	/**
	 * The bytes of a topic, checked by the topic rule.
	 * @param topic the topic
	 * @return its bytes, shared: not to be changed
	 * @throws IllegalArgumentException if it breaks the rule
	 */
	public byte[] encode(String topic) {
		byte[] bytes = this.encoded.get(topic);
		if (bytes == null) {
			bytes = this.rule.encode(topic, this.wireFormat);
			if (this.encoded.size() < CACHED) {
				this.encoded.put(topic, bytes);
			}
		}
		return bytes;
	}

}
