package io.zmqspring.role;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.zmqspring.message.PayloadCodec;
import io.zmqspring.message.TopicResolver;
import io.zmqspring.message.WireFormat;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqMessageConverter;
import io.zmqspring.socket.Connection;
import io.zmqspring.socket.SendingSocket;
import io.zmqspring.socket.SocketClosedException;
import io.zmqspring.socket.SocketOpenException;
import io.zmqspring.socket.ZmqContext;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.util.Assert;

/**
 * Publishes messages to whoever subscribes (PUB/SUB, RFC 29). One bean per entry of
 * {@code zmq.publishers}. Every method may be called from any thread.
 */
public class ZmqPublisher implements ZmqRole {

	private static final Log logger = LogFactory.getLog(ZmqPublisher.class);

	private final String name;

	private final PublisherSettings settings;

	private final ZmqContext context;

	private final PayloadCodec codec;

	private final TopicResolver topics;

	private final RoleStatus status;

	private volatile @Nullable SendingSocket socket;

	public ZmqPublisher(String name, PublisherSettings settings, ZmqContext context, ZmqMessageConverter converter,
			ApplicationEventPublisher events) {
		this.name = name;
		this.settings = settings;
		this.context = context;
		this.codec = new PayloadCodec(converter);
		this.topics = new TopicResolver(settings.defaultTopic(), settings.topicRule(), settings.wireFormat());
		this.status = new RoleStatus("publisher", name, context, events);
	}

	/**
	 * Publish to the topic the payload carries ({@code @ZmqMessageType}, {@code type}),
	 * or else to the default topic.
	 * @param payload {@code byte[]}, {@code ByteBuffer}, {@code String}, or anything the
	 * converter can write; an array must not be changed afterwards
	 * @return whether ZeroMQ accepted the message; accepted is not delivered
	 * @throws IllegalArgumentException if there is no payload, no topic, or it breaks the
	 * topic rule
	 * @throws io.zmqspring.message.ZmqConversionException if the payload cannot be
	 * written
	 * @throws ZmqException if the publisher is not running
	 */
	public boolean publish(Object payload) {
		return publish(payload, (String) null);
	}

	/**
	 * Publish to a topic.
	 * @param payload see {@link #publish(Object)}
	 * @param topic the topic's {@code toString()} is used
	 * @return see {@link #publish(Object)}
	 */
	public boolean publish(Object payload, Enum<?> topic) {
		return publish(payload, topic.toString());
	}

	/**
	 * Publish to a topic.
	 * @param payload see {@link #publish(Object)}
	 * @param topic the topic, {@code null} to find it as {@link #publish(Object)} does
	 * @return see {@link #publish(Object)}
	 */
	public boolean publish(Object payload, @Nullable String topic) {
		Assert.notNull(payload, "The payload must not be null");
		SendingSocket current = running();
		try {
			return (this.settings.wireFormat() == WireFormat.RAW) ? sendRaw(current, payload, topic)
					: send(current, payload, topic);
		}
		catch (SocketClosedException ex) {
			throw notRunning();
		}
		catch (RuntimeException ex) {
			this.status.statistics().failed(ex);
			throw ex;
		}
	}

	private boolean send(SendingSocket current, Object payload, @Nullable String topic) {
		byte[] topicBytes = this.topics.encode(this.topics.resolve(payload, topic));
		byte[] bytes = this.codec.encode(payload);
		boolean accepted = (this.settings.wireFormat() == WireFormat.MULTIPART) ? current.send(topicBytes, bytes)
				: current.send(WireFormat.join(topicBytes, bytes));
		if (accepted) {
			this.status.statistics().sent(topicBytes.length + bytes.length);
		}
		return accepted;
	}

	private boolean sendRaw(SendingSocket current, Object payload, @Nullable String topic) {
		byte[] bytes = this.codec.encode(payload);
		if (topic != null) {
			byte[] prefix = this.topics.encode(topic);
			if (bytes.length < prefix.length || !Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length)) {
				throw new IllegalArgumentException("Publisher '" + this.name + "' has wire-format raw, which sends the"
						+ " payload only: it must itself start with the topic '" + topic + "'");
			}
		}
		boolean accepted = current.send(bytes);
		if (accepted) {
			this.status.statistics().sent(bytes.length);
		}
		return accepted;
	}

	private SendingSocket running() {
		SendingSocket current = this.socket;
		if (current == null) {
			throw notRunning();
		}
		return current;
	}

	private ZmqException notRunning() {
		return new ZmqException("Publisher '" + this.name + "' is not running (" + state()
				+ "). It runs while the application context does; publish from an ApplicationRunner or later");
	}

	/**
	 * Whether somebody has subscribed to a topic. Follows the peers within a tenth of a
	 * second; messages published before that reach nobody. A publisher that connects
	 * keeps the subscriptions of a peer it has lost, and queues for it, until it is back.
	 * @param topic the topic, with {@code raw} the first bytes of the payload
	 * @return {@code true} if at least one peer would receive a message of this topic
	 */
	public boolean hasSubscriber(String topic) {
		byte[] start = this.topics.encode(topic);
		if (this.settings.wireFormat() == WireFormat.SINGLE_FRAME) {
			start = WireFormat.join(start, new byte[0]);
		}
		return running().hasSubscriber(start);
	}

	@Override
	public void start() {
		this.status.start(this, this::open, this::release);
	}

	private void open() {
		try {
			this.socket = SendingSocket.publishing(this.context, this.settings.toSocketSettings(),
					this.status::onEvent);
		}
		catch (SocketOpenException ex) {
			throw new ZmqConfigurationException("zmq.publishers." + this.name + ": " + ex.problem(), ex.action(), ex);
		}
		logger.info("Publisher '" + this.name + "' " + (this.settings.bind() ? "is bound to " + boundAddresses()
				: "connects to " + this.settings.endpoints()));
	}

	@Override
	public void stop() {
		this.status.stop(this, this::release);
	}

	private void release() {
		SendingSocket current = this.socket;
		this.socket = null;
		if (current != null) {
			current.close();
		}
	}

	@Override
	public int getPhase() {
		return RoleLifecycle.OUTBOUND_PHASE;
	}

	@Override
	public String role() {
		return this.status.role();
	}

	@Override
	public String name() {
		return this.name;
	}

	/**
	 * The settings.
	 * @return the settings
	 */
	public PublisherSettings settings() {
		return this.settings;
	}

	@Override
	public ZmqState state() {
		return this.status.state();
	}

	@Override
	public ZmqStatistics stats() {
		return this.status.statistics().snapshot();
	}

	private Sockets sockets() {
		return new Sockets(this.socket, null);
	}

	@Override
	public List<Connection> connections() {
		return sockets().connections();
	}

	@Override
	public int connectionCount() {
		return sockets().connectionCount();
	}

	@Override
	public List<String> faults() {
		return this.status.faults(Stream.of(sockets()));
	}

	@Override
	public void recordError(Throwable error, boolean fatal) {
		this.status.recordError(this, error, fatal, this::release);
	}

	@Override
	public List<String> addresses() {
		return sockets().addresses(this.settings.endpoints(), List.of());
	}

	/**
	 * The addresses really bound, with their real ports.
	 * @return the addresses, empty while not running or when connecting
	 */
	public List<String> boundAddresses() {
		SendingSocket current = this.socket;
		return (current != null) ? current.boundAddresses() : List.of();
	}

}
