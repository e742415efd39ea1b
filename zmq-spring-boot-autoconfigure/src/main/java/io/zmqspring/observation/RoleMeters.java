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

package io.zmqspring.observation;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

import io.zmqspring.message.RejectReason;
import io.zmqspring.publisher.ReplayStatus;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.CallRecorder;
import io.zmqspring.role.DropReason;
import io.zmqspring.role.RoleObserver;
import io.zmqspring.role.ZmqReplayState;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.role.ZmqStatistics;
import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.worker.ZmqWorker;

/**
 * The meters of one role. Only meters that apply to the role are registered;
 * {@code docs/monitoring.md} lists them all.
 */
final class RoleMeters implements RoleObserver {

	/** The owner of all meters that do not belong to a single handler. */
	private static final String ROLE_OWNER = "";

	private final ZmqRole role;

	private final Tags tags;

	private final RegisteredMeters meters;

	private final boolean timing;

	private final Consumer<RoleMeters> onEnded;

	RoleMeters(ZmqRole role, List<MeterRegistry> registries, boolean timing, Consumer<RoleMeters> onEnded) {
		this.role = role;
		this.tags = Tags.of("role", role.role(), "name", role.name());
		this.meters = new RegisteredMeters(registries);
		this.timing = timing;
		this.onEnded = onEnded;
	}

	/**
	 * Register the meters that exist from the beginning, and observe the role to register
	 * the others later.
	 */
	void bind() {
		bindGauges();
		bindTraffic();
		bindLosses();
		this.role.observe(this);
	}

	private void bindGauges() {
		gauge("zmq.connections", "Connections over which messages can be exchanged", this.role,
				ZmqRole::connectionCount);
		gauge("zmq.queue.depth", "Messages that wait in queues", this.role, RoleMeters::queueDepth);
		if (this.role instanceof ZmqWorker worker) {
			gauge("zmq.worker.active", "Work items being processed", worker, ZmqWorker::activeCount);
		}
		if (this.role instanceof ZmqPublisher publisher) {
			gauge("zmq.subscribers.slow", "Subscribers whose queue is full", publisher, ZmqPublisher::slowSubscribers);
			if (publisher.replay() != null) {
				gauge("zmq.replay.messages", "Messages kept for replay", publisher,
						(kept) -> replay(kept, ReplayStatus::messages));
				gauge("zmq.replay.bytes", "Size of the messages kept for replay", publisher,
						(kept) -> replay(kept, ReplayStatus::bytes));
			}
		}
		if (this.role instanceof ZmqSubscriber subscriber && subscriber.replayState() != null) {
			gauge("zmq.replay.waiting", "Topics that wait for missed messages", subscriber, RoleMeters::waitingTopics);
			gauge("zmq.replay.held", "Bytes of messages that are held until those before them arrive", subscriber,
					RoleMeters::heldBytes);
		}
		if (this.role instanceof ZmqSubscriber subscriber && subscriber.expectsHeartbeats()) {
			gauge("zmq.peers.silent",
					"Services of expect-heartbeat-from without a heartbeat within expect-heartbeat-within", subscriber,
					RoleMeters::countSilent);
		}
	}

	private void bindTraffic() {
		if (this.role.sends()) {
			counter("zmq.messages.sent", "Messages that ZeroMQ has accepted for sending", ZmqStatistics::sent);
			counter("zmq.bytes.sent", "Bytes of the messages sent", ZmqStatistics::bytesSent);
		}
		if (this.role.receives()) {
			counter("zmq.messages.received", "Messages read from the sockets", ZmqStatistics::received);
			counter("zmq.bytes.received", "Bytes of the messages received", ZmqStatistics::bytesReceived);
		}
	}

	private void bindLosses() {
		dropReasons().forEach((reason) -> dropCounter(reason.tag()));
		boolean readsMessages = this.role.receives() && !this.role.role().equals("proxy");
		for (RejectReason reason : RejectReason.values()) {
			if (readsMessages || reason.endsConnection()) {
				rejectCounter(reason.tag());
			}
		}
		if (this.role.role().equals("subscriber")) {
			counter("zmq.messages.lost", "Messages that are missing by their numbers", new HighestValue());
			counter("zmq.messages.recovered", "Messages that were missed and sent again by a publisher with replay",
					ZmqStatistics::recovered);
			counter("zmq.messages.duplicate", "Messages that have arrived before by their numbers",
					ZmqStatistics::duplicates);
		}
	}

	private Set<DropReason> dropReasons() {
		return switch (this.role.role()) {
			case "publisher" -> EnumSet.of(DropReason.NO_SUBSCRIBER, DropReason.SLOW_SUBSCRIBER, DropReason.PEER_GONE);
			case "subscriber" -> EnumSet.of(DropReason.STOPPED, DropReason.RECEIVE_QUEUE_FULL, DropReason.TOO_OLD);
			case "worker" -> EnumSet.of(DropReason.STOPPED, DropReason.PEER_GONE);
			case "proxy" -> EnumSet.of(DropReason.NO_SUBSCRIBER, DropReason.SLOW_SUBSCRIBER, DropReason.SLOW_CAPTURE,
					DropReason.STOPPED, DropReason.PEER_GONE);
			// Work does not wait for a worker that is not connected
			default -> EnumSet.of(DropReason.STOPPED, DropReason.DEAD_LETTER);
		};
	}

	private static double queueDepth(ZmqRole role) {
		Long depth = role.stats().queueDepth();
		return (depth != null) ? depth : Double.NaN;
	}

