package io.zmqspring.socket;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.zeromq.SocketType;
import zmq.SocketBase;

/**
 * A socket that receives: a thread, a JeroMQ socket that only it touches and a queue of
 * commands, which wake it from its receive. The methods may be called from any thread.
 */
public final class ReceivingSocket {

	private static final Duration INTERRUPT_GRACE = Duration.ofMillis(500);

	private static final int PAUSE_PUMP_MILLIS = 100;

	private static final int MOST_UNREAD = 100_000;

	private final Commands commands = new Commands();

	private final AtomicBoolean woken = new AtomicBoolean();

	private final Frames frames = new Frames();

	private final OpenSocket open;

	private final SocketBase base;

	private final FrameReader reader;

	private final GuardedSink sink;

	private final int mostUnread;

	private final Thread thread;

	private final List<String> boundAddresses;

	private boolean ended;

	private volatile boolean closing;

	private volatile boolean paused;

	private ReceivingSocket(OpenSocket open, String name, FrameSink sink, int mostUnread) {
		this.open = open;
		this.base = open.base();
		this.reader = new FrameReader(this.base, this.woken);
		this.sink = new GuardedSink(sink, () -> this.closing);
		this.mostUnread = mostUnread;
		this.boundAddresses = open.boundAddresses();
		this.thread = new Thread(this::run, "zmq-" + name);
		open.keepConnected(this::command);
	}

	/**
	 * Open a subscribing socket (SUB). It receives from {@link #start()} on.
	 * @param context the context
	 * @param settings the settings
	 * @param name the name of the thread, without prefix
	 * @param sink takes the messages
	 * @param events hears of connections
	 * @return the socket, bound or connected
	 * @throws SocketOpenException if an endpoint cannot be bound or connected
	 */
	public static ReceivingSocket subscribing(ZmqContext context, SocketSettings settings, String name, FrameSink sink,
			SocketEventListener events) {
		OpenSocket open = OpenSocket.open(context, SocketType.SUB, settings, events, (socket) -> {
		});
		return new ReceivingSocket(open, name, sink, 0);
	}

	/**
	 * Open a pulling socket (PULL, RFC 30). It receives from {@link #start()} on, and
	 * when closed tells the sink what has arrived but was not taken.
	 * @param context the context
	 * @param settings the settings
	 * @param name the name of the thread, without prefix
	 * @param sink takes the messages
	 * @param events hears of connections
	 * @return the socket, bound or connected
	 * @throws SocketOpenException if an endpoint cannot be bound or connected
	 */
	public static ReceivingSocket pulling(ZmqContext context, SocketSettings settings, String name, FrameSink sink,
			SocketEventListener events) {
		OpenSocket open = OpenSocket.open(context, SocketType.PULL, settings, events, (socket) -> {
		});
		int queue = settings.highWaterMark();
		return new ReceivingSocket(open, name, sink, (queue > 0) ? queue : MOST_UNREAD);
	}

	/**
	 * Start receiving.
	 */
	public void start() {
		this.thread.start();
	}

	/**
	 * Ask the publishers for messages that start with the given bytes.
	 * @param prefix the bytes, empty for every message
	 */
	public void subscribe(byte[] prefix) {
		command(() -> this.open.socket().subscribe(prefix));
	}

	/**
	 * Take back one {@link #subscribe(byte[])}.
	 * @param prefix the same bytes
	 */
	public void unsubscribe(byte[] prefix) {
		command(() -> this.open.socket().unsubscribe(prefix));
	}

	/**
	 * Stop taking messages off the socket. They wait in its queue up to the high-water
	 * mark.
	 */
	public void pause() {
		this.paused = true;
		command(() -> {
		});
	}

	/**
	 * Take messages again.
	 */
	public void resume() {
		this.paused = false;
		command(() -> {
		});
	}

	/**
	 * The addresses really bound, with their real ports.
	 * @return the addresses, empty for a socket that connects
	 */
	public List<String> boundAddresses() {
		return this.boundAddresses;
	}

	/**
	 * The connections of this socket. Peers over inproc are not told by the engine.
	 * @return the connections, as they change
	 */
	public ConnectionTable connections() {
		return this.open.connections();
	}

	/**
	 * What keeps this socket from connecting.
	 * @return sentences without a full stop, empty if all is well
	 */
	public List<String> faults() {
		return this.open.faults();
	}

	/**
	 * What has been received.
	 * @return the counters, as they change
	 */
	public Traffic traffic() {
		return this.sink.traffic();
	}

	/**
	 * Whether the caller is this socket's own thread.
	 * @return {@code true} when called from the sink
	 */
	public boolean isOwnThread() {
		return Thread.currentThread() == this.thread;
	}

	/**
	 * Stop receiving and free the ports. A message in hand is finished first; if that
	 * takes longer than the time-out, its thread is interrupted, and left behind if that
	 * does not help either.
	 * @param timeout the longest wait
	 * @return whether the thread has ended
	 */
	public boolean close(Duration timeout) {
		this.closing = true;
		if (!isStarted()) {
			end();
			return true;
		}
		wake();
		if (isOwnThread()) {
			return true;
		}
		if (Threads.join(this.thread, timeout)) {
			return true;
		}
		this.thread.interrupt();
		return Threads.join(this.thread, INTERRUPT_GRACE);
	}

	/**
	 * Whether the receiving thread has ended although nobody has closed this socket.
	 * @return {@code true} if nothing is received any more
	 */
	public boolean hasDied() {
		return !this.closing && this.thread.getState() == Thread.State.TERMINATED;
	}

	/**
	 * What the receiving thread is doing, to name the handler that hangs.
	 * @return its current stack
	 */
	public StackTraceElement[] stack() {
		return this.thread.getStackTrace();
	}

	private boolean isStarted() {
		return this.thread.getState() != Thread.State.NEW;
	}

	private void command(Runnable command) {
		this.commands.add(command);
		wake();
	}

	private synchronized void wake() {
		// Cancelling a closed socket would hit whichever socket got its slot next
		if (!this.ended) {
			this.base.cancel(this.woken);
		}
	}

	private void end() {
		synchronized (this) {
			if (this.ended) {
				return;
			}
			this.ended = true;
		}
		// Not while holding the monitor: closing waits for those who may be about to wake
		this.open.close();
	}

	private void run() {
		Throwable cause = null;
		List<Frames> unread = List.of();
		try {
			receiveUntilClosed();
			// Closing would discard it. No more than the queue holds is read, because the
			// peers go on sending as soon as there is room
			unread = this.reader.readArrived(this.mostUnread);
		}
		catch (RuntimeException | Error ex) {
			cause = ex;
		}
		end();
		unread.forEach(this.sink::onUnread);
		if (cause != null && !this.closing) {
			this.sink.onFailure(cause);
		}
	}

	private void receiveUntilClosed() {
		this.commands.run();
		while (!this.closing) {
			if (this.woken.get()) {
				this.woken.set(false);
				this.commands.run();
			}
			else if (this.paused) {
				pumpWhilePaused();
			}
			else if (this.reader.read(this.frames)) {
				this.sink.onMessage(this.frames);
			}
		}
	}

	// A SUB that nobody calls does not renew its subscriptions after a reconnect
	private void pumpWhilePaused() {
		this.base.poll(0, PAUSE_PUMP_MILLIS, this.woken);
	}

}
