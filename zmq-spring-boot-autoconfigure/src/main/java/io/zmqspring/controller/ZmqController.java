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

package io.zmqspring.controller;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.ParameterizedTypeReference;

import io.zmqspring.handler.HandlerInvocation;
import io.zmqspring.handler.HandlerRegistration;
import io.zmqspring.handler.HandlerSpec;
import io.zmqspring.handler.ResultHandler;
import io.zmqspring.handler.ZmqDeadLetterHandler;
import io.zmqspring.handler.ZmqErrorHandler;
import io.zmqspring.message.PayloadCodec;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.message.ZmqMessageConverter;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.role.runtime.AbstractZmqRole;
import io.zmqspring.role.runtime.FailureReports;
import io.zmqspring.role.runtime.RoleLifecycle;
import io.zmqspring.role.runtime.Sockets;
import io.zmqspring.settings.ControllerSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.wire.TypeProperty;
import io.zmqspring.wire.WireHeaders;

/**
 * Sends work to named pools of workers and receives their results (PUSH/PULL, RFC 30).
 * One bean per entry of {@code zmq.controllers}. A pool without workers never blocks
 * another pool. Every method may be called from any thread. Result handlers are called on
 * a thread of their pool, dependent stages of requests on threads of the controller; both
 * may block, and may make requests and wait for them.
 *
 * @since 0.1
 */
public class ZmqController extends AbstractZmqRole {

	private static final Log logger = LogFactory.getLog(ZmqController.class);

	private final Pools pools;

	private final ScheduledThreadPoolExecutor timer;

	private final StageExecutor stages;

	private final ControllerSettings settings;

	private final PoolContext shared;

	/**
	 * Create a controller. It opens its sockets when it is started.
	 * @param name its name in the settings
	 * @param settings its settings
	 * @param context the ZeroMQ context
	 * @param converter writes work and reads results
	 * @param errorHandler receives results that could not be handled
	 * @param deadLetters receives work without a result after its last attempt
	 * @param events publishes the events of the controller
	 * @throws ZmqConfigurationException if the settings need a library that is absent
	 */
	@SuppressWarnings("this-escape")
	public ZmqController(String name, ControllerSettings settings, ZmqContext context, ZmqMessageConverter converter,
			ZmqErrorHandler errorHandler, ZmqDeadLetterHandler deadLetters, ApplicationEventPublisher events) {
		super("controller", name, context, events);
		WireHeaders.checkPossible("zmq.controllers." + name, settings.headers());
		this.settings = settings.validate();
		this.timer = PoolContext.timer(name);
		this.stages = new StageExecutor(name, this.timer);
		FailureReports reports = new FailureReports(status(), errorHandler);
		this.shared = new PoolContext(name, settings.sendTimeout(), settings.workerTimeout(),
				settings.correlation().toCorrelation(), settings.headers(),
				new PayloadCodec(converter, TypeProperty.completing(settings.typeProperty())), reports,
				new ResultRoutes(reports, settings), deadLetters, this.timer, this.stages);
		this.pools = new Pools(this.shared, settings.workers());
	}

	/**
	 * Send work to a pool. One of its workers receives it.
	 * @param pool the name of the pool
	 * @param work {@code byte[]}, {@code ByteBuffer}, {@code String}, or anything the
	 * converter can write; an array must not be changed afterwards. Of a {@code Message}
	 * or {@code ZmqMessage} payload and headers are sent
	 * @throws ZmqTimeoutException if no worker's queue had room within
	 * {@code send-timeout}
	 * @throws ZmqConfigurationException if there is no such pool, or it has no
	 * {@code push}
	 * @throws io.zmqspring.message.ZmqConversionException if the work cannot be written
	 * @throws io.zmqspring.message.ZmqException if the controller is not running, or with
	 * at-least-once if work of the same id has no result yet
	 */
	public void send(String pool, Object work) {
		this.pools.named(pool).send(work);
	}

	/**
	 * Send work to the pool whose {@code message-types} names the work's type
	 * ({@code @ZmqMessageType}, {@code type}, or the topic of a {@code ZmqMessage}).
	 * @param work see {@link #send(String, Object)}
	 * @throws ZmqTimeoutException see {@link #send(String, Object)}
	 * @throws ZmqConfigurationException if no pool has the type
	 */
	public void dispatch(Object work) {
		this.pools.forType(PoolContext.type(work)).send(work);
	}

	/**
	 * Send a copy of the work to every pool that sends work, within {@code send-timeout}
	 * in total.
	 * @param work see {@link #send(String, Object)}
	 * @return the outcome for each pool
	 * @throws io.zmqspring.message.ZmqConversionException if the work cannot be written
	 */
	public Map<String, SendOutcome> sendToAllWorkers(Object work) {
		return Broadcast.send(work, this.pools.sending(), this.shared);
	}

