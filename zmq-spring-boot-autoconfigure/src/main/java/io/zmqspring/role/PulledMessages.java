package io.zmqspring.role;

import java.util.function.Consumer;

import io.zmqspring.message.RejectReason;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqRejectedException;
import io.zmqspring.socket.FrameSink;
import io.zmqspring.socket.Frames;

/**
 * The way of a PUSH/PULL message, one frame in every wire format, to whoever takes it.
 *
 * @param owner the worker or pool
 * @param reports counts and reports what is lost
 * @param taker takes messages
 * @param unread takes those that were in the socket's queue when it was closed
 * @param failure told when the receiving thread has ended by itself
 */
record PulledMessages(String owner, FailureReports reports, Consumer<byte[]> taker, Consumer<byte[]> unread,
		Consumer<Throwable> failure) implements FrameSink {

	@Override
	public void onMessage(Frames frames) {
		this.reports.statistics().received(frames.bytes());
		if (frames.count() != 1) {
			this.reports.lost(this.owner, new ZmqMessage("", frames.get(0)),
					new ZmqRejectedException(RejectReason.WRONG_FRAMES, "The message has " + frames.count()
							+ " frames, but work and results have one; the sender must not add a topic frame"));
			return;
		}
		this.taker.accept(frames.get(0));
	}

	@Override
	public void onUnread(Frames frames) {
		if (frames.count() == 1) {
			this.reports.statistics().received(frames.bytes());
			this.unread.accept(frames.get(0));
		}
		else {
			onMessage(frames);
		}
	}

	@Override
	public void onFailure(Throwable cause) {
		this.failure.accept(cause);
	}

}