	private static double waitingTopics(ZmqSubscriber subscriber) {
		ZmqReplayState state = subscriber.replayState();
		return (state != null) ? state.waitingTopics() : 0;
	}

	private static double heldBytes(ZmqSubscriber subscriber) {
		ZmqReplayState state = subscriber.replayState();
		return (state != null) ? state.heldBytes() : 0;
	}

	private static double replay(ZmqPublisher publisher, ToDoubleFunction<ReplayStatus> value) {
		ReplayStatus status = publisher.replay();
		return (status != null) ? value.applyAsDouble(status) : 0;
	}

	private static double countSilent(ZmqSubscriber subscriber) {
		return subscriber.peers().stream().filter((peer) -> peer.expected() && peer.silent()).count();
	}

	private void dropCounter(String reason) {
		counter(ROLE_OWNER, "zmq.messages.dropped", "Valid messages that were discarded", Tags.of("reason", reason),
				(stats) -> stats.drops().getOrDefault(reason, 0L));
	}

	private void rejectCounter(String reason) {
		counter(ROLE_OWNER, "zmq.messages.rejected", "Messages that reached no handler", Tags.of("reason", reason),
				(stats) -> stats.rejected(reason));
	}

	@Override
	public void failureAdded(String exception) {
		counter(ROLE_OWNER, "zmq.messages.failed",
				"Messages whose handler threw an exception, or that could not be sent", Tags.of("exception", exception),
				(stats) -> stats.failures().getOrDefault(exception, 0L));
	}

	@Override
	public void denialAdded(String reason) {
		counter(ROLE_OWNER, "zmq.security.denied", "Handshakes that did not succeed", Tags.of("reason", reason),
				(stats) -> stats.denied().getOrDefault(reason, 0L));
	}

	@Override
	public void handshakeAdded(String outcome) {
		counter(ROLE_OWNER, "zmq.security.handshakes", "Handshakes that have ended", Tags.of("outcome", outcome),
				(stats) -> stats.handshakes().getOrDefault(outcome, 0L));
	}

	@Override
	public void userAdded(String name) {
		gauge("zmq.security.peers", "Connections of a client that has authenticated itself", Tags.of("user", name),
				this.role, (observed) -> observed.connectionCount(name));
	}

	@Override
	public @Nullable CallRecorder handlerAdded(String id) {
		return this.timing ? new HandlerTimer((exception) -> timers(id, exception)) : null;
	}

	private List<Timer> timers(String id, String exception) {
		String result = exception.equals(HandlerTimer.NO_EXCEPTION) ? "success" : "failure";
		return this.meters.register(id,
				(registry) -> Timer.builder("zmq.listener")
					.description("Calls of a handler")
					.tags(this.tags.and("id", id, "result", result, "exception", exception))
					.register(registry));
	}

	@Override
	public CallRecorder agesMeasured() {
		return new HandlerTimer((exception) -> this.meters.register(ROLE_OWNER,
				(registry) -> Timer.builder("zmq.messages.age")
					.description("Time from sending a message to receiving it")
					.tags(this.tags)
					.register(registry)));
	}

	@Override
	public void overrunsCounted(String id) {
		counter(id, "zmq.listener.overruns", "Calls of a handler that took longer than the latency class allows",
				Tags.of("id", id), (stats) -> stats.overruns().getOrDefault(id, 0L));
	}

	@Override
	public void retriesCounted(String id) {
		counter(id, "zmq.listener.retries", "Further calls of a handler after a call has failed", Tags.of("id", id),
				(stats) -> stats.retries().getOrDefault(id, 0L));
	}

	@Override
	public void deadLettersCounted(String id) {
		counter(id, "zmq.listener.dead.letters", "Messages published as dead letters", Tags.of("id", id),
				(stats) -> stats.deadLetters().getOrDefault(id, 0L));
	}

	@Override
	public void handlerRemoved(String id) {
		this.meters.remove(id);
	}

	@Override
	public void ended() {
		this.meters.close();
		this.onEnded.accept(this);
	}

	private void counter(String name, String description, ToDoubleFunction<ZmqStatistics> value) {
		counter(ROLE_OWNER, name, description, Tags.empty(), value);
	}

	private void counter(String owner, String name, String description, Tags furtherTags,
			ToDoubleFunction<ZmqStatistics> value) {
		this.meters.register(owner,
				(registry) -> FunctionCounter
					.builder(name, this.role, (observed) -> value.applyAsDouble(observed.stats()))
					.description(description)
					.tags(this.tags.and(furtherTags))
					.register(registry));
	}

	private <T> void gauge(String name, String description, T source, ToDoubleFunction<T> value) {
		gauge(name, description, Tags.empty(), source, value);
	}

	private <T> void gauge(String name, String description, Tags furtherTags, T source, ToDoubleFunction<T> value) {
		this.meters.register(ROLE_OWNER,
				(registry) -> Gauge.builder(name, source, value)
					.description(description)
					.tags(this.tags.and(furtherTags))
					.register(registry));
	}

	/**
	 * The lost messages. A message that arrives late is not lost any more, but a counter
	 * must not decrease.
	 */
	private static final class HighestValue implements ToDoubleFunction<ZmqStatistics> {

		private final AtomicLong highest = new AtomicLong();

		@Override
		public double applyAsDouble(ZmqStatistics stats) {
			return this.highest.accumulateAndGet(stats.lost(), Math::max);
		}

	}

}
