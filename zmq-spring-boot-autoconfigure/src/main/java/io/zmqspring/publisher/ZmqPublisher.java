/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.zmqspring.publisher;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.util.Assert;

import io.zmqspring.message.PayloadCodec;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqMessageConverter;
import io.zmqspring.role.runtime.AbstractZmqRole;
import io.zmqspring.role.runtime.RoleLifecycle;
import io.zmqspring.role.runtime.Sockets;
import io.zmqspring.role.statistics.TrafficTotal;
import io.zmqspring.settings.PublisherSettings;
import io.zmqspring.socket.SocketClosedException;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.socket.lastvalue.LastValueCache;
import io.zmqspring.wire.TopicResolver;
import io.zmqspring.wire.TypeProperty;
import io.zmqspring.wire.WireHeaders;

/**
 * Publishes messages to all subscribers (PUB/SUB, RFC 29). One bean per entry of
 * {@code zmq.publishers}. Every method may be called from any thread.
 *
 * @since 0.1
 */
public class ZmqPublisher extends AbstractZmqRole {

	private final PublisherSettings settings;

	private final PayloadCodec codec;

	private final TopicResolver resolver;

	private final TrafficTotal traffic;

	private final KeptMessages kept;

	private volatile @Nullable PublisherRun run;

	/**
	 * Create a publisher. It opens its socket when it is started.
	 * @param name its name in the settings
	 * @param settings its settings
	 * @param context the ZeroMQ context
	 * @param converter writes payloads
	 * @param events publishes the events of the publisher
	 * @throws ZmqConfigurationException if the settings need a library that is absent
	 */
	@SuppressWarnings("this-escape")
	public ZmqPublisher(String name, PublisherSettings settings, ZmqContext context, ZmqMessageConverter converter,
			ApplicationEventPublisher events) {
		super("publisher", name, context, events);
		WireHeaders.checkPossible("zmq.publishers." + name, settings.headers());
		this.settings = settings.validate();
		this.codec = new PayloadCodec(converter, TypeProperty.completing(settings.effectiveTypeProperty()));
		this.resolver = new TopicResolver(settings.defaultTopic());
		this.traffic = status().statistics().sending();
		this.kept = new KeptMessages(name, this.settings);
	}

	/**
	 * Publish to the topic the payload carries ({@code @ZmqMessageType}, {@code type}),
	 * or else to the default topic.
	 * @param payload {@code byte[]}, {@code ByteBuffer}, {@code String}, or anything the
	 * converter can write; an array must not be changed afterwards. Of a {@code Message}
	 * payload and headers are sent, of a {@code ZmqMessage} payload, topic and headers
	 * @return {@code true}: the message was accepted, which does not mean delivered; a
	 * message without a subscriber is accepted and counted, but not sent, and only
	 * converted if {@code sequence}, {@code replay} or {@code last-value} needs its
	 * content
	 * @throws IllegalArgumentException if there is no payload, no topic, or it breaks the
	 * topic rule
	 * @throws io.zmqspring.message.ZmqTimeoutException with {@code overflow: block} if
	 * the queue of a subscriber stays full for {@code send-timeout}; nothing is sent
	 * @throws io.zmqspring.message.ZmqOverflowException with {@code overflow: fail} if
	 * the queue of a subscriber is full; nothing is sent
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
	 * @param topic the topic, which replaces that of a {@code ZmqMessage}; {@code null}
	 * to find it as {@link #publish(Object)} does
	 * @return see {@link #publish(Object)}
	 */
	public boolean publish(Object payload, @Nullable String topic) {
		return publish(payload, topic, Map.of());
	}

	/**
	 * Publish with headers, to subscribers that expect some.
	 * @param payload see {@link #publish(Object)}; with {@code wire-format: single-frame}
	 * only a JSON object carries headers, anything else is sent without
	 * @param topic see {@link #publish(Object, String)}
	 * @param headers the headers, at most 64 in 8 KB; they replace those of the same name
	 * of a {@code ZmqMessage} or {@code Message}
	 * @return see {@link #publish(Object)}
	 * @throws IllegalArgumentException also if there are headers but {@code headers} of
	 * this publisher is not set, or if they are too many
	 */
	public boolean publish(Object payload, @Nullable String topic, Map<String, String> headers) {
		Assert.notNull(payload, "The payload must not be null");
		OutboundPath current = running();
		try {
			current.publish(payload, topic, headers);
			return true;
		}
		catch (SocketClosedException ex) {
			throw notRunning();
		}
		catch (RuntimeException | Error ex) {
			status().statistics().failed(ex);
			throw ex;
		}
	}

