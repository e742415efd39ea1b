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

package io.zmqspring.subscriber;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.ParameterizedTypeReference;

import io.zmqspring.handler.HandlerInvocation;
import io.zmqspring.handler.HandlerRegistration;
import io.zmqspring.handler.HandlerSpec;
import io.zmqspring.handler.ZmqErrorHandler;
import io.zmqspring.handler.ZmqMessageHandler;
import io.zmqspring.message.PayloadCodec;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.message.ZmqMessageConverter;
import io.zmqspring.role.MessageOperation;
import io.zmqspring.role.ZmqLoss;
import io.zmqspring.role.ZmqReplayState;
import io.zmqspring.role.ZmqState;
import io.zmqspring.role.runtime.AbstractZmqRole;
import io.zmqspring.role.runtime.FailureReports;
import io.zmqspring.role.runtime.GuardedHandler;
import io.zmqspring.role.runtime.ResultLimits;
import io.zmqspring.role.runtime.RoleLifecycle;
import io.zmqspring.role.runtime.Sockets;
import io.zmqspring.sequence.SequenceCheck;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.settings.value.LatencyClass;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.wire.TopicPattern;
import io.zmqspring.wire.WireHeaders;

/**
 * Receives the messages it has subscribed to and calls handlers for them (PUB/SUB, RFC
 * 29). One bean per entry of {@code zmq.subscribers}. Every method may be called from any
 * thread; handlers are called on the subscriber's own thread, one message at a time,
 * unless they have a {@code concurrency}, receive batches, or are called on virtual
 * threads: then on threads of their own. Messages that no handler takes can be received
 * by hand.
 *
 * @since 0.1
 */
public class ZmqSubscriber extends AbstractZmqRole implements HandlerOperations, ReceiveOperations {

	private final SubscriberSettings settings;

	private final SubscriberHandlers handlers;

	private final PayloadCodec codec;

	private final FailureReports reports;

	private final HeartbeatWatch watch;

	private final ReceiveQueue queue;

	private final HandReceiver receiver;

	private final SequenceCheck sequences;

	private volatile @Nullable MissedMessages missed;

	private volatile @Nullable SubscriberRun run;

	/**
	 * Create a subscriber. It opens its socket when it is started.
	 * @param name its name in the settings
	 * @param settings its settings
	 * @param context the ZeroMQ context
	 * @param converter reads payloads
	 * @param errorHandler receives messages that could not be handled
	 * @param events publishes the events of the subscriber
	 * @throws ZmqConfigurationException if the settings need a library that is absent
	 */
	@SuppressWarnings("this-escape")
	public ZmqSubscriber(String name, SubscriberSettings settings, ZmqContext context, ZmqMessageConverter converter,
			ZmqErrorHandler errorHandler, ApplicationEventPublisher events) {
		super("subscriber", name, context, events);
		WireHeaders.checkPossible("zmq.subscribers." + name, settings.headers());
		this.settings = settings.validate();
		this.codec = new PayloadCodec(converter);
		this.reports = new FailureReports(status(), errorHandler,
				(payload, called) -> MissedMessages.ended(this.missed, payload, called));
		if (settings.latencyClass() != null) {
			status().timings().use(settings.latencyClass(), "zmq.subscribers." + name + ".latency-class");
		}
		this.watch = new HeartbeatWatch(name, settings, status(), this::state);
		this.queue = new ReceiveQueue(settings.highWaterMark(), this.reports, this::state, this::lastingFailure);
		this.handlers = new SubscriberHandlers(settings, this.watch, this.queue, this::usesVirtualThreads);
		this.sequences = new SequenceCheck(this, settings, status(), context, events);
		this.receiver = new HandReceiver(this.queue, this.handlers, this.codec, this.reports, () -> this.run);
		status().onStateChange(this.queue::stateChanged);
	}

	/**
	 * Set, or replace, the handler for messages that no other handler receives.
	 * @param handler the handler
	 * @return the registration, to stop or remove the handler
	 */
	public HandlerRegistration setDefaultHandler(ZmqMessageHandler<byte[]> handler) {
		String id = "default handler of " + name();
		this.handlers.removeIf((spec) -> spec.id().equals(id));
		return add(new HandlerSpec(id, List.of(), 1, HandlerInvocation.Single.of(handler)), true);
	}

	@Override
	public HandlerRegistration add(HandlerSpec spec, boolean active) {
		HandlerRegistration registration = this.handlers.add(spec, new GuardedHandler(spec, this.reports,
				MessageOperation.HANDLE, new ResultLimits(this.settings.maxPending(), this.settings.resultTimeout())));
		if (active) {
			registration.activate();
		}
		return registration;
	}

	/**
	 * Compare the time that handlers take with the budget of a latency class. Overruns
	 * are counted and logged as warnings.
	 * @param latencyClass the class
	 * @param claimant where the class is configured, for error messages
	 * @throws ZmqConfigurationException if the settings or another listener use another
	 * class
	 */
	public void useLatencyClass(LatencyClass latencyClass, String claimant) {
		status().timings().use(latencyClass, claimant);
	}

