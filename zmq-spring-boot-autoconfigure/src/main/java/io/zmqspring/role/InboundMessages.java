package io.zmqspring.role;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.zmqspring.message.RejectReason;
import io.zmqspring.message.TopicRule;
import io.zmqspring.message.WireFormat;
import io.zmqspring.message.ZmqMessage;
import io.zmqspring.message.ZmqRejectedException;
import io.zmqspring.socket.FrameSink;
import io.zmqspring.socket.Frames;
import org.jspecify.annotations.Nullable;

/**
 * The way of a message from the frames of the socket, through wire format and topic, to
 * those who take it. Runs on the receiving thread; a topic seen before costs one look-up.
 */
final class InboundMessages implements FrameSink {

	private final TopicCache<Routes.Route> cache = new TopicCache<>();

	private final WireFormat wireFormat;

	private final TopicRule topicRule;

	private final Supplier<Routes> routes;

	private final FailureReports reports;

	private final Consumer<Throwable> failure;

	private @Nullable Routes cached;

	InboundMessages(SubscriberSettings settings, Supplier<Routes> routes, FailureReports reports,
			Consumer<Throwable> failure) {
		this.wireFormat = settings.wireFormat();
		this.topicRule = settings.topicRule();
		this.routes = routes;
		this.reports = reports;
		this.failure = failure;
	}

	@Override
	public void onMessage(Frames frames) {
		this.reports.statistics().received(frames.bytes());
		try {
			accept(frames);
		}
		catch (ZmqRejectedException ex) {
			this.reports.lost("", new ZmqMessage("", frames.get(0)), ex);
		}
	}

	private void accept(Frames frames) {
		if (frames.count() != this.wireFormat.frames()) {
			throw new ZmqRejectedException(RejectReason.WRONG_FRAMES,
					"The message has " + frames.count() + " frames, but the wire format "
							+ this.wireFormat.name().toLowerCase(Locale.ROOT).replace('_', '-') + " has "
							+ this.wireFormat.frames() + "; check the wire-format of both ends");
		}
		byte[] first = frames.get(0);
		switch (this.wireFormat) {
			case MULTIPART -> deliver(route(first, first.length), frames.get(1));
			case SINGLE_FRAME -> {
				int length = WireFormat.topicLength(first);
				deliver(route(first, Math.max(length, 0)), Arrays.copyOfRange(first, length + 1, first.length));
			}
			case RAW -> deliver(currentRoutes().routeRaw(first), first);
		}
	}

	private Routes currentRoutes() {
		Routes current = this.routes.get();
		if (current != this.cached) {
			this.cached = current;
			this.cache.clear();
		}
		return current;
	}

	private Routes.Route route(byte[] frame, int topicLength) {
		Routes current = currentRoutes();
		Routes.Route route = this.cache.get(frame, topicLength);
		if (route == null) {
			route = current.route(this.topicRule.decode(frame, 0, topicLength, this.wireFormat));
			this.cache.put(frame, topicLength, route);
		}
		return route;
	}

	private void deliver(Routes.Route route, byte[] payload) {
		for (Taker taker : route.takers()) {
			taker.deliver(route.topic(), payload);
		}
		if (route.takers().length == 0) {
			notTaken(route, payload);
		}
	}

	private void notTaken(Routes.Route route, byte[] payload) {
		RejectReason reason = route.orElse();
		if (reason == RejectReason.NOT_SUBSCRIBED) {
			// ZeroMQ's filter lets every topic through that starts like a wanted one
			this.reports.statistics().rejected(RejectReason.NOT_SUBSCRIBED);
			return;
		}
		this.reports.lost("", new ZmqMessage(route.topic(), payload), new ZmqRejectedException(RejectReason.NO_HANDLER,
				"No listener takes the topic '" + route.topic() + "'"));
	}

	@Override
	public void onFailure(Throwable cause) {
		this.failure.accept(cause);
	}

}