	/**
	 * Send work to a pool and receive its own result. Work and result are matched by the
	 * fields of {@code correlation}: a value is added to the work if it has none, and the
	 * worker must copy it to its result.
	 * @param pool the name of the pool
	 * @param work a JSON object, or anything the converter writes as one
	 * @param type the type of the result
	 * @param <R> the type of the result
	 * @return completes with the result, or with {@code null} if the worker had none;
	 * fails with {@link io.zmqspring.message.ZmqWorkFailedException} if the worker tells
	 * that the item failed, with at-least-once if the item has no result after the last
	 * attempt; fails with {@link ZmqTimeoutException} if no worker's queue has room
	 * within {@code send-timeout}, if no result arrives within {@code worker-timeout}, or
	 * if too many requests are pending; fails with
	 * {@link io.zmqspring.message.ZmqException} if the controller is not running or a
	 * request of the same id is pending; is cancelled when the controller stops
	 * @throws ZmqConfigurationException if there is no such pool, if it has no
	 * {@code push} or no {@code pull}, or if Jackson is absent
	 * @throws io.zmqspring.message.ZmqConversionException if the work is no JSON object
	 */
	public <R> CompletableFuture<@Nullable R> request(String pool, Object work, Class<R> type) {
		return request(pool, work, ParameterizedTypeReference.forType(type));
	}

	/**
	 * Send work to a pool and receive its own result of a generic type.
	 * @param pool the name of the pool
	 * @param work see {@link #request(String, Object, Class)}
	 * @param type the type, {@code new ParameterizedTypeReference<List<Shape>>() {}}
	 * @param <R> the type of the result
	 * @return see {@link #request(String, Object, Class)}
	 */
	@SuppressWarnings("unchecked")
	public <R> CompletableFuture<@Nullable R> request(String pool, Object work, ParameterizedTypeReference<R> type) {
		PayloadCodec.Decoder decoder = this.shared.codec().decoder(type.getType());
		return this.pools.named(pool).request(work, (result) -> (R) decoder.decode(result));
	}

	/**
	 * Add a handler for results that no request waits for. It receives their bytes.
	 * @param handler the handler; other handlers are called too
	 * @return removes it
	 */
	public HandlerRegistration addResultHandler(ResultHandler<byte[]> handler) {
		return addResultHandler("", new HandlerSpec("result handler of " + name(), List.of(), 1,
				HandlerInvocation.Single.of(handler::handle)));
	}

	/**
	 * Add a handler for results that no request waits for. It receives them converted to
	 * a type.
	 * @param pool the name of the pool whose results it handles, empty for all pools
	 * @param type the type of the results
	 * @param handler the handler; a result that cannot be read is rejected
	 * @param <R> the type of the results
	 * @return removes it
	 * @throws ZmqConfigurationException if there is no such pool, or if it receives no
	 * results
	 */
	public <R> HandlerRegistration addResultHandler(String pool, Class<R> type, ResultHandler<? super R> handler) {
		return addResultHandler(pool, new HandlerSpec("result handler of " + name(), List.of(), 1,
				HandlerInvocation.Single.<R>of(codec().decoder(type), handler::handle)));
	}

	/**
	 * Add a result handler.
	 * @param pool the name of the pool whose results it handles, empty for all pools
	 * @param spec the handler; its topic patterns are not used
	 * @return removes it
	 * @throws ZmqConfigurationException if there is no such pool, or if it receives no
	 * results
	 */
	public HandlerRegistration addResultHandler(String pool, HandlerSpec spec) {
		this.pools.checkReceiveResults(pool);
		return this.shared.results().add(pool, spec);
	}

	/**
	 * Wait until workers are connected and get their share of the work.
	 * @param pool the name of the pool
	 * @param count the number of workers
	 * @param timeout the longest wait
	 * @return whether that many are connected; {@code false} if interrupted
	 * @throws ZmqConfigurationException if there is no such pool, or if it uses inproc,
	 * where connections are not counted
	 */
	public boolean awaitWorkers(String pool, int count, Duration timeout) {
		return this.pools.named(pool).sockets().awaitConnections(count, timeout);
	}

	@Override
	protected void open() {
		this.pools.open(context(), status(), (cause) -> recordError(cause, true), usesVirtualThreads());
		logger.info("Controller '" + name() + "' has opened its pools " + this.pools + " at " + addresses());
	}

	@Override
	protected void release() {
		this.pools.close(this.settings.shutdownTimeout(), this::limited);
	}

	@Override
	public List<String> faults() {
		List<String> faults = super.faults();
		faults.addAll(this.shared.results().faults());
		return faults;
	}

	@Override
	protected Sockets sockets() {
		return this.pools.sockets();
	}

	/**
	 * Stop permanently. Items of at-least-once pools without a result become dead
	 * letters.
	 */
	@Override
	public void destroy() {
		super.destroy();
		this.pools.all().forEach(WorkerPool::giveUpAll);
		this.stages.shutdown();
		this.timer.shutdownNow();
	}

	@Override
	public boolean sends() {
		return this.pools.sendWork();
	}

	@Override
	public boolean receives() {
		return this.pools.receiveResults();
	}

	// Results may be published, and requests made until the web server has shut down
	@Override
	public int getPhase() {
		return RoleLifecycle.OUTBOUND_PHASE + 1;
	}

	/**
	 * The settings.
	 * @return the settings
	 */
	public ControllerSettings settings() {
		return this.settings;
	}

	/**
	 * The codec that reads results.
	 * @return the codec
	 */
	public PayloadCodec codec() {
		return this.shared.codec();
	}

	@Override
	public List<String> addresses() {
		return this.pools.addresses();
	}

	/**
	 * The addresses really bound, with their real ports.
	 * @return the addresses by socket, such as {@code image.push}; none while not running
	 */
	public Map<String, List<String>> boundAddresses() {
		return this.pools.boundAddresses();
	}

}
