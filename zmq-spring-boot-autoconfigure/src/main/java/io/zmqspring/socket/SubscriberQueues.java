package io.zmqspring.socket;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import zmq.SocketBase;
import zmq.pipe.Pipe;
import zmq.socket.pubsub.Dist;
import zmq.socket.pubsub.XPub;

/**
 * The queues of an XPUB to its subscribers, which JeroMQ does not show: those that are
 * full stand at the end of its list, behind the eligible ones, and are passed over
 * without a word until they are half empty. Where JeroMQ is a module that is not open,
 * nothing is known and nothing counted. Belongs to whoever holds the socket.
 */
final class SubscriberQueues {

	private static final Log logger = LogFactory.getLog(SubscriberQueues.class);

	private static final @Nullable Insight INSIGHT = insight();

	private final @Nullable Dist dist;

	private final List<Pipe> pipes;

	SubscriberQueues(SocketBase base) {
		this.dist = (INSIGHT != null) ? (Dist) INSIGHT.dist.get((XPub) base) : null;
		this.pipes = (INSIGHT != null) ? pipes(INSIGHT, this.dist) : List.of();
	}

	@SuppressWarnings("unchecked")
	private static List<Pipe> pipes(Insight insight, @Nullable Dist dist) {
		return (List<Pipe>) insight.pipes.get(dist);
	}

	private static @Nullable Insight insight() {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			MethodHandles.Lookup ofDist = MethodHandles.privateLookupIn(Dist.class, lookup);
			return new Insight(
					MethodHandles.privateLookupIn(XPub.class, lookup).findVarHandle(XPub.class, "dist", Dist.class),
					ofDist.findVarHandle(Dist.class, "pipes", List.class),
					ofDist.findVarHandle(Dist.class, "active", int.class),
					ofDist.findVarHandle(Dist.class, "eligible", int.class));
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			logger.warn("Messages dropped for slow subscribers cannot be counted, because JeroMQ is a module that does"
					+ " not open zmq.socket.pubsub; start Java with --add-opens org.zeromq.jeromq/zmq.socket.pubsub="
					+ "ALL-UNNAMED or put JeroMQ on the class path", ex);
			return null;
		}
	}

	/**
	 * Before a message: let the full queues be tried again, so that each of them that
	 * refuses it is seen to.
	 */
	void retryFull() {
		if (INSIGHT == null) {
			return;
		}
		int all = this.pipes.size();
		if ((int) INSIGHT.eligible.get(this.dist) < all) {
			INSIGHT.active.set(this.dist, all);
			INSIGHT.eligible.set(this.dist, all);
		}
	}

	/**
	 * How many queues are full. After {@link #retryFull()} and a first frame: how many
	 * subscribers have lost the message.
	 * @return the number
	 */
	int full() {
		int full = 0;
		if (INSIGHT != null) {
			// Those that are not full belong to peers that are just leaving
			for (int i = (int) INSIGHT.eligible.get(this.dist); i < this.pipes.size(); i++) {
				full += this.pipes.get(i).checkHwm() ? 0 : 1;
			}
		}
		return full;
	}

	/**
	 * After a message that was not sent: forget whom it was meant for. JeroMQ would send
	 * the next message to them too, whatever its topic.
	 */
	void forgetMatching() {
		if (this.dist != null) {
			this.dist.unmatch();
		}
	}

	/**
	 * The fields of JeroMQ that tell.
	 */
	private record Insight(VarHandle dist, VarHandle pipes, VarHandle active, VarHandle eligible) {

	}

}
