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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.handler.HandlerInvocation;
import io.zmqspring.handler.HandlerSpec;
import io.zmqspring.handler.ZmqDeadLetterHandler;
import io.zmqspring.handler.ZmqErrorHandler;
import io.zmqspring.message.PayloadCodec;
import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqMessageConverter;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.settings.ControllerSettings;
import io.zmqspring.settings.PipeSettings;
import io.zmqspring.settings.PoolSettings;
import io.zmqspring.settings.WorkerSettings;
import io.zmqspring.test.address.PeerPlace;
import io.zmqspring.test.idle.Arrival;
import io.zmqspring.worker.ZmqWorker;

/**
 * Sends work to one worker of the application and records its results. Safe for any
 * number of threads.
 *
 * @since 0.1
 */
public final class ControllerPeer extends TestPeer {

	private final String name;

	private final ZmqWorker application;

	private final WorkerSettings settings;

	private final ZmqController controller;

	private final RecordedMessages results;

	private final RecordedMessages errors;

	private final PayloadCodec codec;

	private final MessageLog log;

	private final boolean tcp;

	ControllerPeer(ZmqWorker application, PeerPlace pull, @Nullable PeerPlace push, PeerResources resources) {
		this.name = application.name();
		this.application = application;
		this.settings = application.settings();
		this.log = resources.log();
		this.tcp = pull.isTcp();
		ZmqMessageConverter converter = resources.converter(this.settings.converter());
		this.codec = new PayloadCodec(converter);
		this.results = new RecordedMessages("worker '" + this.name + "'", this.log.idle()::await,
				() -> describe() + this.log.describe());
		this.errors = new RecordedMessages("the errors of worker '" + this.name + "'", this.log.idle()::await,
				this.log::describe);
		ZmqErrorHandler errorHandler = (message, error) -> error(String.valueOf(error.getMessage()));
		ZmqDeadLetterHandler deadLetters = (letter) -> error(letter.toString());
		this.controller = new ZmqController(this.name + "-test", peerSettings(pull, push), resources.context(),
				converter, errorHandler, deadLetters, (event) -> {
				});
		if (push != null) {
			HandlerInvocation.Single recording = (pool, result, headers) -> {
				this.results.add(message(result));
				return null;
			};
			this.controller.addResultHandler("", new HandlerSpec("results of " + this.name, List.of(), 1, recording));
		}
		if (this.tcp) {
			add(new Arrival(this.controller, application));
			add(new Arrival(application, this.controller));
		}
	}

	private ControllerSettings peerSettings(PeerPlace pull, @Nullable PeerPlace push) {
		PoolSettings.Builder pool = PoolSettings.sending(pull.address())
			.push(pipe(pull, this.settings.pull()))
			.delivery(this.settings.delivery());
		PipeSettings results = this.settings.push();
		if (push != null && results != null) {
			pool.pull(pipe(push, results));
		}
		return ControllerSettings.builder()
			.pool(this.name, pool.build())
			.workerTimeout(RecordedMessages.LONGEST_WAIT)
			.correlation(this.settings.correlation())
			.headers(this.settings.headers())
			.typeProperty(this.settings.typeProperty())
			.build();
	}

	private static PipeSettings pipe(PeerPlace place, PipeSettings other) {
		return PipeSettings.builder(place.address())
			.bind(place.bind())
			.highWaterMark(other.highWaterMark())
			.linger(Duration.ZERO)
			.build();
	}

	private void error(String text) {
		this.errors.add(new RecordedMessage("worker '" + this.name + "'",
				new ZmqMessage("", text.getBytes(StandardCharsets.UTF_8)), this.codec));
	}

	private RecordedMessage message(byte[] result) {
		RecordedMessage message = new RecordedMessage("worker '" + this.name + "'", new ZmqMessage("", result),
				this.codec);
		this.log.all().add(message);
		return message;
	}

	private String describe() {
		return "\nWorker '" + this.name + "' is " + this.application.state() + ". Items since it was created: "
				+ this.application.stats().received() + " received, " + this.application.stats().sent()
				+ " results sent, " + this.application.stats().failed() + " failed."
				+ this.errors.messages()
					.stream()
					.map((error) -> "\nError: " + error.text())
					.collect(Collectors.joining());
	}

	/**
	 * Send work to the worker. Its result is recorded in {@link #results()}.
	 * @param work {@code byte[]}, {@code String}, or anything the converter of the worker
	 * can write
	 * @throws ZmqTimeoutException if the worker does not accept it within a second
	 * @throws IllegalStateException if this controller is disconnected
	 */
	public void send(Object work) {
		requireConnected(this.controller, "controller", this.name);
		log(work);
		this.controller.send(this.name, work);
	}

	private void log(Object work) {
		byte[] bytes = this.controller.codec().encode(work);
		this.log.all()
			.add(new RecordedMessage("test controller of '" + this.name + "'", new ZmqMessage("", bytes), this.codec));
	}

	/**
	 * Send work to the worker and wait for its result, for 5 s at most. The result is in
	 * the history, but not in {@link #results()}.
	 * @param work a JSON object, or anything the converter writes as one
	 * @param type the type of the result
	 * @param <R> the type of the result
	 * @return the result, {@code null} if the worker had none
	 * @throws io.zmqspring.message.ZmqWorkFailedException if the handler of the worker
	 * has failed
	 * @throws IllegalStateException if this controller is disconnected
	 * @throws AssertionError if there is no result in time; its message tells what
	 * happened
	 */
	public <R> @Nullable R request(Object work, Class<R> type) {
		requireConnected(this.controller, "controller", this.name);
		log(work);
		Future<byte @Nullable []> result = this.controller.request(this.name, work, byte[].class);
		try {
			byte[] bytes = result.get(2 * RecordedMessages.LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
			return (bytes != null) ? message(bytes).payload(type) : null;
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof ZmqException failure && !(failure instanceof ZmqTimeoutException)) {
				throw failure;
			}
			throw noResult(ex.getCause());
		}
		catch (TimeoutException | CancellationException ex) {
			throw noResult(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw noResult(ex);
		}
	}

	private AssertionError noResult(@Nullable Throwable cause) {
		return new AssertionError("Worker '" + this.name + "' has sent no result: "
				+ ((cause != null) ? cause.getMessage() : "") + describe() + this.log.describe(), cause);
	}

	/**
	 * The results of work that was sent with {@link #send}, and further results such as
	 * progress.
	 * @return the live records
	 */
	public RecordedMessages results() {
		return this.results;
	}

	/**
	 * Why items that were sent with {@link #send} have no result: what the worker has
	 * reported. The text of each record is the text of an error.
	 * @return the live records
	 */
	public RecordedMessages errors() {
		return this.errors;
	}

	@Override
	ZmqRole role() {
		return this.controller;
	}

	@Override
	void start() {
		this.controller.start();
	}

	@Override
	void stop() {
		this.controller.stop();
	}

	@Override
	void close() {
		this.controller.close();
	}

	@Override
	void awaitConnection() {
		if (this.tcp && this.application.isRunning()) {
			awaitConnection(this.controller);
		}
	}

	@Override
	void clear() {
		super.clear();
		this.results.clear();
		this.errors.clear();
	}

}
