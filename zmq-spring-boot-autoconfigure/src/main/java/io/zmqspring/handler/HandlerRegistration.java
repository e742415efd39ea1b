package io.zmqspring.handler;

/**
 * A handler's place at its subscriber. Every method may be called from any thread.
 */
public interface HandlerRegistration {

	/**
	 * Whether the handler gets messages while its subscriber runs.
	 * @return {@code true} unless stopped or removed
	 */
	boolean isActive();

	/**
	 * Give the handler messages, and subscribe to its topics.
	 */
	void activate();

	/**
	 * Give the handler no more messages, and take back the subscription to its topics. It
	 * keeps its place and may be activated again.
	 */
	void deactivate();

	/**
	 * Give the place up for ever.
	 */
	void remove();

}
