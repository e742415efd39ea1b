package io.zmqspring.handler;

import java.util.List;

import io.zmqspring.wire.TopicPattern;
import org.jspecify.annotations.Nullable;

/**
 * A handler and what it wants of its subscriber. Immutable.
 *
 * @param id the id of the listener or a description of the handler, for messages
 * @param patterns the topics it takes; empty for those no other handler takes
 * @param concurrency 1 to be called on the subscriber's thread; more to be called on as
 * many threads, messages of one topic always on the same
 * @param invocation how it is called
 * @param errorHandler hears of its errors instead of the subscriber's
 */
public record HandlerSpec(String id, List<TopicPattern> patterns, int concurrency, HandlerInvocation invocation,
		@Nullable ZmqErrorHandler errorHandler) {

	public HandlerSpec {
		patterns = List.copyOf(patterns);
		if (concurrency < 1) {
			throw new IllegalArgumentException("concurrency must be at least 1 but is " + concurrency);
		}
	}

	/**
	 * Whether the handler takes what no other handler takes.
	 * @return {@code true} if it has no patterns
	 */
	public boolean takesTheRest() {
		return this.patterns.isEmpty();
	}

}
