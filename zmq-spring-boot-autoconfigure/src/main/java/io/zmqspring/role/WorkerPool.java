package io.zmqspring.role;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;

import io.zmqspring.message.CorrelationValue;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.socket.Endpoint;
import io.zmqspring.socket.ReceivingSocket;
import io.zmqspring.socket.SettingText;
import io.zmqspring.socket.SendingSocket;
import io.zmqspring.socket.SocketClosedException;
import io.zmqspring.socket.SocketEventListener;
import io.zmqspring.socket.ZmqContext;
import org.jspecify.annotations.Nullable;

/**
 * One pool of workers of a controller: its two sockets, the requests that wait for it
 * and, with at-least-once, the ledger of its items.
 */
final class WorkerPool {

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

	private static final long CONNECTIONS_POLL_NANOS = 5_000_000;

	private final String idPrefix = UUID.randomUUID().toString().substring(0, 18);

	private final AtomicLong ids = new AtomicLong();

	private final PoolServices services;

	private final String name;

	private final PoolSettings settings;

	private final PendingRequests pending;

	private final @Nullable Ledger ledger;

	private volatile @Nullable SendingSocket push;

	private volatile @Nullable ReceivingSocket pull;

	private @Nullable Redelivery redelivery;

	WorkerPool(PoolServices services, String name, PoolSettings settings) {
		this.services = services;
		this.name = name;
		this.settings = settings;
		this.pending = new PendingRequests(name, settings.maxQueueSize(), services.workerTimeout(), services.timer());
		this.ledger = (settings.delivery() == DeliveryMode.AT_LEAST_ONCE)
				? new Ledger(settings.maxQueueSize(), settings.inFlight(), settings.redeliveryTimeout()) : null;
	}

	String name() {
		return this.name;
	}

	void open(ZmqContext context, SocketEventListener events, Consumer<Throwable> failure) {
		if (this.ledger != null) {
			this.services.correlation();
		}
		String label = "controller-" + this.services.controller() + "-" + this.name;
		PipeSettings out = this.settings.push();
		int queue = (out.highWaterMark() == 0) ? this.settings.maxQueueSize()
				: Math.min(out.highWaterMark(), this.settings.maxQueueSize());
		SendingSocket opened = SendingSocket.pushing(context, out.toSocketSettings(PoolSettings.BINDS, queue), false,
				events);
		this.push = opened;
		ResultMessages results = new ResultMessages(this.services, this.name, this.ledger, this.pending);
		ReceivingSocket receiving = ReceivingSocket.pulling(context,
				this.settings.pull().toSocketSettings(PoolSettings.BINDS), label,
				new PulledMessages(this.name, this.services.reports(), results::accept, results::accept, failure),
				events);
		this.pull = receiving;
		receiving.start();
		if (this.ledger != null) {
			this.ledger.restartTimeouts();
			this.redelivery = new Redelivery(label, this.ledger, this.settings.maxAttempts(),
					(work, timeout) -> trySend(opened, work, timeout), this::exhausted);
		}
	}

	/**
	 * Send one item, waiting as long as {@code send-timeout} for a worker to take it.
	 * @param work the work as bytes
	 * @throws ZmqTimeoutException if none took it
	 */
	void send(byte[] work) {
		send(work, this.services.sendTimeout());
	}

	void send(byte[] work, Duration timeout) {
		if (this.ledger == null) {
			sendPlain(work, timeout);
			return;
		}
		Identified item = identify(work);
		accept(this.ledger, item, timeout);
	}

	private void accept(Ledger items, Identified item, Duration timeout) {
		running();
		if (!items.accept(item.id, item.work, timeout)) {
			throw new ZmqTimeoutException("Pool '" + this.name + "' did not take the work within "
					+ SettingText.of(timeout) + ": " + items.outstanding()
					+ " items wait for their result, and max-queue-size is " + this.settings.maxQueueSize());
		}
	}

	private void sendPlain(byte[] work, Duration timeout) {
		SendingSocket socket = running();
		if (!trySend(socket, work, timeout)) {
			if (socket != this.push) {
				throw stopped();
			}
			throw new ZmqTimeoutException("Pool '" + this.name + "' did not take the work within the send-timeout of "
					+ SettingText.of(this.services.sendTimeout()) + ": " + obstacle());
		}
	}

	private String obstacle() {
		int workers = connections();
		if (workers > 0) {
			return "all queues of its " + workers + " connected workers are full";
		}
		return this.settings.push()
			.endpoints()
			.stream()
			.allMatch((endpoint) -> endpoint.transport() == Endpoint.Transport.TCP) ? "no worker is connected"
					: "no worker is connected, or all queues are full";
	}