	/**
	 * Convert a message now, to publish it later with {@link #publish(Object)}: for
	 * example after a transaction. Later changes of the payload have no effect on it.
	 * @param payload see {@link #publish(Object)}
	 * @param topic see {@link #publish(Object, String)}
	 * @param headers see {@link #publish(Object, String, Map)}
	 * @return the message, with its topic, bytes and headers
	 * @throws IllegalArgumentException as {@link #publish(Object, String, Map)} does
	 * @throws io.zmqspring.message.ZmqConversionException if the payload cannot be
	 * written
	 * @throws ZmqException if the publisher is not running
	 */
	public ZmqMessage prepare(Object payload, @Nullable String topic, Map<String, String> headers) {
		Assert.notNull(payload, "The payload must not be null");
		return running().prepare(payload, topic, headers);
	}

	private OutboundPath running() {
		PublisherRun current = this.run;
		if (current == null) {
			throw notRunning();
		}
		return current.path();
	}

	private ZmqException notRunning() {
		return RoleLifecycle.notRunning("Publisher '" + name() + "' is not running (" + state() + ")");
	}

	/**
	 * Whether a peer has subscribed to a topic. A publisher that connects keeps the
	 * subscriptions of a disconnected peer, and queues messages for it, until it is back.
	 * @param topic the topic, with {@code raw} the first bytes of the payload
	 * @return {@code true} if at least one peer would receive a message of this topic
	 * @throws IllegalArgumentException if the topic breaks the topic rule
	 * @throws ZmqException if the publisher is not running
	 */
	public boolean hasSubscriber(String topic) {
		return running().hasSubscriber(topic);
	}

	/**
	 * Wait until a peer has subscribed to a topic.
	 * @param topic the topic, with {@code raw} the first bytes of the payload
	 * @param timeout the longest wait
	 * @return whether a peer has subscribed; {@code false} if interrupted
	 * @throws IllegalArgumentException if the topic breaks the topic rule
	 * @throws ZmqException if the publisher is not running
	 */
	public boolean awaitSubscriber(String topic, Duration timeout) {
		return running().awaitSubscriber(topic, timeout);
	}

	/**
	 * How many subscribers are too slow: their queue is full, or was full and is not half
	 * empty yet.
	 * @return the number, 0 while not running
	 */
	public int slowSubscribers() {
		PublisherRun current = this.run;
		return (current != null) ? current.socket().slowSubscribers() : 0;
	}

	/**
	 * The messages that are kept for subscribers that join.
	 * @return their number and size, {@code null} without {@code last-value}
	 */
	public @Nullable LastValueUsage lastValues() {
		LastValueCache cache = this.kept.lastValues();
		return (cache != null) ? LastValueUsage.of(cache) : null;
	}

	/**
	 * The messages that are kept for subscribers that have missed some.
	 * @return their number and size, {@code null} without {@code replay.address}
	 */
	public @Nullable ReplayStatus replay() {
		return this.kept.replayStatus(this.run);
	}

	@Override
	protected void starting() {
		this.kept.begin();
	}

	@Override
	protected void open() {
		PublisherRun opened = PublisherRun.open(
				context(), this.settings, status(), this.kept, (socket) -> new OutboundPath(name(), this.settings,
						this.codec, this.resolver, status(), socket, this.kept.topics()),
				(cause) -> recordError(cause, false));
		this.traffic.continueWith(opened.socket().traffic());
		this.run = opened;
	}

	@Override
	protected void release() {
		PublisherRun current = this.run;
		this.run = null;
		if (current != null) {
			Duration linger = limited(this.settings.linger());
			status().unsent(current.close(linger), linger);
		}
	}

	@Override
	protected void stopped() {
		this.kept.end();
	}

	@Override
	public boolean keepsApplicationRunning() {
		return this.settings.heartbeat().enabled() || this.settings.replay().enabled();
	}

	@Override
	public int getPhase() {
		return RoleLifecycle.OUTBOUND_PHASE;
	}

	/**
	 * The settings.
	 * @return the settings
	 */
	public PublisherSettings settings() {
		return this.settings;
	}

	@Override
	protected Sockets sockets() {
		PublisherRun current = this.run;
		return (current != null) ? current.sockets() : Sockets.NONE;
	}

	@Override
	public List<String> addresses() {
		return sockets().addresses(this.settings.endpoints(), this.settings.replay().endpoints());
	}

	/**
	 * The addresses really bound, with their real ports.
	 * @return the addresses, empty while not running or when connecting
	 */
	public List<String> boundAddresses() {
		PublisherRun current = this.run;
		return (current != null) ? current.socket().boundAddresses() : List.of();
	}

	/**
	 * The addresses really bound for replay, with their real ports.
	 * @return the addresses, empty while not running or without replay
	 */
	public List<String> replayAddresses() {
		PublisherRun current = this.run;
		return (current != null) ? current.replayAddresses() : List.of();
	}

}
