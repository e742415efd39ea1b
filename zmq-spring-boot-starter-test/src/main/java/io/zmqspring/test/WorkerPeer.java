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

package io.zmqspring.test;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.handler.LoggingDeadLetterHandler;
import io.zmqspring.handler.LoggingErrorHandler;
import io.zmqspring.handler.ZmqErrorHandler;
import io.zmqspring.message.PayloadCodec;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqMessageConverter;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.settings.ControllerSettings;
import io.zmqspring.settings.PipeSettings;
import io.zmqspring.settings.PoolSettings;
import io.zmqspring.settings.WorkerSettings;
import io.zmqspring.test.address.PeerPlace;
import io.zmqspring.test.idle.Arrival;
import io.zmqspring.worker.ZmqWorker;

/**
 * The worker of one pool of a controller of the application. It records the work and
 * answers as the test says; without an answer it takes the work and sends nothing. Safe
 * for any number of threads.
 *
 * @since 0.1
 */
public final class WorkerPeer extends TestPeer {

	private static final String POOL = "results";

	private final ZmqController application;

	private final String pool;

	private final String source;

	// One of the two is absent if the pool only sends work, or only receives results
	private final @Nullable ZmqWorker worker;

	private final @Nullable ZmqController sender;

	private final RecordedMessages received;

	private final PayloadCodec codec;

	private final MessageLog log;

	private final boolean tcp;

	private volatile @Nullable Function<RecordedMessage, ? extends @Nullable Object> answer;

	WorkerPeer(ZmqController application, String pool, @Nullable PeerPlace push, @Nullable PeerPlace pull,
			PeerResources resources) {
		this.application = application;
		this.pool = pool;
		this.source = "controller '" + application.name() + "'";
		this.log = resources.log();
		this.tcp = Objects.requireNonNull((push != null) ? push : pull).isTcp();
		ControllerSettings settings = application.settings();
		ZmqMessageConverter converter = resources.converter(settings.converter());
		this.codec = new PayloadCodec(converter);
		this.received = new RecordedMessages("pool '" + pool + "' of " + this.source, this.log.idle()::await,
				() -> describe() + this.log.describe());
		String name = application.name() + "-" + pool + "-test";
		PoolSettings of = settings.workers().get(pool);
		ZmqErrorHandler errorHandler = new LoggingErrorHandler();
		if (push != null) {
			this.worker = new ZmqWorker(name, workerSettings(settings, of, push, pull), resources.context(), converter,
					errorHandler, (event) -> {
					});
			this.worker.setWorkInvocation(this::work);
			this.sender = null;
		}
		else {
			this.worker = null;
			this.sender = new ZmqController(name, senderSettings(settings, of, pull), resources.context(), converter,
					errorHandler, new LoggingDeadLetterHandler(), (event) -> {
					});
		}
		if (this.tcp) {
			add(new Arrival(role(), application));
			if (settings.workers().size() == 1) {
				// The counters do not tell the pools apart
				add(new Arrival(application, role()));
			}
		}
	}

	private static ControllerSettings senderSettings(ControllerSettings settings, PoolSettings of, PeerPlace pull) {
		return ControllerSettings.builder()
			.pool(POOL, PoolSettings.sending(pull.address()).push(pipe(pull, of.pull())).build())
			.headers(settings.headers())
			.typeProperty(settings.typeProperty())
			.build();
	}

	// One item at a time, so that the records have the order of the work
	private static WorkerSettings workerSettings(ControllerSettings settings, PoolSettings of, PeerPlace push,
			@Nullable PeerPlace pull) {
		WorkerSettings.Builder builder = WorkerSettings.builder(push.address())
			.pull(pipe(push, of.push()))
			.concurrency(1)
			.correlation(settings.correlation())
			.headers(settings.headers())
			.typeProperty(settings.typeProperty());
		if (pull != null) {
			builder.push(pipe(pull, of.pull())).delivery(of.delivery());
		}
		return builder.build();
	}

	private static PipeSettings pipe(PeerPlace place, @Nullable PipeSettings other) {
		PipeSettings.Builder builder = PipeSettings.builder(place.address()).bind(place.bind()).linger(Duration.ZERO);
		return ((other != null) ? builder.highWaterMark(other.highWaterMark()) : builder).build();
	}

	private @Nullable Object work(byte[] work, Map<String, String> headers) {
		RecordedMessage message = new RecordedMessage(this.source, new ZmqMessage(this.pool, work, headers),
				this.codec);
		this.log.all().add(message);
		this.received.add(message);
		Function<RecordedMessage, ? extends @Nullable Object> current = this.answer;
		Object result = (current != null) ? current.apply(message) : null;
		if (result != null) {
			log(result);
		}
		return result;
	}

	private void log(Object result) {
		this.log.all()
			.add(new RecordedMessage("test worker of '" + this.application.name() + "." + this.pool + "'",
					new ZmqMessage("", this.codec.encode(result)), this.codec));
	}

	private String describe() {
		return "\nController '" + this.application.name() + "' is " + this.application.state()
				+ ". Items since it was created: " + this.application.stats().sent() + " sent, "
				+ this.application.stats().dropped() + " dropped.";
	}

	/**
	 * Answer all work from now on, until the test method ends.
	 * @param newAnswer returns the result of an item: {@code byte[]}, {@code String}, or
	 * anything the converter of the controller can write; {@code null} for none. If it
	 * throws, the controller is told that the item has failed
	 */
	public void answer(Function<RecordedMessage, ? extends @Nullable Object> newAnswer) {
		this.answer = newAnswer;
	}

	/**
	 * Answer all work from now on, until the test method ends.
	 * @param type the type of the work
	 * @param newAnswer see {@link #answer(Function)}
	 * @param <W> the type of the work
	 */
	public <W> void answer(Class<W> type, Function<W, ? extends @Nullable Object> newAnswer) {
		this.answer = (message) -> newAnswer.apply(message.payload(type));
	}

	/**
	 * Send a result that belongs to no work.
	 * @param result {@code byte[]}, {@code String}, or anything the converter of the
	 * controller can write
	 * @throws IllegalStateException if this worker is disconnected
	 * @throws io.zmqspring.message.ZmqException if the pool receives no results
	 */
	public void send(Object result) {
		requireConnected(role(), "worker", this.application.name());
		log(result);
		if (this.worker != null) {
			this.worker.send(result);
		}
		else if (this.sender != null) {
			this.sender.send(POOL, result);
		}
	}

	/**
	 * The work that the controller has sent to this pool.
	 * @return the live records
	 */
	public RecordedMessages received() {
		return this.received;
	}

	@Override
	ZmqRole role() {
		return (this.worker != null) ? this.worker : Objects.requireNonNull(this.sender);
	}

	@Override
	void start() {
		role().start();
	}

	@Override
	void stop() {
		role().stop();
	}

	@Override
	void close() {
		role().destroy();
	}

	@Override
	void awaitConnection() {
		if (this.tcp && this.application.isRunning()) {
			awaitConnection(role());
		}
	}

	@Override
	void clear() {
		super.clear();
		this.answer = null;
		this.received.clear();
	}

}
