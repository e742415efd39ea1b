package io.zmqspring.role;

import java.time.Duration;
import java.util.List;

import io.zmqspring.message.PayloadCodec;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqMessageConverter;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.socket.ReceivingSocket;
import io.zmqspring.socket.SendingSocket;
import io.zmqspring.socket.SocketClosedException;
import io.zmqspring.socket.SocketEvent;
import io.zmqspring.socket.SocketOpenException;
import io.zmqspring.socket.ZmqContext;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * Pulls work, has it done by its handler and pushes the results (PUSH/PULL, RFC 30). One
 * bean per entry of {@code zmq.workers}. With {@code concurrency} items in hand it stops
 * reading, so back-pressure reaches the sender; it drops nothing. Every method may be
 * called from any thread.
 */
public class ZmqWorker implements SmartLifecycle, DisposableBean {

	private static final Log logger = LogFactory.getLog(ZmqWorker.class);

	private final RoleStatistics statistics = new RoleStatistics();

	private final String name;

	private final WorkerSettings settings;

	private final ZmqContext context;

	private final PayloadCodec codec;

	private final FailureReports reports;

	private final RoleLifecycle lifecycle;

	private final boolean virtualThreads;

	private volatile @Nullable WorkInvocation handler;

	private volatile @Nullable WorkerAnswers answers;

	private volatile @Nullable WorkSlots slots;

	private volatile @Nullable ReceivingSocket pull;

	public ZmqWorker(String name, WorkerSettings settings, ZmqContext context, ZmqMessageConverter converter,
			ZmqErrorHandler errorHandler, boolean virtualThreads, ApplicationEventPublisher events) {
		this.name = name;
		this.settings = settings;
		this.context = context;
		this.codec = new PayloadCodec(converter);
		this.reports = new FailureReports(this.statistics, errorHandler);
		this.virtualThreads = virtualThreads;
		this.lifecycle = new RoleLifecycle("worker", name, events);
	}

	/**
	 * Have work done by a handler that takes it as it comes.
	 * @param handler the handler, the only one of this worker
	 * @throws ZmqConfigurationException if there is one already
	 */
	public void setWorkHandler(WorkHandler<byte[]> handler) {
		setWorkInvocation(handler::handle);
	}

	/**
	 * Have work done by a handler that takes it as objects.
	 * @param type the type the work is read as
	 * @param handler the handler, the only one of this worker
	 * @param <W> the type the work is read as
	 * @throws ZmqConfigurationException if there is one already
	 */
	public <W> void setWorkHandler(Class<W> type, WorkHandler<? super W> handler) {
		PayloadCodec.Decoder decoder = this.codec.decoder(type);
		setWorkInvocation((work) -> handler.handle(type.cast(WorkInvocation.decode(decoder, work))));
	}

	/**
	 * Have work done by what calls a handler.
	 * @param invocation calls the handler
	 * @throws ZmqConfigurationException if there is one already
	 */
	public synchronized void setWorkInvocation(WorkInvocation invocation) {
		if (this.handler != null) {
			throw new ZmqConfigurationException("The worker '" + this.name + "' has two work handlers",
					"Leave one: a method annotated with @ZmqWorkHandler(\"" + this.name + "\"), or setWorkHandler(…)");
		}
		this.handler = invocation;
	}

	@Override
	public void start() {
		this.lifecycle.start(this, this::open, this::release);
	}

	private void open() {
		if (this.handler == null) {
			throw new ZmqConfigurationException("zmq.workers." + this.name + ": the worker has no work handler",
					"Annotate a method with @ZmqWorkHandler(\"" + this.name
							+ "\"), or call setWorkHandler(…) before it starts");
		}
		String label = "worker-" + this.name;
		try {
			PipeSettings push = this.settings.push();
			SendingSocket results = (push != null) ? SendingSocket.pushing(this.context,
					push.toSocketSettings(WorkerSettings.BINDS), true, this::onEvent) : null;
			this.answers = new WorkerAnswers(this.settings, this.codec, results, this.statistics);
			this.slots = new WorkSlots(label, this.settings.concurrency(), this.settings.workTimeout(),
					this.virtualThreads, this::timedOut);
			ReceivingSocket opened = ReceivingSocket.pulling(this.context,
					this.settings.pull().toSocketSettings(WorkerSettings.BINDS), label,
					new PulledMessages(this.name, this.reports, this::accept, this::receiverEnded), this::onEvent);
			this.pull = opened;
			opened.start();
		}
		catch (SocketOpenException ex) {
			throw new ZmqConfigurationException("zmq.workers." + this.name + ": " + ex.problem(), ex.action(), ex);
		}
		logger.info("Worker '" + this.name + "' pulls from " + this.settings.pull().endpoints()
				+ ((this.settings.push() != null) ? " and pushes to " + this.settings.push().endpoints() : ""));
	}

