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

import org.jspecify.annotations.Nullable;

import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.replay.MessageContent;
import io.zmqspring.replay.SubscriberReplay;
import io.zmqspring.replay.recovery.RecoveredTopic;
import io.zmqspring.replay.recovery.Recovery;
import io.zmqspring.replay.recovery.RecoverySettings;
import io.zmqspring.replay.resume.HandledNumbers;
import io.zmqspring.role.ZmqReplayState;
import io.zmqspring.role.runtime.RoleStatus;
import io.zmqspring.sequence.SequenceCheck;
import io.zmqspring.sequence.TopicSequence;
import io.zmqspring.settings.Endpoint;
import io.zmqspring.settings.SubscriberReplaySettings;
import io.zmqspring.settings.SubscriberSettings;
import io.zmqspring.settings.value.ReplayStart;
import io.zmqspring.socket.Frames;
import io.zmqspring.socket.ReceivingSocket;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.socket.connection.SocketOpenException;
import io.zmqspring.wire.WireFormat;

/**
 * Recovers the messages that a subscriber with {@code replay} has missed, from its start
 * to its stop. Its sockets open and close with the run of the subscriber. Everything else
 * happens on the receiving thread, unless a method says otherwise.
 */
final class MissedMessages {

	private final RoleStatus status;

	private final SequenceCheck sequences;

	private final WireFormat wireFormat;

	private final RecoveredMessages recovered;

	private final SubscriberReplay replay;

	private final @Nullable HandledNumbers numbers;

	private final int connections;

	/**
	 * Create the recovery of a subscriber that starts.
	 * @param former the recovery of the start before, if there was one
	 * @param settings the settings of the subscriber
	 * @param sequences checks messages of publishers that do not offer replay, and
	 * reports what is lost
	 * @param context the ZeroMQ context
	 * @param status counts what is found
	 * @return the recovery, {@code null} without an address for replay
	 * @throws ZmqConfigurationException if the file cannot be used
	 */
	static @Nullable MissedMessages open(@Nullable MissedMessages former, SubscriberSettings settings,
			SequenceCheck sequences, ZmqContext context, RoleStatus status) {
		if (former != null) {
			former.close();
		}
		return settings.replay().enabled() ? new MissedMessages(settings, sequences, context, status) : null;
	}

	private static int connections(SubscriberSettings settings) {
		// Connections over inproc are not known, and not lost
		long connecting = settings.endpoints()
			.stream()
			.filter((endpoint) -> endpoint.transport() != Endpoint.Transport.INPROC)
			.count();
		return (int) (settings.bind() ? Math.min(connecting, 1) : connecting);
	}

	private MissedMessages(SubscriberSettings settings, SequenceCheck sequences, ZmqContext context,
			RoleStatus status) {
		SubscriberReplaySettings own = settings.replay();
		RecoverySettings defaults = RecoverySettings.DEFAULTS;
		this.status = status;
		this.sequences = sequences;
		this.wireFormat = settings.wireFormat();
		this.connections = connections(settings);
		this.numbers = (own.resume() != null)
				? HandledNumbers.open(status.key() + ".replay.resume", own.resume(), status.name()) : null;
		boolean earliest = own.from() == ReplayStart.EARLIEST;
		this.recovered = new RecoveredMessages(sequences, status.statistics().sequences(), this.numbers);
		this.replay = new SubscriberReplay(context, own.toSocketSettings(settings).perEndpoint(),
				"subscriber-" + status.name() + "-replay", new RecoverySettings(earliest, settings.replayTimeout(),
						defaults.maxHeldBytes(), defaults.syncInterval()),
				this.recovered::isWanted, this.recovered, this.recovered, status);
	}

	/**
	 * Open the sockets of a run, whose thread is not started yet.
	 * @param run the path of its messages
	 * @param socket its socket for messages
	 * @throws ZmqConfigurationException if an address cannot be connected
	 */
	void open(InboundPath run, ReceivingSocket socket) {
		this.recovered.open(run);
		try {
			this.replay.open((task) -> socket.execute(() -> RecoveredMessages.runIn(run, task)),
					() -> isCaughtUp(socket), () -> socket.connections().count() >= this.connections);
		}
		catch (SocketOpenException ex) {
			throw new ZmqConfigurationException(this.status.key() + ".replay: " + ex.problem(), ex.action(), ex);
		}
	}

	private static boolean isCaughtUp(ReceivingSocket socket) {
		Long waiting = socket.queueDepth();
		return waiting == null || waiting == 0;
	}

	/**
	 * Start asking. Called by any thread.
	 */
	void start() {
		this.replay.start();
	}

	/**
	 * There is room again for messages that are received by hand. Called by any thread.
	 */
	void hasRoom() {
		this.replay.tick();
	}

