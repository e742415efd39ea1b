package io.zmqspring.socket;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZError;

/**
 * A socket that sends: a lock around a JeroMQ socket. Every method may be called from any
 * thread. A message goes out whole or not at all.
 */
public final class SendingSocket {

	private static final int DRAIN_EVERY = 256;

	private static final int CLOSE_CHECK_MILLIS = 50;

	private final ReentrantLock lock = new ReentrantLock();

	private final OpenSocket open;

	private final SocketBase base;

	private final Housekeeping housekeeping;

	private final boolean publishes;

	private final Set<ByteBuffer> subscriptions = ConcurrentHashMap.newKeySet();

	private final Runnable duty = this::drainIfFree;

	private int sinceDrain;

	private volatile boolean closing;

	private SendingSocket(ZmqContext context, OpenSocket open, boolean publishes) {
		this.open = open;
		this.base = open.base();
		this.publishes = publishes;
		this.housekeeping = context.housekeeping();
		if (publishes) {
			this.housekeeping.addDuty(this.duty);
		}
	}

	/**
	 * Open a publishing socket. It is an XPUB, which looks like a PUB on the wire and
	 * knows which topics have a subscriber (RFC 29).
	 * @param context the context
	 * @param settings the settings
	 * @param events hears of connections
	 * @return the socket, bound or connected
	 * @throws SocketOpenException if an endpoint cannot be bound or connected
	 */
	public static SendingSocket publishing(ZmqContext context, SocketSettings settings, SocketEventListener events) {
		OpenSocket open = OpenSocket.open(context, SocketType.XPUB, settings, events, (socket) -> {
		});
		return new SendingSocket(context, open, true);
	}

	/**
	 * Open a pushing socket (PUSH, RFC 30): each message goes to one of the peers in
	 * turn.
	 * @param context the context
	 * @param settings the settings
	 * @param queueForAbsentPeers whether messages are queued for a peer to connect to
	 * that is not there yet; a socket that binds never queues for absent peers
	 * @param events hears of connections
	 * @return the socket, bound or connected
	 * @throws SocketOpenException if an endpoint cannot be bound or connected
	 */
	public static SendingSocket pushing(ZmqContext context, SocketSettings settings, boolean queueForAbsentPeers,
			SocketEventListener events) {
		// JeroMQ: the option is named the wrong way round, true queues
		OpenSocket open = OpenSocket.open(context, SocketType.PUSH, settings, events,
				(socket) -> socket.setImmediate(queueForAbsentPeers));
		return new SendingSocket(context, open, false);
	}

	/**
	 * Send a message of one frame, waiting for a peer to take it.
	 * @param frame the frame, not to be changed afterwards
	 * @param timeout the longest wait, other senders of this socket included
	 * @return whether ZeroMQ took the message; {@code false} means it is not sent at all
	 */
	public boolean send(byte[] frame, Duration timeout) {
		long deadline = System.nanoTime() + timeout.toNanos();
		if (!lock(timeout)) {
			return false;
		}
		try {
			beforeSend();
			boolean sent = sendFrame(frame, ZMQ.DONTWAIT);
			long left = (deadline - System.nanoTime()) / 1_000_000;
			while (!sent && left > 0) {
				this.open.socket().setSendTimeOut((int) Math.min(left, CLOSE_CHECK_MILLIS));
				sent = sendFrame(frame, 0);
				left = this.closing ? 0 : (deadline - System.nanoTime()) / 1_000_000;
			}
			return sent;
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean lock(Duration timeout) {
		boolean interrupted = Thread.interrupted();
		try {
			return this.lock.tryLock(timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			interrupted = true;
			return false;
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	/**
	 * Send a message of one frame.
	 * @param frame the frame, not to be changed afterwards
	 * @return whether ZeroMQ took the message; {@code false} means it is not sent at all
	 */
	public boolean send(byte[] frame) {
		this.lock.lock();
		try {
			beforeSend();
			return sendFrame(frame, 0);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Send a message of two frames.
	 * @param first the first frame, not to be changed afterwards
	 * @param second the second frame, not to be changed afterwards
	 * @return whether ZeroMQ took the message; {@code false} means it is not sent at all
	 */
	public boolean send(byte[] first, byte[] second) {
		this.lock.lock();
		try {
			beforeSend();
			// A refused first frame ends the message: a second frame alone would be a
			// message
			return sendFrame(first, ZMQ.SNDMORE) && sendFrame(second, 0);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void beforeSend() {
		if (this.closing) {
			throw new SocketClosedException();
		}
		if (this.publishes && ++this.sinceDrain >= DRAIN_EVERY) {
			drainUninterrupted();
		}
	}

	// JeroMQ consumes an interrupt in receive as it does in send
	private void drainUninterrupted() {
		boolean interrupted = Thread.interrupted();
		try {
			drain();
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private boolean sendFrame(byte[] frame, int flags) {
		boolean interrupted = false;
		try {
			while (!this.base.send(new Msg(frame), flags)) {
				int errno = this.base.errno();
				if (errno == ZError.EAGAIN) {
					return false;
				}
				if (errno == ZError.ETERM) {
					throw new SocketClosedException();
				}
				if (errno != ZError.EINTR) {
					throw new IllegalStateException("ZeroMQ refused the message", new ZMQException(errno));
				}
				// JeroMQ has consumed the interrupt; the same frame must follow or the
				// message is torn
				interrupted = true;
			}
			return true;
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	/**
	 * Whether a peer has subscribed to messages that start like this. Follows the peers
	 * within a tenth of a second.
	 * @param start the first bytes of a message
	 * @return {@code true} if at least one peer would receive it
	 */
	public boolean hasSubscriber(byte[] start) {
		for (int length = 0; length <= start.length; length++) {
			if (this.subscriptions.contains(ByteBuffer.wrap(start, 0, length))) {
				return true;
			}
		}
		return false;
	}

	private void drainIfFree() {
		if (this.lock.tryLock()) {
			try {
				if (!this.closing) {
					drain();
				}
			}
			finally {
				this.lock.unlock();
			}
		}
	}

	// Undrained, the subscription messages of an XPUB pile up in memory without bound
	private void drain() {
		this.sinceDrain = 0;
		Msg message = this.base.recv(ZMQ.DONTWAIT);
		while (message != null) {
			byte[] data = message.data();
			if (data.length > 0 && data[0] <= 1) {
				ByteBuffer topic = ByteBuffer.wrap(Arrays.copyOfRange(data, 1, data.length));
				boolean subscribe = data[0] == 1;
				if (subscribe) {
					this.subscriptions.add(topic);
				}
				else {
					this.subscriptions.remove(topic);
				}
			}
			message = this.base.recv(ZMQ.DONTWAIT);
		}
	}

	/**
	 * How many peers are connected.
	 * @return the number of connections with a completed handshake
	 */
	public int connections() {
		return this.open.connections();
	}

	/**
	 * The addresses really bound, with their real ports.
	 * @return the addresses, empty for a socket that connects
	 */
	public List<String> boundAddresses() {
		return this.open.boundAddresses();
	}

	/**
	 * Close the socket and free its ports. What ZeroMQ has taken still leaves within the
	 * linger time, in the background. Closing twice does nothing.
	 */
	public void close() {
		this.housekeeping.removeDuty(this.duty);
		// Seen by a sender that waits with the lock in its hand
		this.closing = true;
		this.lock.lock();
		try {
			this.open.close();
			this.subscriptions.clear();
		}
		finally {
			this.lock.unlock();
		}
	}

}