	@Override
	public TopicPattern parse(String topic) {
		return TopicPattern.parse(topic, this.settings.topicRule(), this.settings.wireFormat());
	}

	@Override
	public <T> T receive(String topic, ParameterizedTypeReference<T> type, Duration timeout) {
		return this.receiver.receive(parse(topic), type.getType(), timeout);
	}

	@Override
	public void stop() {
		this.queue.stopping();
		super.stop();
	}

	@Override
	protected void starting() {
		this.sequences.forget();
		this.missed = MissedMessages.open(this.missed, this.settings, this.sequences, context(), status());
	}

	@Override
	protected void open() {
		this.handlers.checkSubscribe(name());
		this.watch.open(context());
		SubscriberRun opened = SubscriberRun.open(context(), this.settings, this.handlers, this.sequences, this.missed,
				this.reports, (cause) -> recordError(cause, true));
		status().statistics().receiving().continueWith(opened.socket().traffic());
		this.run = opened;
		opened.start(status(), this.settings);
	}

	@Override
	protected void release() {
		SubscriberRun current = this.run;
		boolean again = opensAgain();
		MissedMessages closing = again ? null : this.missed;
		this.run = null;
		if (closing != null) {
			closing.stopping();
		}
		this.watch.close(context());
		SubscriberRun.close(current, this.handlers, again, limited(this.settings.shutdownTimeout()), this.reports);
		if (closing != null) {
			closing.close();
		}
	}

	/**
	 * Stop calling handlers, and let {@code receive} wait, until {@link #resume()}.
	 * Returns when no call can begin any more: after the calls that have begun, except
	 * the one that this method is called from, or after {@code shutdown-timeout}.
	 * Messages that have been received wait, and those that follow stay in the socket's
	 * queue, up to the high-water mark.
	 */
	public void pause() {
		move(ZmqState.RUNNING, ZmqState.PAUSED, () -> Optional.ofNullable(this.run).ifPresent(SubscriberRun::pause));
		this.handlers.awaitEndOfCalls(() -> state() != ZmqState.PAUSED);
	}

	/**
	 * Call handlers again after {@link #pause()}.
	 */
	public void resume() {
		move(ZmqState.PAUSED, ZmqState.RUNNING, () -> Optional.ofNullable(this.run).ifPresent(SubscriberRun::resume));
	}

	@Override
	protected void restarted(ZmqState before) {
		if (before == ZmqState.PAUSED) {
			pause();
		}
	}

	@Override
	public boolean isAutoStartup() {
		return this.settings.autoStartup();
	}

	@Override
	public int getPhase() {
		return RoleLifecycle.INBOUND_PHASE;
	}

	/**
	 * The settings.
	 * @return the settings
	 */
	public SubscriberSettings settings() {
		return this.settings;
	}

	@Override
	public PayloadCodec codec() {
		return this.codec;
	}

	@Override
	protected Sockets sockets() {
		SubscriberRun current = this.run;
		return Sockets.of(null, (current != null) ? current.socket() : null).with(this.handlers);
	}

	@Override
	public List<String> faults() {
		List<String> faults = super.faults();
		faults.addAll(this.handlers.faults());
		faults.addAll(this.watch.faults());
		return faults;
	}

	/**
	 * Whether {@code expect-heartbeat-within} is set.
	 * @return whether this subscriber watches the heartbeats of services
	 */
	public boolean expectsHeartbeats() {
		return this.settings.expectHeartbeatWithin() != null;
	}

	/**
	 * The services whose heartbeats have been received since the start.
	 * @return a snapshot
	 */
	public List<ZmqPeer> peers() {
		return this.watch.peers();
	}

	/**
	 * The messages of publishers with {@code sequence} that are lost, by publisher and
	 * topic.
	 * @return a snapshot, the largest loss first; the hundred largest ones
	 */
	public List<ZmqLoss> losses() {
		return this.sequences.losses();
	}

	/**
	 * What the subscriber does to recover messages that it has missed.
	 * @return a snapshot; {@code null} without {@code replay}
	 */
	public @Nullable ZmqReplayState replayState() {
		return this.settings.replay().enabled()
				? Optional.ofNullable(this.missed).map(MissedMessages::state).orElse(ZmqReplayState.NONE) : null;
	}

	@Override
	public List<String> warnings() {
		Stream<String> ofReplay = Stream.ofNullable(this.missed).flatMap((current) -> current.warnings().stream());
		Stream<String> others = Stream.concat(super.warnings().stream(), this.sequences.warnings().stream());
		return Stream.concat(others, ofReplay).toList();
	}

	@Override
	public List<String> addresses() {
		return sockets().addresses(List.of(), this.settings.endpoints());
	}

	/**
	 * The addresses really bound, with their real ports.
	 * @return the addresses, empty while not running or when connecting
	 */
	public List<String> boundAddresses() {
		return sockets().boundIn();
	}

}