	private boolean trySend(SendingSocket socket, byte[] work, Duration timeout) {
		try {
			boolean accepted = socket.send(work, timeout);
			if (accepted) {
				this.services.reports().statistics().sent(work.length);
			}
			return accepted;
		}
		catch (SocketClosedException ex) {
			return false;
		}
	}

	/**
	 * Send one item and wait for its own result.
	 * @param work the work as bytes
	 * @param decoder reads the result
	 * @param <R> what the result is read as
	 * @return completes with the result, {@code null} for a mere acknowledgement
	 */
	<R> CompletableFuture<@Nullable R> request(byte[] work, Function<byte[], R> decoder) {
		CompletableFuture<@Nullable R> future;
		Identified item = identify(work);
		try {
			running();
			future = this.pending.add(item.id, decoder);
		}
		catch (ZmqException ex) {
			return CompletableFuture.failedFuture(ex);
		}
		try {
			if (this.ledger != null) {
				accept(this.ledger, item, this.services.sendTimeout());
			}
			else {
				sendPlain(item.work, this.services.sendTimeout());
			}
		}
		catch (RuntimeException ex) {
			future.completeExceptionally(ex);
		}
		return future;
	}

	private Identified identify(byte[] work) {
		CorrelationValue present = this.services.correlation().ofWork(work);
		if (present != null) {
			return new Identified(present.text(), work);
		}
		String id = this.idPrefix + "-" + this.ids.incrementAndGet();
		return new Identified(id, this.services.correlation().withId(work, id));
	}

	private void exhausted(WorkItem item) {
		giveUp(item, "no result within " + SettingText.of(this.settings.redeliveryTimeout()) + " of any attempt");
	}

	private void giveUp(WorkItem item, String reason) {
		ZmqDeadLetter letter = new ZmqDeadLetter(this.services.controller(), this.name, item.id(), item.work(),
				item.attempts(), reason);
		this.pending.fail(item.id(), new ZmqException("Work was given up: " + letter));
		this.services.reports().deadLetter(letter, this.services.deadLetters());
	}

	private SendingSocket running() {
		SendingSocket socket = this.push;
		if (socket == null) {
			throw stopped();
		}
		return socket;
	}

	private ZmqException stopped() {
		return new ZmqException("Controller '" + this.services.controller()
				+ "' is not running. It runs while the application context does");
	}

	int connections() {
		SendingSocket socket = this.push;
		return (socket != null) ? socket.connections().count() : 0;
	}

	Sockets sockets() {
		return Sockets.of(this.push, this.pull);
	}

	List<String> addresses() {
		return sockets().addresses(this.settings.push().endpoints(), this.settings.pull().endpoints());
	}

	Map<String, List<String>> boundAddresses() {
		SendingSocket sending = this.push;
		ReceivingSocket receiving = this.pull;
		return (sending == null || receiving == null) ? Map.of() : Map.of(this.name + ".push", sending.boundAddresses(),
				this.name + ".pull", receiving.boundAddresses());
	}

	boolean awaitConnections(int count, Duration timeout) {
		if (this.settings.push()
			.endpoints()
			.stream()
			.anyMatch((endpoint) -> endpoint.transport() == Endpoint.Transport.INPROC)) {
			throw new ZmqConfigurationException(
					"Pool '" + this.name + "' sends work to inproc, where JeroMQ does not tell who connects",
					"Count workers of tcp pools only");
		}
		long deadline = System.nanoTime() + timeout.toNanos();
		while (connections() < count) {
			if (System.nanoTime() - deadline >= 0 || Thread.currentThread().isInterrupted()) {
				return false;
			}
			LockSupport.parkNanos(CONNECTIONS_POLL_NANOS);
		}
		return true;
	}

	/**
	 * Close the sockets. Items without a result stay in the ledger for the next opening;
	 * requests are cancelled.
	 * @return whether the receiving thread has ended
	 */
	boolean close() {
		if (this.redelivery != null) {
			this.redelivery.close();
			this.redelivery = null;
		}
		SendingSocket sending = this.push;
		this.push = null;
		ReceivingSocket receiving = this.pull;
		this.pull = null;
		boolean ended = receiving == null || receiving.close(CLOSE_TIMEOUT);
		if (sending != null) {
			sending.close();
		}
		this.pending.cancelAll();
		return ended;
	}

	/**
	 * The application ends: what has no result never gets one.
	 */
	void giveUpAll() {
		if (this.ledger != null) {
			this.ledger.giveUpAll().forEach((item) -> giveUp(item, "the controller was closed before its result came"));
		}
	}

	/**
	 * Work with its correlation value.
	 */
	private record Identified(String id, byte[] work) {

	}

}
