package io.zmqspring.socket;

import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;

/**
 * The one ZeroMQ context of an application. The engine starts with the first socket, so
 * an application without sockets has no threads of ours. Safe for any thread.
 */
public final class ZmqContext implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(ZmqContext.class);

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

	static {
		// An assertion that fails in JeroMQ's I/O thread ends it and all sockets with it
		// (SessionBase.cleanPipes, when a peer leaves in the middle of a message). With
		// assertions off, as in production, the same moment does no harm.
		ZMQ.class.getClassLoader().setPackageAssertionStatus("zmq", false);
		ZMQ.class.getClassLoader().setPackageAssertionStatus("org.zeromq", false);
	}

	private final ContextSettings settings;

	private final Set<String> inprocNames = ConcurrentHashMap.newKeySet();

	private final List<Thread> engineThreads = new CopyOnWriteArrayList<>();

	private final LogThrottle notifications = new LogThrottle(Duration.ofSeconds(10));

	private final Notices notices = new Notices();

	private ZMQ.@Nullable Context engine;

	private @Nullable Housekeeping housekeeping;

	private boolean closed;

	public ZmqContext(ContextSettings settings) {
		this.settings = settings;
	}

	/**
	 * The settings.
	 * @return the settings
	 */
	public ContextSettings settings() {
		return this.settings;
	}

	/**
	 * Whether the engine's threads are alive. A dead one cannot be revived: every socket
	 * of the context is dead with it.
	 * @return {@code false} if a thread of the engine has died
	 */
	public boolean isAlive() {
		return this.engineThreads.stream().allMatch(Thread::isAlive);
	}

	synchronized ZMQ.Context engine() {
		if (this.closed) {
			throw new IllegalStateException("The ZeroMQ context is closed");
		}
		if (this.engine == null) {
			this.engine = createEngine();
		}
		return this.engine;
	}

	synchronized Housekeeping housekeeping() {
		if (this.housekeeping == null) {
			this.housekeeping = new Housekeeping();
		}
		return this.housekeeping;
	}

	/**
	 * Have something done every 100 ms, on the housekeeping thread. It must be quick and
	 * must not wait.
	 * @param duty what to do
	 */
	public void addDuty(Runnable duty) {
		housekeeping().addDuty(duty);
	}

	/**
	 * Have it done no more.
	 * @param duty the same object
	 */
	public void removeDuty(Runnable duty) {
		housekeeping().removeDuty(duty);
	}

	/**
	 * Have the application told of something, on a thread of its own and in order, so
	 * that a slow listener holds up no socket. When ten thousand notices wait, a further
	 * one is discarded with a warning in the log.
	 * @param notice tells it
	 */
	public void tell(Runnable notice) {
		this.notices.submit(notice);
	}

	// JeroMQ: a second bind of an inproc name fails and takes the name over all the same
	boolean claimInproc(String name) {
		return this.inprocNames.add(name);
	}

	void releaseInproc(String name) {
		this.inprocNames.remove(name);
	}

	private ZMQ.Context createEngine() {
		ZMQ.Context created = ZMQ.context(this.settings.ioThreads());
		created.setMaxSockets(this.settings.maxSockets());
		created.setUncaughtExceptionHandler(this::engineThreadDied);
		created.setNotificationExceptionHandler(this::engineNotification);
		created.setThreadFactor(this::engineThread);
		return created;
	}

	private Thread engineThread(Runnable target, String name) {
		EngineTimers.mend(target);
		Thread thread = new Thread(target, "zmq-" + name);
		thread.setDaemon(true);
		thread.setUncaughtExceptionHandler(this::engineThreadDied);
		this.engineThreads.add(thread);
		return thread;
	}

	private void engineThreadDied(Thread thread, Throwable cause) {
		logger.error("ZeroMQ engine thread '" + thread.getName() + "' has died; its sockets are dead with it", cause);
	}

	private void engineNotification(Thread thread, Throwable cause) {
		if (cause.getCause() instanceof ClosedChannelException) {
			// The receiver of a command may have taken it and closed before it is woken
			logger.debug("A socket has closed before ZeroMQ engine thread '" + thread.getName() + "' could wake it",
					cause);
			return;
		}
		this.notifications.log((heldBack) -> logger
			.warn("ZeroMQ engine thread '" + thread.getName() + "' recovered from an exception, usually caused by a"
					+ " peer that does not speak ZMTP (" + heldBack + " more since the last report)", cause));
	}

	/**
	 * Ends the engine once all sockets are closed, waiting for their linger at most.
	 * Returns after 5 s at the latest, with a warning if the engine did not end.
	 */
	@Override
	public void close() {
		ZMQ.Context ending;
		synchronized (this) {
			this.closed = true;
			ending = this.engine;
			this.engine = null;
			if (this.housekeeping != null) {
				this.housekeeping.close();
			}
		}
		if (ending != null) {
			terminate(ending);
		}
		this.notices.close();
	}

	private void terminate(ZMQ.Context ending) {
		// In a thread of its own: interrupting term() would make it impossible for ever
		Thread terminator = new Thread(ending::term, "zmq-terminator");
		terminator.setDaemon(true);
		terminator.start();
		if (!Threads.join(terminator, CLOSE_TIMEOUT)) {
			logger.warn("The ZeroMQ context did not end within " + CLOSE_TIMEOUT.toSeconds()
					+ " s; a handler that does not return still holds a socket");
		}
		this.engineThreads.clear();
	}

}
