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

package io.zmqspring.worker;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

import io.zmqspring.handler.FailurePolicy;
import io.zmqspring.handler.WorkHandler;
import io.zmqspring.handler.WorkInvocation;
import io.zmqspring.handler.ZmqErrorHandler;
import io.zmqspring.message.PayloadCodec;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqMessageConverter;
import io.zmqspring.role.runtime.AbstractZmqRole;
import io.zmqspring.role.runtime.FailureReports;
import io.zmqspring.role.runtime.PulledMessages;
import io.zmqspring.role.runtime.RoleLifecycle;
import io.zmqspring.role.runtime.Sockets;
import io.zmqspring.role.statistics.CallSampler;
import io.zmqspring.role.statistics.TrafficTotal;
import io.zmqspring.settings.PipeSettings;
import io.zmqspring.settings.WorkerSettings;
import io.zmqspring.socket.ReceivingSocket;
import io.zmqspring.socket.SendingSocket;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.socket.connection.SocketOpenException;
import io.zmqspring.support.Deadline;
import io.zmqspring.support.Threads;
import io.zmqspring.wire.TypeProperty;
import io.zmqspring.wire.WireHeaders;

/**
 * Receives work, calls its handler and sends the results (PUSH/PULL, RFC 30). One bean
 * per entry of {@code zmq.workers}. While {@code concurrency} items are being processed
 * it stops reading, so that back-pressure reaches the sender; it drops nothing. Every
 * method may be called from any thread.
 *
 * @since 0.1
 */
public class ZmqWorker extends AbstractZmqRole {

	private static final Log logger = LogFactory.getLog(ZmqWorker.class);

	private final WorkerSettings settings;

	private final PayloadCodec codec;

	private final FailureReports reports;

	private final CallSampler times;

	private final TrafficTotal sent;

	private final TrafficTotal received;

	private volatile @Nullable WorkInvocation handler;

	private volatile boolean stoppedWithoutHandler;

	private volatile @Nullable WorkPath work;

	private volatile @Nullable ReceivingSocket pull;

	/**
	 * Create a worker. It opens its sockets when it is started.
	 * @param name its name in the settings
	 * @param settings its settings
	 * @param context the ZeroMQ context
	 * @param converter reads work and writes results
	 * @param errorHandler receives work that could not be handled
	 * @param events publishes the events of the worker
	 * @throws ZmqConfigurationException if the settings need a library that is absent
	 */
	@SuppressWarnings("this-escape")
	public ZmqWorker(String name, WorkerSettings settings, ZmqContext context, ZmqMessageConverter converter,
			ZmqErrorHandler errorHandler, ApplicationEventPublisher events) {
		super("worker", name, context, events);
		WireHeaders.checkPossible("zmq.workers." + name, settings.headers());
		this.settings = settings.validate();
		this.codec = new PayloadCodec(converter, TypeProperty.completing(settings.typeProperty()));
		this.reports = new FailureReports(status(), errorHandler);
		this.sent = status().statistics().sending();
		this.received = status().statistics().receiving();
		this.times = status().timings().add(name, FailurePolicy.DEFAULT);
	}

	/**
	 * Set the handler. It receives the bytes of the work.
	 * @param handler the handler, the only one of this worker
	 * @throws ZmqConfigurationException if there is one already
	 */
	public void setWorkHandler(WorkHandler<byte[]> handler) {
		setWorkInvocation((work, headers) -> handler.handle(work));
	}

	/**
	 * Set the handler. It receives the work converted to a type.
	 * @param type the type of the work
	 * @param handler the handler, the only one of this worker
	 * @param <W> the type of the work
	 * @throws ZmqConfigurationException if there is one already
	 */
	@SuppressWarnings("unchecked")
	public <W> void setWorkHandler(Class<W> type, WorkHandler<? super W> handler) {
		PayloadCodec.Decoder decoder = this.codec.decoder(type);
		setWorkInvocation((work, headers) -> handler.handle((W) decoder.decodeOrReject(work)));
	}

	/**
	 * Set the invocation of the handler.
	 * @param invocation calls the handler
	 * @throws ZmqConfigurationException if there is one already
	 */
	public void setWorkInvocation(WorkInvocation invocation) {
		setHandler(invocation);
		if (this.stoppedWithoutHandler) {
			this.stoppedWithoutHandler = false;
			start();
		}
	}

	private synchronized void setHandler(WorkInvocation invocation) {
		if (this.handler != null) {
			throw new ZmqConfigurationException("The worker '" + name() + "' has two work handlers",
					"Leave one: a method annotated with @ZmqWorkHandler(\"" + name() + "\"), or setWorkHandler(…)");
		}
		this.handler = invocation;
	}

	/**
	 * Remove the work handler, for example because its bean is destroyed. If the worker
	 * is running it stops, so that its controllers give the work to others, and it starts
	 * again with the next handler.
	 * @param invocation the handler; nothing happens if the worker has another one
	 */
	public void removeWorkInvocation(WorkInvocation invocation) {
		synchronized (this) {
			if (this.handler != invocation) {
				return;
			}
			this.handler = null;
			this.stoppedWithoutHandler = state().isOpen();
		}
		if (this.stoppedWithoutHandler) {
			logger.info("Worker '" + name() + "' stops because its work handler was removed");
			stop();
		}
	}

