package io.zmqspring.socket;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import zmq.SocketBase;

/**
 * A socket that sends: a lock around a JeroMQ socket. Every method may be called from any
 * thread. A message goes out whole or not at all.
 */
public final class SendingSocket {

	private static final int DRAIN_EVERY = 256;

	private static final int CLOSE_CHECK_MILLIS = 50;

	private static final long PEER_POLL_NANOS = 1_000_000;

	private final ReentrantLock lock = new ReentrantLock();

	private final Commands commands = new Commands();

	private final OpenSocket open;

	private final SocketBase base;

	private final FrameWriter writer;

	private final Housekeeping housekeeping;

	private final boolean publishes;

	private final boolean waitsForPeers;

	private final List<String> boundAddresses;

	private final PeerSubscriptions subscriptions;

	private final Runnable duty = this::doDutyIfFree;

	private int sinceDrain;

	private volatile boolean closing;

	private SendingSocket(ZmqContext context, OpenSocket open, boolean publishes, boolean waitsForPeers) {
		this.open = open;
		this.base = open.base();
		this.writer = new FrameWriter(this.base);
		this.publishes = publishes;
		this.waitsForPeers = waitsForPeers;
		this.boundAddresses = open.boundAddresses();
		this.subscriptions = new PeerSubscriptions(this.base);
		this.housekeeping = context.housekeeping();
		open.keepConnected(this.commands::add);
		this.housekeeping.addDuty(this.duty);
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
		return new SendingSocket(context, open, true, false);
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
		boolean overTcp = settings.endpoints()
			.stream()
			.allMatch((endpoint) -> endpoint.transport() == Endpoint.Transport.TCP);
		return new SendingSocket(context, open, false, overTcp && (settings.bind() || !queueForAbsentPeers));
	}

	/**
	 * Send a message of one frame, waiting for a peer to take it.
	 * @param frame the frame, not to be changed afterwards
	 * @param timeout the longest wait, other senders of this socket included
	 * @return whether ZeroMQ took the message; {@code false} means it is not sent at all
	 */
	public boolean send(byte[] frame, Duration timeout) {
		long deadline = System.nanoTime() + timeout.toNanos();
		if (!awaitPeer(deadline) || !lock(deadline)) {
			return false;
		}
		try {
			beforeSend();
			boolean sent = sendFrame(frame, ZMQ.DONTWAIT);
			long left = (deadline - System.nanoTime()) / 1_000_000;
			while (!sent && left > 0) {
				this.commands.run();
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

	// JeroMQ queues for a peer as soon as TCP connects; one that never greets takes it
	// all
	private boolean awaitPeer(long deadline) {
		while (this.waitsForPeers && !this.closing && this.open.connections().isEmpty()) {
			if (System.nanoTime() - deadline >= 0 || Thread.currentThread().isInterrupted()) {
				return false;
			}
			LockSupport.parkNanos(PEER_POLL_NANOS);
		}
		return true;
	}

	private boolean lock(long deadline) {
		boolean interrupted = Thread.interrupted();
		try {
			return this.lock.tryLock(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
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
		this.commands.run();
		if (this.publishes && ++this.sinceDrain >= DRAIN_EVERY) {
			this.sinceDrain = 0;
			this.subscriptions.drain();
		}
	}

	private boolean sendFrame(byte[] frame, int flags) {
		return this.writer.write(frame, flags);
	}

	/**
	 * Whether a peer has subscribed to messages that start like this. Follows the peers
	 * within a tenth of a second.
	 * @param start the first bytes of a message
	 * @return {@code true} if at least one peer would receive it
	 */
	public boolean hasSubscriber(byte[] start) {
		return this.subscriptions.cover(start);
	}

	private void doDutyIfFree() {
		if (this.lock.tryLock()) {
			try {
				if (!this.closing) {
					doDuty();
				}
			}
			finally {
				this.lock.unlock();
			}
		}
	}

	private void doDuty() {
		this.commands.run();
		if (this.publishes) {
			this.subscriptions.drain();
		}
		else {
			// An idle PUSH takes note of peers that come and go only when called
			this.base.poll(0, 0, null);
		}
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
	 * The addresses really bound, with their real ports.
	 * @return the addresses, empty for a socket that connects
	 */
	public List<String> boundAddresses() {
		return this.boundAddresses;
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