	/**
	 * Deliver nothing until {@link #resume()}. Called by any thread.
	 */
	void pause() {
		this.replay.pause();
	}

	/**
	 * Continue after {@link #pause()}. Called by any thread.
	 */
	void resume() {
		this.replay.resume();
	}

	/**
	 * The sockets will be closed for good: what was received again is not delivered any
	 * more, and what is not handled any more is received again after the next start.
	 * Called by the thread that closes them.
	 */
	void stopping() {
		this.recovered.stopping();
		if (this.numbers != null) {
			this.numbers.stopping();
		}
	}

	/**
	 * The sockets are closed for good: close the file, too. Called by the thread that
	 * closes them.
	 */
	void close() {
		if (this.numbers != null) {
			this.numbers.close();
		}
	}

	/**
	 * A handler does not need a message any more. Called by any thread.
	 * @param current the recovery of the subscriber, {@code null} without {@code replay}
	 * @param payload the payload of the message
	 * @param handled {@code false} if the handler was not called
	 */
	static void ended(@Nullable MissedMessages current, byte[] payload, boolean handled) {
		if (current != null && current.numbers != null) {
			current.numbers.ended(payload, handled);
		}
	}

	/**
	 * The present message is about to be delivered.
	 * @param payload its payload as handlers receive it
	 * @param route its recipients
	 * @return the payload to deliver
	 */
	byte[] handledBy(byte[] payload, Routes.Route route) {
		return (this.numbers != null) ? this.numbers.handledBy(payload, route.handlers()) : payload;
	}

	/**
	 * The present message was delivered, or rejected.
	 */
	void delivered() {
		if (this.numbers != null) {
			this.numbers.delivered();
		}
	}

	/**
	 * What happens now. Called by any thread.
	 * @return the state some moments ago
	 */
	ZmqReplayState state() {
		return new ZmqReplayState(this.replay.requests(), this.replay.waitingTopics(), this.replay.heldBytes(),
				this.replay.addressesWithoutReplay());
	}

	/**
	 * Close the sockets. Called by the thread that stops the subscriber, or replaces the
	 * sockets.
	 * @param timeout the longest wait for their threads
	 */
	void close(Duration timeout) {
		this.replay.close(timeout);
	}

	/**
	 * The addresses at which nobody answers. Called by any thread.
	 * @return sentences without a full stop, empty if all is well
	 */
	List<String> warnings() {
		return this.replay.addressesWithoutReplay()
			.stream()
			.map((address) -> "nobody answers requests for missed messages at the replay.address " + address
					+ "; messages that are missed are lost")
			.toList();
	}

	/**
	 * The subscriptions have changed, or are made.
	 * @param run the path of messages
	 * @param routes the routes of messages
	 */
	void subscribe(InboundPath run, Routes routes) {
		RecoveredMessages.runIn(run, () -> this.replay.recovery().subscribe(routes.prefixes()));
	}

	/**
	 * A connection for messages was made.
	 * @param run the path of messages
	 */
	void onConnection(InboundPath run) {
		RecoveredMessages.runIn(run, () -> this.replay.recovery().onLiveConnection());
	}

	/**
	 * Decide about a message that was received.
	 * @param topic its topic, which is subscribed to
	 * @param sequence the sequence of the topic
	 * @param epoch the epoch of its publisher
	 * @param number its number
	 * @param time its time of sending
	 * @param frames the message
	 * @return {@code false} if it is not to be delivered now
	 */
	boolean accept(KnownTopic topic, TopicSequence sequence, long epoch, long number, long time, Frames frames) {
		if (number < 1 || number == Long.MAX_VALUE || epoch == 0) {
			return this.sequences.accept(sequence, epoch, number, time, frames);
		}
		Recovery recovery = this.replay.recovery();
		RecoveredTopic state = topic.recovered;
		if (state == null) {
			state = recovery.topic(topic.name());
			topic.recovered = state;
		}
		return switch (recovery.live(state, epoch, number, time, topic.route().hasRoom(frames.bytes()))) {
			case DELIVER -> {
				if (this.numbers != null) {
					this.numbers.received(epoch, topic.name(), number, time);
				}
				yield this.sequences.follow(sequence, epoch, number, time, frames);
			}
			case NOT_OFFERED -> this.sequences.accept(sequence, epoch, number, time, frames);
			case DUPLICATE -> {
				this.status.statistics().sequences().addDuplicate();
				yield false;
			}
			case KEEP -> {
				this.recovered.kept(epoch, frames);
				recovery.keep(state, MessageContent.copy(this.wireFormat, frames, topic.name(), epoch, number, time));
				yield false;
			}
		};
	}

}