	/**
	 * Send a further result, such as progress. Called by a handler on its own thread, it
	 * belongs to the item: a JSON object gets the {@code progress-field}, and only what
	 * the handler returns ends the item. Other threads send a result of no item.
	 * @param result {@code byte[]}, {@code String}, or anything the converter can write
	 * @throws ZmqConfigurationException if the worker has no {@code push}
	 * @throws ZmqException if the worker is not running, the item has ended, or no
	 * controller accepts it within {@code work-timeout}
	 */
	public void send(Object result) {
		if (this.settings.push() == null) {
			throw new ZmqConfigurationException(status() + " has no push, so it sends no results",
					"Set " + status().key() + ".push.address");
		}
		WorkPath running = this.work;
		if (running == null) {
			throw RoleLifecycle.notRunning(status() + " is not running");
		}
		running.sendFurther(result);
	}

	@Override
	protected void open() {
		WorkInvocation invocation = this.handler;
		if (invocation == null) {
			throw new ZmqConfigurationException("zmq.workers." + name() + ": the worker has no work handler",
					"Annotate a method with @ZmqWorkHandler(\"" + name()
							+ "\"), or call setWorkHandler(…) before it starts");
		}
		String label = "worker-" + name();
		FailureReports failures = this.reports.to(invocation.errorHandler());
		try {
			PipeSettings push = this.settings.push();
			SendingSocket results = (push != null)
					? SendingSocket.pushing(context(), push.toSocketSettings(WorkerSettings.BINDS), true, status())
					: null;
			if (results != null) {
				this.sent.continueWith(results.traffic());
			}
			WorkPath opened = new WorkPath(name(), this.settings, this.times.around(invocation),
					new ResultSender(this.settings, this.codec, results, status()), failures, usesVirtualThreads());
			this.work = opened;
			ReceivingSocket receiving = ReceivingSocket.pulling(context(),
					this.settings.pull().toSocketSettings(WorkerSettings.BINDS), label,
					new PulledMessages(name(), "", this.settings.headers(), failures, opened::accept, opened::unread,
							opened::abandoned, this::receiverEnded),
					status());
			this.received.continueWith(receiving.traffic());
			this.pull = receiving;
			receiving.start();
		}
		catch (SocketOpenException ex) {
			throw new ZmqConfigurationException("zmq.workers." + name() + ": " + ex.problem(), ex.action(), ex);
		}
		logger.info("Worker '" + name() + "' pulls from " + this.settings.pull().endpoints()
				+ ((this.settings.push() != null) ? " and pushes to " + this.settings.push().endpoints() : ""));
	}

	private void receiverEnded(Throwable cause) {
		recordError(cause, true);
	}

	@Override
	protected void release() {
		Duration timeout = limited(this.settings.shutdownTimeout());
		Deadline deadline = Deadline.in(timeout);
		PipeSettings push = this.settings.push();
		Deadline lastSending = Deadline.in(limited((push != null) ? timeout.plus(push.linger()) : timeout));
		WorkPath closing = this.work;
		if (closing != null) {
			// The other half of the time is for the items being processed then
			closing.stopping(Deadline.in(timeout.dividedBy(2)));
		}
		ReceivingSocket receiving = this.pull;
		this.pull = null;
		if (receiving != null && !receiving.close(timeout)) {
			logger.warn("The receiving thread of worker '" + name() + "' is left behind at "
					+ Threads.top(receiving.stack()));
		}
		this.work = null;
		if (closing != null) {
			closing.close(deadline, lastSending);
		}
	}

	@Override
	public boolean sends() {
		return this.settings.push() != null;
	}

	@Override
	public int getPhase() {
		return RoleLifecycle.INBOUND_PHASE;
	}

	/**
	 * The settings.
	 * @return the settings
	 */
	public WorkerSettings settings() {
		return this.settings;
	}

	/**
	 * The codec that reads work and writes results.
	 * @return the codec
	 */
	public PayloadCodec codec() {
		return this.codec;
	}

	/**
	 * How many items are being processed.
	 * @return the number, at most the concurrency
	 */
	public int activeCount() {
		WorkPath running = this.work;
		return (running != null) ? running.activeCount() : 0;
	}

	@Override
	protected Sockets sockets() {
		WorkPath opened = this.work;
		return Sockets.of((opened != null) ? opened.results() : null, this.pull).with(() -> activeCount() > 0);
	}

	@Override
	public List<String> addresses() {
		PipeSettings push = this.settings.push();
		return sockets().addresses((push != null) ? push.endpoints() : List.of(), this.settings.pull().endpoints());
	}

	/**
	 * The addresses really bound, with their real ports: those work comes from, then
	 * those results go to.
	 * @return the addresses, empty while not running or when connecting
	 */
	public List<String> boundAddresses() {
		ReceivingSocket receiving = this.pull;
		WorkPath opened = this.work;
		return (receiving == null || opened == null) ? List.of()
				: Stream.concat(receiving.boundAddresses().stream(), opened.resultAddresses().stream()).toList();
	}

}