	/** On the receiving thread. */
	private void accept(byte[] work) {
		WorkerAnswers answering = this.answers;
		WorkSlots running = this.slots;
		WorkInvocation invocation = this.handler;
		if (answering == null || running == null || invocation == null) {
			return;
		}
		WorkId id = answering.correlate(work);
		if (answering.isRepeated(id)) {
			return;
		}
		try {
			running.run(work, invocation, (result, error) -> ended(answering, work, id, result, error));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			answering.forget(id);
			this.reports.dropped(message(work),
					new ZmqException("Worker '" + this.name + "' had read an item when it had to stop"));
		}
	}

	private void ended(WorkerAnswers answering, byte[] work, @Nullable WorkId id, @Nullable Object result,
			@Nullable Throwable error) {
		try {
			if (error != null) {
				answering.forget(id);
				this.reports.lost(this.name, message(work), error);
			}
			else {
				answering.answer(id, result);
			}
		}
		catch (ZmqTimeoutException ex) {
			this.reports.dropped(message(work), ex);
		}
		catch (SocketClosedException ex) {
			this.reports.dropped(message(work), new ZmqException("A result came after the worker was closed", ex));
		}
		catch (RuntimeException ex) {
			answering.forget(id);
			this.reports.lost(this.name, message(work), ex);
		}
	}

	private void timedOut(ActiveWork item) {
		WorkerAnswers answering = this.answers;
		if (answering != null) {
			answering.forget(answering.correlate(item.work()));
		}
		this.reports.timedOut(message(item.work()), new ZmqTimeoutException("The work handler of '" + this.name
				+ "' took longer than the work-timeout of " + this.settings.workTimeout() + " and was interrupted"));
	}

	private static ZmqMessage message(byte[] work) {
		return new ZmqMessage("", work);
	}

	private void onEvent(SocketEvent event) {
		this.reports.event("Worker '" + this.name + "'", event);
	}

	private void receiverEnded(Throwable cause) {
		logger.error("Worker '" + this.name + "' has stopped receiving", cause);
		this.statistics.failed(cause);
		this.lifecycle.fail(this);
	}

	@Override
	public void stop() {
		this.lifecycle.stop(this, this::release);
	}

	private void release() {
		Duration patience = this.settings.shutdownTimeout();
		long deadline = System.nanoTime() + patience.toNanos();
		ReceivingSocket receiving = this.pull;
		this.pull = null;
		if (receiving != null) {
			receiving.close(patience);
		}
		WorkSlots running = this.slots;
		this.slots = null;
		List<String> left = (running != null) ? running.finish(deadline) : List.of();
		if (!left.isEmpty()) {
			logger.warn("Worker '" + this.name + "' did not finish within " + patience.toMillis()
					+ " ms; interrupted and left behind: " + String.join(", ", left));
		}
		WorkerAnswers answering = this.answers;
		this.answers = null;
		if (answering != null) {
			answering.close();
		}
	}

	@Override
	public void destroy() {
		stop();
	}

	@Override
	public boolean isRunning() {
		return state().isOpen();
	}

	@Override
	public int getPhase() {
		return RoleLifecycle.INBOUND_PHASE;
	}

	/**
	 * The name in the settings.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * The settings.
	 * @return the settings
	 */
	public WorkerSettings settings() {
		return this.settings;
	}

	/**
	 * How payloads are decoded here.
	 * @return the codec
	 */
	public PayloadCodec codec() {
		return this.codec;
	}

	/**
	 * The state.
	 * @return the state
	 */
	public ZmqState state() {
		return this.lifecycle.state();
	}

	/**
	 * How many items are in hand.
	 * @return the number, at most the concurrency
	 */
	public int inHand() {
		WorkSlots running = this.slots;
		return (running != null) ? running.inHand() : 0;
	}

	/**
	 * What this worker has done so far.
	 * @return a snapshot
	 */
	public ZmqStatistics stats() {
		return this.statistics.snapshot();
	}

}
