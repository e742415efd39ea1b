package io.zmqspring.role;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import io.zmqspring.message.PayloadCodec;
import io.zmqspring.message.TopicResolver;
import io.zmqspring.message.WireFormat;
import io.zmqspring.message.ZmqOverflowException;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.socket.Overflow;
import io.zmqspring.socket.PublishingSocket;
import io.zmqspring.socket.SettingText;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The way of a message out, during one run of a publisher: topic, conversion, wire
 * format, socket. A message nobody listens to goes no further than its topic. Safe for
 * any number of threads.
 */
final class OutboundMessages {

	private static final Log logger = LogFactory.getLog(OutboundMessages.class);

	private final String publisher;

	private final PublisherSettings settings;

	private final PayloadCodec codec;

	private final TopicResolver resolver;

	private final RoleStatus status;

	private final PublishingSocket socket;

	private final OutboundTopics topics;

	private final SubscriberGate gate;

	OutboundMessages(String publisher, PublisherSettings settings, PayloadCodec codec, TopicResolver resolver,
			RoleStatus status, PublishingSocket socket) {
		this.publisher = publisher;
		this.settings = settings;
		this.codec = codec;
		this.resolver = resolver;
		this.status = status;
		this.socket = socket;
		this.topics = new OutboundTopics(settings.topicRule(), settings.wireFormat());
		AwaitSubscribersSettings awaited = settings.awaitSubscribers();
		this.gate = new SubscriberGate(publisher, awaited.topics().stream().map(this.topics::get).toList(),
				awaited.timeout());
	}

	PublishingSocket socket() {
		return this.socket;
	}

	void publish(Object payload, @Nullable String explicitTopic) {
		this.gate.pass(this.socket);
		if (this.settings.wireFormat() == WireFormat.RAW) {
			publishRaw(payload, explicitTopic);
			return;
		}
		OutboundTopic topic = this.topics.get(this.resolver.resolve(payload, explicitTopic));
		if (!topic.isHeard(this.socket)) {
			this.status.statistics().dropped(DropReason.NO_SUBSCRIBER, 1);
			return;
		}
		byte[] bytes = this.codec.encode(payload);
		int lost = (this.settings.wireFormat() == WireFormat.MULTIPART) ? this.socket.send(topic.bytes(), bytes, null)
				: this.socket.send(WireFormat.join(topic.bytes(), bytes), null, null);
		sent(lost, topic.name(), topic.bytes().length + bytes.length);
	}

	private void publishRaw(Object payload, @Nullable String explicitTopic) {
		byte[] bytes = this.codec.encode(payload);
		if (explicitTopic != null) {
			byte[] prefix = this.topics.get(explicitTopic).bytes();
			if (bytes.length < prefix.length || !Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length)) {
				throw new IllegalArgumentException("Publisher '" + this.publisher + "' has wire-format raw, which sends"
						+ " the payload only: it must itself start with the topic '" + explicitTopic + "'");
			}
		}
		sent(this.socket.send(bytes, null, null), explicitTopic, bytes.length);
	}

	private void sent(int lost, @Nullable String topic, int bytes) {
		if (lost == 0) {
			this.status.statistics().sent(bytes);
		}
		else if (lost == PublishingSocket.NOT_SENT) {
			throw refused(topic);
		}
		else {
			this.status.statistics().sent(bytes);
			this.status.statistics().dropped(DropReason.SLOW_SUBSCRIBER, lost);
			if (this.status.beginsToDrop(DropReason.SLOW_SUBSCRIBER)) {
				logger.warn("Publisher '" + this.publisher + "' drops messages for " + lost
						+ " of its subscribers, first " + of(topic) + ": " + full()
						+ ". Make that subscriber faster, raise the high-water-mark, or set" + " overflow: block");
			}
		}
	}

	private RuntimeException refused(@Nullable String topic) {
		if (this.settings.overflow() == Overflow.FAIL) {
			return new ZmqOverflowException("Publisher '" + this.publisher + "' did not publish a message " + of(topic)
					+ ": " + full() + ", and overflow is fail");
		}
		return new ZmqTimeoutException("Publisher '" + this.publisher + "' could not publish a message " + of(topic)
				+ " within the send-timeout of " + SettingText.of(this.settings.sendTimeout()) + ": " + full());
	}

	private static String of(@Nullable String topic) {
		return (topic != null) ? "of topic '" + topic + "'" : "without a topic";
	}

	private String full() {
		return "the queue of a subscriber is full (high-water-mark " + this.settings.highWaterMark() + ")";
	}

	boolean hasSubscriber(String topic) {
		return this.topics.get(topic).isHeard(this.socket);
	}

	boolean awaitSubscriber(String topic, Duration timeout) {
		return SubscriberGate.await(this.socket, List.of(this.topics.get(topic)), timeout);
	}

}
