package io.zmqspring.role;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

import io.zmqspring.message.HeaderFormat;
import io.zmqspring.message.PayloadCodec;
import io.zmqspring.message.TopicResolver;
import io.zmqspring.message.WireFormat;
import io.zmqspring.socket.SendingSocket;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The way of a message from topic and payload, through conversion and wire format, to the
 * frames of the socket.
 */
final class OutboundMessages {

	private static final byte[] NO_TOPIC = {};

	private final String publisher;

	private final PublisherSettings settings;

	private final PayloadCodec codec;

	private final TopicResolver topics;

	private final RoleStatus status;

	OutboundMessages(String publisher, PublisherSettings settings, PayloadCodec codec, RoleStatus status) {
		this.publisher = publisher;
		this.settings = settings;
		this.codec = codec;
		this.topics = new TopicResolver(settings.defaultTopic(), settings.topicRule(), settings.wireFormat());
		this.status = status;
	}

	/**
	 * The first bytes of every message of a topic.
	 * @param topic the topic
	 * @return the bytes
	 */
	byte[] start(String topic) {
		byte[] start = this.topics.encode(topic);
		return (this.settings.wireFormat() == WireFormat.SINGLE_FRAME) ? WireFormat.join(start, new byte[0]) : start;
	}

	boolean send(SendingSocket socket, Object payload, @Nullable String topic, Map<String, String> headers) {
		Assert.isTrue(headers.isEmpty() || this.settings.headers(),
				() -> "Publisher '" + this.publisher + "' sends no headers, but was given " + headers.keySet()
						+ ": set zmq.publishers." + this.publisher
						+ ".headers, and headers of its subscribers, to true");
		String label = (this.settings.wireFormat() == WireFormat.RAW) ? topic : this.topics.resolve(payload, topic);
		byte[] own = headers.isEmpty() ? null : HeaderFormat.encode(headers);
		Observing observing = this.status.observing();
		if (!observing.isActive()) {
			return write(socket, payload, label, own);
		}
		return observing.send(MessageOperation.PUBLISH, (label != null) ? label : "", headers,
				(all) -> write(socket, payload, label, this.settings.headers() ? WireHeaders.encode(all, own) : null));
	}

	private boolean write(SendingSocket socket, Object payload, @Nullable String topic, byte @Nullable [] headers) {
		byte[] label = (topic != null) ? this.topics.encode(topic) : NO_TOPIC;
		byte[] bytes = this.codec.encode(payload);
		return switch (this.settings.wireFormat()) {
			case MULTIPART -> (headers == null) ? sent(socket.send(label, bytes), label.length + bytes.length)
					: sent(socket.send(label, bytes, headers), label.length + bytes.length + headers.length);
			case SINGLE_FRAME -> {
				byte[] whole = (headers == null) ? bytes : HeaderFormat.embed(bytes, headers);
				yield sent(socket.send(WireFormat.join(label, whole)), label.length + whole.length);
			}
			case RAW -> {
				checkStart(label, bytes);
				yield sent(socket.send(bytes), bytes.length);
			}
		};
	}

	private boolean sent(boolean accepted, int bytes) {
		if (accepted) {
			this.status.statistics().sent(bytes);
		}
		return accepted;
	}

	private void checkStart(byte[] label, byte[] payload) {
		if (payload.length < label.length || !Arrays.equals(payload, 0, label.length, label, 0, label.length)) {
			throw new IllegalArgumentException("Publisher '" + this.publisher
					+ "' has wire-format raw, which sends the payload only: it must itself start with the topic '"
					+ new String(label, StandardCharsets.UTF_8) + "'");
		}
	}

}
